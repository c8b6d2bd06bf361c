/** A slower answer never takes back a newer one. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Answer, Reply } from '../../src/chat/reply.ts'
import { createTurns } from '../../src/slack/turns.ts'
import type { FakeDelivery, FakeMessage, FakeView } from '../fakes/slack/server.ts'
import { type Bot, page, publicPage, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

const shown = async <T extends FakeMessage | FakeView>(delivery: FakeDelivery): Promise<T> => {
  await delivery.answered()
  return delivery.shown[0] as T
}
/** Everything that was begun is done. */
const settled = (): Promise<void> => bot.platform.stop()

/** Presses "Next", which is answered when `answered` is called. */
async function pressSlowly(on: FakeMessage | FakeView): Promise<(answer: Answer) => void> {
  const slow = Promise.withResolvers<Answer>()
  const asked = bot.requests.length
  bot.answerWith(() => slow.promise)
  bot.slack.press(on, 'Next')
  await bot.slack.until(() => bot.requests.length > asked)
  return slow.resolve
}

const press = async (on: FakeMessage | FakeView, reply: Reply): Promise<void> => {
  bot.answerWith(reply)
  await bot.slack.press(on, 'Share').acknowledged()
  await bot.slack.until(() => bot.slack.textOf(on).includes(reply.summary))
}

test('of two presses on a private answer the second stays, however slow the first is', async () => {
  bot.answerWith(page('Page one'))
  const message = await shown<FakeMessage>(bot.slack.command('kv'))
  const answer = await pressSlowly(message)
  await press(message, page('Second press'))
  answer({ reply: page('First press') })
  await settled()
  expect(bot.slack.textOf(message)).toContain('Second press')
})

test('in a direct message a better reply does not throw back to the first page', async () => {
  const later = Promise.withResolvers<Reply>()
  bot.answerWith({ reply: page('Page one'), later: later.promise })
  const delivery = bot.slack.direct('kv')
  const message = await shown<FakeMessage>(delivery)
  await press(message, page('Page two'))
  later.resolve(page('Page one, better'))
  await settled()
  expect(bot.slack.textOf(message)).toContain('Page two')
})

test('in a modal the newest press stays', async () => {
  bot.answerWith(page('Home'))
  await bot.slack.home().answered()
  const opened = bot.slack.press(bot.slack.homeOf(bot.slack.users.ada)!, 'Next')
  await opened.answered(text => text.includes('Home'))
  const modal = opened.shown[0] as FakeView
  const answer = await pressSlowly(modal)
  await press(modal, page('Second press'))
  answer({ reply: page('First press') })
  await settled()
  expect(bot.slack.textOf(modal)).toContain('Second press')
})

test('the newest Home stays', async () => {
  const slow = Promise.withResolvers<Answer>()
  bot.answerWith(() => slow.promise)
  bot.slack.home()
  await bot.slack.until(() => bot.requests.length === 1)
  bot.answerWith(page('New'))
  await bot.slack.home().answered()
  slow.resolve({ reply: page('Old') })
  await settled()
  expect(bot.slack.textOf(bot.slack.homeOf(bot.slack.users.ada)!)).toContain('New')
})

test('what a newer press shows elsewhere keeps nothing back', async () => {
  bot.answerWith(page('Page one'))
  const message = await shown<FakeMessage>(bot.slack.command('kv'))
  const answer = await pressSlowly(message)
  bot.answerWith(publicPage('Shared'))
  await bot.slack.press(message, 'Share').answered()
  answer({ reply: page('Page two') })
  await settled()
  expect(bot.slack.textOf(message)).toContain('Page two')
})

test('it remembers the latest messages, and no more', () => {
  const next = createTurns()
  const [first, second] = [next(), next()]
  expect([second('a'), first('a'), first('b'), second('b'), second('b')]).toEqual([
    true,
    false,
    true,
    true,
    true,
  ])
  for (let at = 0; at < 5000; at++) second(`c${at}`)
  expect(first('a')).toBe(true)
})
