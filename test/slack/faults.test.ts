/** Answers when Slack, the network or the bot is slow, delivers twice, or takes no more. */
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import type { Handlers } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import { adapterOn, type Bot, form, page, publicPage, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

const unused = () => Promise.reject(new Error('unused'))

test('200 commands at once are acknowledged while nothing is answered', async () => {
  const gate = Promise.withResolvers<void>()
  onTestFinished(() => gate.resolve())
  bot.answerWith(() => gate.promise.then(() => ({ reply: notice('Done') })))
  const deliveries = Array.from({ length: 200 }, (_, at) => bot.slack.command(`search ${at}`))
  await Promise.all(deliveries.map(delivery => delivery.acknowledged()))
  expect(deliveries.map(delivery => delivery.text()).join('')).toBe('')
  await vi.waitFor(() => expect(bot.requests).toHaveLength(200))
  gate.resolve()
  await Promise.all(deliveries.map(delivery => delivery.answered(text => text.includes('Done'))))
})

test('a command is acknowledged while Slack itself is stalled', async () => {
  const release = bot.slack.apply('stall', { method: 'conversations.info' })
  const delivery = bot.slack.command('kv')
  await delivery.acknowledged()
  expect(delivery.text()).toBe('')
  release()
  await delivery.answered(text => text.includes('Heard'))
})

test.each([
  ['private', page('Found')],
  ['public', publicPage('Found')],
])('a slow %s answer is announced', async (_name, reply) => {
  const slow = await startBot({ options: { timing: { slowMs: 30 } } })
  const gate = Promise.withResolvers<void>()
  slow.answerWith(() => gate.promise.then(() => ({ reply })))
  const delivery = slow.slack.command('kv')
  expect(await delivery.answered()).toContain('Working on it…')
  gate.resolve()
  await delivery.answered(text => text.includes('Found'))
  expect(delivery.shown).toHaveLength(2)
  await slow.close()
})

test.each([
  ['command', () => bot.slack.command('kv')],
  ['mention', () => bot.slack.mention('kv')],
  ['direct message', () => bot.slack.direct('kv')],
  ['form', () => bot.slack.command('search kv filter:yes')],
  ['mistyped command', () => bot.slack.command('serch')],
])('a %s that is delivered twice is answered once', async (_name, ask) => {
  bot.answerWith(form)
  const delivery = ask()
  await delivery.answered()
  bot.slack.deliverAgain(delivery)
  await bot.slack.until(() => delivery.attempts === 2)
  await bot.slack.command('mentioned after').answered()
  const answers = bot.slack.requests.filter(({ method }) =>
    ['views.open', 'response_url', 'chat.postEphemeral', 'chat.postMessage'].includes(method),
  )
  expect(answers).toHaveLength(2)
})

test('what was answered by an earlier process is not shown again', async () => {
  bot.answerWith({ reply: notice('This was answered already.'), again: true })
  bot.slack.command('kv')
  await vi.waitFor(() => expect(bot.requests).toHaveLength(1))
  bot.answerWith(page('After'))
  await bot.slack.command('after').answered()
  expect(bot.slack.ephemerals(bot.slack.users.ada)).toHaveLength(1)
})

test('where a response_url takes no more, the person is told where they are', async () => {
  bot.answerWith(page('Found'))
  const delivery = bot.slack.command('kv')
  await delivery.answered()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: page('Late') })))
  const pressed = bot.slack.press(delivery.shown[0]!, 'Next')
  await vi.waitFor(() => expect(bot.requests).toHaveLength(2))
  bot.slack.clock.advance(31 * 60_000)
  gate.resolve()
  expect(await pressed.answered(text => text.includes('no longer'))).toContain(
    'This answer can no longer be changed. Ask again with /papers search next',
  )
})

test('where the bot is no member, they are told directly', async () => {
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: page('Late') })))
  bot.slack.command('kv', { channel: bot.slack.channels.notMember })
  await vi.waitFor(() => expect(bot.requests).toHaveLength(1))
  bot.slack.clock.advance(31 * 60_000)
  gate.resolve()
  await bot.slack.until(() => bot.slack.messages(bot.slack.channels.im).length === 1)
  expect(bot.slack.messages(bot.slack.channels.im)[0]!.text).toContain('can no longer be changed')
})

test('an answer that Slack refuses is logged, and the person hears of it', async () => {
  bot.slack.apply('invalid_blocks', { method: 'chat.postEphemeral', times: 1 })
  expect(await bot.slack.mention('kv').answered()).toContain('Slack did not take this answer.')
  expect(bot.logged()).toContain('invalid_blocks')
})

test.each(['not_in_channel', 'invalid_blocks'])(
  'an answer that nobody can be shown in the channel (%s) is told of directly',
  async error => {
    bot.slack.apply(error, { method: 'chat.postEphemeral' })
    bot.slack.mention('kv')
    await bot.slack.until(() => bot.slack.messages(bot.slack.channels.im).length === 1)
    const [told] = bot.slack.messages(bot.slack.channels.im)
    expect(told!.text).toBe('Slack did not take this answer. The log says why.')
  },
)

test('of what Slack says against an answer the log keeps the beginning', async () => {
  bot.slack.apply(`no${'x'.repeat(5000)}`, { method: 'response_url', times: 1 })
  await bot.slack.command('kv').answered()
  expect(bot.logged()).toContain('nox')
  expect(bot.logged()).not.toContain('x'.repeat(250))
})

test('what cannot be read is acknowledged all the same, and logged', async () => {
  const { slack } = bot
  await bot.platform.stop()
  const broken = adapterOn(slack)
  const commands = [
    {
      get name(): string {
        throw new Error('broken')
      },
    },
  ] as unknown as Handlers['commands']
  await broken.platform.start({ commands, complete: () => [], expected: unused, handle: unused })
  await slack.command('kv').acknowledged()
  await vi.waitFor(() => expect(broken.logged()).toContain('could not be taken'))
  await broken.platform.stop()
})

test('stopping twice, or before starting, is fine', async () => {
  await bot.platform.stop()
  await expect(bot.platform.stop()).resolves.toBeUndefined()
  const idle = await startBot({ start: false })
  await idle.platform.stop()
  await idle.close()
})

test('stopping does not wait for ever', async () => {
  const slow = await startBot({ options: { timing: { stopMs: 20 } } })
  slow.answerWith(() => new Promise(() => undefined))
  slow.slack.command('kv')
  await vi.waitFor(() => expect(slow.requests).toHaveLength(1))
  await expect(slow.platform.stop()).resolves.toBeUndefined()
  await slow.close()
})
