/** Socket Mode: connections that are refreshed, lost or silent. */
import { expect, onTestFinished, test, vi } from 'vitest'
import { type Bot, startBot } from './harness.ts'

const answerTo = ({ slack }: Bot, text: string): Promise<string> => slack.command(text).answered()
const opening = 'apps.connections.open'
const opens = ({ slack }: Bot): number => slack.requests.filter(({ method }) => method === opening).length
const connectedAgain = (bot: Bot, after: number): Promise<void> =>
  bot.slack.until(() => bot.slack.socket.connections > 0 && opens(bot) > after)

test.each(['refresh_requested', 'warning'] as const)('a refresh (%s) leaves no gap', async reason => {
  const bot = await startBot()
  const { slack } = bot
  expect(await answerTo(bot, 'before')).toContain('Heard before')
  const release = slack.apply('stall', { method: 'apps.connections.open' })
  slack.socket.refresh(reason)
  slack.socket.refresh(reason)
  expect(await answerTo(bot, 'during')).toContain('Heard during')
  release()
  await vi.waitFor(() => expect(bot.logged()).toContain('Connected to Slack again'))
  await slack.until(() => slack.socket.connections === 1)
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  expect(bot.requests).toHaveLength(3)
  await bot.close()
})

test('a refresh while Slack refuses goes on with what there is', async () => {
  const bot = await startBot()
  bot.slack.socket.refuse('internal_error')
  bot.slack.socket.refresh()
  await bot.slack.until(() => opens(bot) > 2)
  expect(await answerTo(bot, 'during')).toContain('Heard during')
  bot.slack.socket.dropAll()
  bot.slack.socket.refuse()
  await connectedAgain(bot, opens(bot))
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  await bot.close()
})

test('connections that are dropped as soon as they are made are made ever more slowly', async () => {
  const bot = await startBot({ options: { timing: { reconnectMs: 20 } } })
  const dropping = setInterval(() => bot.slack.socket.dropAll(), 1)
  onTestFinished(() => clearInterval(dropping))
  await bot.slack.until(() => opens(bot) === 5)
  const times = bot.slack.requests.flatMap(({ method, atMs }) => (method === opening ? [atMs] : []))
  expect(times[4]! - times[1]!).toBeGreaterThan(20 + 40 + 60)
  await bot.close()
})

test('a connection that lasted is followed by the next at once', async () => {
  const bot = await startBot({ options: { timing: { reconnectMs: 60_000, lastedMs: 0 } } })
  bot.slack.socket.dropAll()
  await connectedAgain(bot, 1)
  bot.slack.socket.dropAll()
  await connectedAgain(bot, 2)
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  await bot.close()
})

test('told to wait, it waits before it connects again', async () => {
  const bot = await startBot()
  bot.slack.limit({ method: opening, seconds: 60 })
  bot.slack.socket.dropAll()
  await bot.slack.until(() => opens(bot) === 2)
  await vi.waitFor(() => expect(bot.logged()).toContain('Connecting to Slack again failed'))
  for (let at = 0; at < 5; at++) await bot.slack.write('meanwhile')
  expect(opens(bot)).toBe(2)
  await bot.close()
})

test('a lost connection is made anew', async () => {
  const bot = await startBot()
  bot.slack.socket.dropAll()
  await connectedAgain(bot, 1)
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  await bot.close()
})

test('what was being answered when it was lost is answered, once', async () => {
  const bot = await startBot()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() =>
    gate.promise.then(() => ({ reply: { summary: 'x', visibility: 'private', blocks: [] } })),
  )
  const delivery = bot.slack.mention('kv')
  await vi.waitFor(() => expect(bot.requests).toHaveLength(1))
  bot.slack.socket.dropAll()
  gate.resolve()
  await connectedAgain(bot, 1)
  bot.slack.deliverAgain(delivery)
  await delivery.answered()
  await bot.slack.until(() => delivery.attempts === 2)
  expect(bot.requests).toHaveLength(1)
  await bot.close()
})

test('a silent connection is given up', async () => {
  const bot = await startBot({ options: { timing: { pongMs: 60 } } })
  expect(await answerTo(bot, 'before')).toContain('Heard before')
  bot.slack.socket.goSilent()
  await connectedAgain(bot, 1)
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  await bot.close()
})

test('it keeps trying while Slack refuses, and goes on when it doesn’t', async () => {
  const bot = await startBot()
  bot.slack.socket.refuse('internal_error')
  bot.slack.socket.dropAll()
  await bot.slack.until(() => opens(bot) > 3)
  bot.slack.socket.refuse()
  await connectedAgain(bot, opens(bot))
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  expect(bot.ended).toEqual([])
  await bot.close()
})

test('without a connection for too long it ends, with one sentence', async () => {
  const bot = await startBot({ options: { timing: { offlineMs: 50 } } })
  bot.slack.socket.refuse('internal_error')
  bot.slack.socket.dropAll()
  await vi.waitFor(() => expect(bot.ended).toHaveLength(1))
  expect(bot.ended[0]!.message).toMatch(/^Slack could not be reached for/)
  await bot.close()
})

test('a token that is revoked meanwhile ends it at once', async () => {
  const bot = await startBot()
  bot.slack.revoke('account_inactive')
  bot.slack.socket.dropAll()
  await vi.waitFor(() => expect(bot.ended).toHaveLength(1))
  await bot.close()
})

test('after stopping nothing connects again', async () => {
  const bot = await startBot()
  await bot.platform.stop()
  await bot.slack.until(() => bot.slack.socket.connections === 0)
  expect(opens(bot)).toBe(1)
  await bot.close()
})
