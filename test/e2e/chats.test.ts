/** The bot with tokens, as people run it: real processes that log in to services on loopback. */
import { onTestFinished, expect, test } from 'vitest'
import { startFakeDiscord } from '../fakes/discord/server.ts'
import { startFakeSlack } from '../fakes/slack/server.ts'
import { newWorld, papers, startBot } from './process.ts'

async function discord() {
  const fake = await startFakeDiscord()
  onTestFinished(() => fake.close())
  return { fake, env: { DISCORD_TOKEN: fake.token, DISCORD_API_URL: fake.url } }
}

async function slack() {
  const fake = await startFakeSlack()
  onTestFinished(() => fake.close())
  const { botToken, appToken, url } = fake
  return { fake, env: { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_API_URL: url } }
}

test('with both tokens it answers on both, and ends in order', async () => {
  const [world, onDiscord, onSlack] = await Promise.all([newWorld(), discord(), slack()])
  const bot = startBot(world, { ...onDiscord.env, ...onSlack.env })
  await bot.until('Paperboy answers on Discord and Slack. Ctrl-C ends it.')

  const asked = onDiscord.fake.command({ command: 'search', options: { query: 'low-rank adaptation' } })
  await asked.answered()
  expect(asked.text()).toContain('GaLore: Memory-Efficient LLM Training')

  const { fake } = onSlack
  fake.command('low-rank adaptation')
  await fake.until(() => fake.ephemerals(fake.users.ada).length > 0)
  expect(fake.textOf(fake.ephemerals(fake.users.ada)[0]!)).toContain('GaLore: Memory-Efficient LLM Training')

  bot.kill('SIGTERM')
  expect(await bot.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
  expect([onDiscord.fake.violations, fake.violations]).toEqual([[], []])
})

test('a button of a long query works after a restart, also after kill −9', async () => {
  const [world, { fake, env }] = await Promise.all([newWorld(), discord()])
  const first = startBot(world, env)
  await first.until('answers on Discord')
  const query = `low-rank adaptation ${'of large language models '.repeat(6)}`
  const shown = await fake.command({ command: 'search', options: { query } }).answered()
  first.kill('SIGKILL')
  await first.ended
  const second = startBot(world, env)
  await second.until('answers on Discord')
  const next = fake.press(shown, 'Next ›')
  await next.answered()
  expect(next.text()).toMatch(/^6\\\. /m)
  second.kill('SIGINT')
  expect((await second.ended).code).toBe(0)
})

test('an event that Slack delivers again after kill −9 is not answered again', async () => {
  const [world, { fake, env }] = await Promise.all([newWorld(), slack()])
  const said = () => fake.messages(fake.channels.im).map(message => fake.textOf(message))
  const answers = (words: string) => said().filter(text => text.startsWith(words)).length
  const first = startBot(world, env)
  await first.until('answers on Slack')
  const asked = fake.direct('help')
  await fake.until(() => answers('Paperboy: Daily Papers') === 1)
  first.kill('SIGKILL')
  await first.ended
  const second = startBot(world, env)
  await second.until('answers on Slack')
  fake.deliverAgain(asked)
  await fake.until(() => asked.attempts === 2)
  fake.direct('status')
  await fake.until(() => answers('Status') === 1)
  expect(answers('Paperboy: Daily Papers')).toBe(1)
})

test('a token that is refused, at the start or later, ends it with one sentence', async () => {
  const [world, { fake, env }] = await Promise.all([newWorld(), discord()])
  const refused = {
    code: 1,
    stderr:
      'Discord refused the token in DISCORD_TOKEN. Create a new one: https://discord.com/developers/applications → Bot → Reset Token.\n',
  }
  const wrong = startBot(world, { ...env, DISCORD_TOKEN: 'nonsense' })
  expect(await wrong.ended).toMatchObject({ ...refused, stdout: '' })
  const bot = startBot(world, env)
  await bot.until('answers on Discord')
  fake.gateway.close(4004)
  expect(await bot.ended).toMatchObject(refused)
})

test('it may be stopped while it logs in', async () => {
  const [world, { fake, env }] = await Promise.all([newWorld(), discord()])
  const open = fake.stall('GET /gateway/bot')
  const bot = startBot(world, env)
  await fake.until(() => fake.requests.some(({ route }) => route === 'GET /gateway/bot'))
  bot.kill('SIGTERM')
  expect(await bot.ended).toEqual({ code: 0, signal: null, stdout: '', stderr: '' })
  open()
  expect(fake.gateway.identifies).toEqual([])
})

test('a wrong token of one platform ends it beside a good one of the other', async () => {
  const [world, onDiscord, onSlack] = await Promise.all([newWorld(), discord(), slack()])
  const bot = startBot(world, { ...onDiscord.env, ...onSlack.env, SLACK_BOT_TOKEN: 'xoxb-nonsense' })
  const { code, stdout, stderr } = await bot.ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^[^\n]*SLACK_BOT_TOKEN[^\n]*\n$/)
})

test('Slack’s tokens likewise', async () => {
  const [world, { fake, env }] = await Promise.all([newWorld(), slack()])
  const wrong = startBot(world, { ...env, SLACK_BOT_TOKEN: 'xoxb-nonsense' })
  const { code, stdout, stderr } = await wrong.ended
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^[^\n]*SLACK_BOT_TOKEN[^\n]*\n$/)
  const bot = startBot(world, env)
  await bot.until('answers on Slack')
  fake.event({ type: 'app_uninstalled' })
  expect(await bot.ended).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^Paperboy was removed from the Slack workspace\. [^\n]*\n$/),
  })
})

test('register tells Discord the commands, says what changed, and prints the invitation', async () => {
  const [world, { fake, env }] = await Promise.all([newWorld(), discord()])
  const there = { ...world, env: { ...world.env, ...env } }
  const first = await papers(there, 'register', 'discord')
  expect(first).toMatchObject({ code: 0, stderr: '' })
  expect(first.stdout).toMatch(/^new: \/papers search$/m)
  expect(first.stdout).toMatch(
    /https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands/,
  )
  expect(first.stdout).toMatch(/^ {2}Send Messages: to post/m)
  expect((await papers(there, 'register', 'discord')).stdout).toMatch(/^nothing changed\n/)
  const inServer = ['register', 'discord', '--guild', fake.guildId]
  const removal = `register discord --guild ${fake.guildId} --remove`
  expect((await papers(there, ...inServer)).stdout).toMatch(new RegExp(`^new: .*${removal}\n`, 's'))
  expect((await papers(there, ...inServer, '--remove')).stdout).toMatch(/^gone: \/papers\n/)
  expect([fake.commands(fake.guildId).length, fake.commands().length > 0]).toEqual([0, true])
  expect(fake.violations).toEqual([])
})

test.each([
  [['register', 'discord'], {}, /^DISCORD_TOKEN is not set\. It stands under Bot → Token/],
  [['register', 'discord'], { DISCORD_TOKEN: 'nonsense' }, /^Discord refused the token in DISCORD_TOKEN\. /],
  [['register', 'discord', '--guild', '12'], {}, /^Paperboy is not in a server with the id 12\. /],
  [
    ['register', 'discord', '--guild', 'lab'],
    {},
    /^--guild takes the id of a server, digits only; it was "lab"\. Try: --guild 1046132480812345678\n$/,
  ],
  [
    ['register', 'discord', '--remove'],
    {},
    /^--remove takes away the commands of one server; .* --guild \d+ --remove/,
  ],
  [
    ['manifest', 'slack', '--http', 'example.org'],
    {},
    /^"example\.org" is not an address that Slack can reach\. Try: /,
  ],
])('%j is refused with what to mend', async (parameters, variables, sentence) => {
  const [world, { env }] = await Promise.all([newWorld(), discord()])
  const token = parameters.length > 2 ? env : { DISCORD_API_URL: env.DISCORD_API_URL }
  const there = { ...world, env: { ...world.env, ...token, ...variables } }
  const { code, stdout, stderr } = await papers(there, ...parameters)
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(sentence)
})

test('manifest prints what is pasted, and nothing else', async () => {
  const world = await newWorld()
  const { stdout, code } = await papers(world, 'manifest', 'slack')
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ settings: { socket_mode_enabled: true } })
  const http = await papers(world, 'manifest', 'slack', '--http', 'https://paperboy.example.org')
  expect(JSON.parse(http.stdout)).toMatchObject({
    settings: {
      socket_mode_enabled: false,
      event_subscriptions: { request_url: 'https://paperboy.example.org/slack/events' },
    },
  })
})
