/** Socket Mode: connections that are refreshed, lost or silent. */
import { expect, test, vi } from 'vitest'
import { type Bot, startBot } from './harness.ts'

const answerTo = ({ slack }: Bot, text: string): Promise<string> => slack.command(text).answered()
const connectedAgain = ({ slack }: Bot, after: number): Promise<void> =>
  slack.until(
    () =>
      slack.socket.connections > 0 &&
      slack.requests.filter(({ method }) => method === 'apps.connections.open').length > after,
  )

test.each(['refresh_requested', 'warning'] as const)('a refresh (%s) loses nothing', async reason => {
  const bot = await startBot()
  expect(await answerTo(bot, 'before')).toContain('Heard before')
  bot.slack.socket.refresh(reason)
  bot.slack.mention('during')
  await connectedAgain(bot, 1)
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  const { slack } = bot
  await slack.until(() =>
    slack.ephemerals(slack.users.ada).some(each => slack.textOf(each).includes('during')),
  )
  expect(bot.requests).toHaveLength(3)
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
  const bot = await startBot({ options: { limits: { pongMs: 60 } } })
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
  const opens = (): number =>
    bot.slack.requests.filter(({ method }) => method === 'apps.connections.open').length
  await bot.slack.until(() => opens() > 3)
  bot.slack.socket.refuse()
  await connectedAgain(bot, opens())
  expect(await answerTo(bot, 'after')).toContain('Heard after')
  expect(bot.ended).toEqual([])
  await bot.close()
})

test('without a connection for too long it ends, with one sentence', async () => {
  const bot = await startBot({ options: { limits: { offlineMs: 50 } } })
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
  expect(bot.slack.requests.filter(({ method }) => method === 'apps.connections.open')).toHaveLength(1)
  await bot.close()
})
