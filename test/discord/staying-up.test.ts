/** The connection: kept, resumed, made anew, lost for good, and ended in order. */
import { expect, test, vi } from 'vitest'
import { explain, UserError } from '../../src/errors.ts'
import { type Bot, checkedAfterEach, openBot, page, startBot } from './harness.ts'

checkedAfterEach()

const refused = expect.objectContaining({ message: 'Discord refused the token in DISCORD_TOKEN.' })

async function answers(bot: Bot, query: string): Promise<void> {
  bot.answerWith(page(`Heard ${query}`))
  const asked = bot.discord.command({ command: 'search', options: { query } })
  await asked.answered()
  expect(asked.text()).toContain(`Heard ${query}`)
}

test('only the Guilds intent is asked for', async () => {
  const bot = await startBot()
  expect(bot.discord.gateway.identifies).toMatchObject([{ intents: 1, shard: [0, 1] }])
})

test('a connection that breaks is resumed, and what was asked meanwhile is answered', async () => {
  const bot = await startBot()
  bot.discord.gateway.drop()
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await bot.discord.until(() => bot.discord.gateway.resumes === 1)
  await asked.answered()
  expect(bot.requests).toHaveLength(1)
  expect(bot.discord.gateway.identifies).toHaveLength(1)
})

test('asked to reconnect, it resumes', async () => {
  const bot = await startBot()
  bot.discord.gateway.reconnect()
  await bot.discord.until(() => bot.discord.gateway.resumes === 1)
  await answers(bot, 'after')
  expect(bot.discord.gateway.identifies).toHaveLength(1)
})

// discord.js waits 5 seconds between two identifies, as Discord asks.
test('a session that is over is begun anew', { timeout: 20_000 }, async () => {
  const bot = await startBot({ patienceMs: 15_000 })
  bot.discord.gateway.invalidateSession(false)
  await bot.discord.until(() => bot.discord.gateway.identifies.length === 2)
  await bot.discord.until(() => bot.discord.gateway.connections === 1)
  await answers(bot, 'after')
  expect(bot.ended).toEqual([])
})

test('a token that is revoked ends it, once, with a sentence', async () => {
  const bot = await startBot()
  bot.discord.gateway.close(4004)
  await vi.waitFor(() => expect(bot.ended).toHaveLength(1))
  expect(bot.ended).toEqual([refused])
  expect(explain(bot.ended[0])).toContain('Reset Token')
})

test('a token that is refused while posting ends it', async () => {
  const bot = await startBot()
  const { channels, guildId } = bot.discord
  bot.discord.apply('unauthorised', channels.text)
  const place = { platform: 'discord', workspace: guildId, channel: channels.text }
  expect(await bot.platform.post(place, page('Digest'), 'k')).toMatchObject({ kind: 'refused' })
  await vi.waitFor(() => expect(bot.ended).toEqual([refused]))
})

test('a connection that is closed for good ends it', async () => {
  const bot = await startBot()
  bot.discord.gateway.close(4014)
  await vi.waitFor(() => expect(bot.ended).toHaveLength(1))
  expect(bot.ended[0]!.message).toBe('Discord closed the connection for good (code 4014).')
})

test('a wrong token and a missing one are refused at the start', async () => {
  for (const token of ['wrong', '']) {
    const bot = await openBot({ options: { token } })
    await expect(bot.start()).rejects.toEqual(refused)
    expect(bot.ended).toEqual([])
  }
})

test('where Discord is not reached, the start says where it was looked for', async () => {
  const bot = await openBot({ options: { apiUrl: 'http://127.0.0.1:9/api' } })
  await expect(bot.start()).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining('http://127.0.0.1:9/api'),
  })
})

test('a Discord that never answers is given up at the start', async () => {
  const bot = await openBot({ options: { timing: { startMs: 100 } } })
  const open = bot.discord.stall('GET /gateway/bot')
  await expect(bot.start()).rejects.toThrow(UserError)
  open()
})

test('what Discord refuses at the start is said, with what it said', async () => {
  const bot = await openBot()
  bot.discord.answerNext('GET /gateway/bot', { status: 403, code: 40_333, message: 'internal network error' })
  await expect(bot.start()).rejects.toMatchObject({
    name: 'UserError',
    message: 'Discord refused GET /api/v10/gateway/bot: internal network error (40333).',
  })
})

test.each<[string, (bot: Bot) => boolean]>([
  ['asks', ({ discord }) => discord.requests.some(({ route }) => route === 'GET /gateway/bot')],
  ['was answered', ({ discord }) => discord.requests.some(({ status }) => status === 200)],
  ['is there', ({ discord }) => discord.gateway.identifies.length > 0],
])('stopped while it logs in, it is not connected: it %s', async (when, hasCome) => {
  const bot = await openBot()
  const open = when === 'asks' ? bot.discord.stall('GET /gateway/bot') : () => undefined
  const started = bot.start().then(
    () => 'started',
    (error: UserError) => error.code,
  )
  await bot.discord.until(() => hasCome(bot))
  await bot.platform.stop()
  expect(await started).toBe('discord.stopped')
  open()
  await bot.discord.until(() => bot.discord.gateway.connections === 0)
  expect(bot.ended).toEqual([])
})

test('a server that is away, or that the bot is removed from and invited to again, changes nothing else', async () => {
  const bot = await startBot()
  const { gateway, channels, guildId } = bot.discord
  const place = { platform: 'discord', workspace: guildId, channel: channels.text }
  gateway.unavailable()
  await vi.waitFor(() => expect(bot.logged()).toContain('A server is unavailable.'))
  gateway.available()
  gateway.kick()
  await vi.waitFor(() => expect(bot.logged()).toContain('Removed from a server.'))
  expect(await bot.platform.post(place, page('Digest'), 'k1')).toMatchObject({ kind: 'refused' })
  expect(await bot.platform.inspect(place)).toMatchObject({ state: expect.stringMatching(/open|gone/) })
  gateway.invite()
  await vi.waitFor(() => expect(bot.logged()).toContain('Invited to a server.'))
  expect(await bot.platform.post(place, page('Digest'), 'k2')).toMatchObject({ kind: 'sent' })
  await answers(bot, 'after')
  expect(bot.ended).toEqual([])
})

test('stopping finishes what was acknowledged, and takes nothing new', async () => {
  const bot = await startBot()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: page('Finished') })))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  await vi.waitFor(() => expect(bot.requests).toHaveLength(1))
  const stopped = bot.platform.stop()
  bot.discord.command({ command: 'search', options: { query: 'new' } })
  const { channels, guildId } = bot.discord
  await bot.platform.post(
    { platform: 'discord', workspace: guildId, channel: channels.text },
    page('Digest'),
    'k',
  )
  expect(asked.shown).toMatchObject([{ loading: true }])
  gate.resolve()
  await stopped
  expect(asked.text()).toContain('Finished')
  expect(bot.requests).toHaveLength(1)
  expect(bot.ended).toEqual([])
})

test('what does not finish while it stops is told how to ask again', async () => {
  const bot = await startBot({ options: { timing: { stopMs: 20 } } })
  bot.answerWith(() => new Promise(() => {}))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  await bot.platform.stop()
  await asked.answered()
  expect(asked.text()).toContain('Ask again with /papers search.')
})

test('it may be stopped before it was started', async () => {
  const bot = await openBot()
  await bot.platform.stop()
  await bot.platform.stop()
  expect(bot.discord.requests).toEqual([])
})
