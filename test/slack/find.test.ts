/** Posts that are found again by their keys. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import { said, sent } from '../contract/platform-harness.ts'
import { type Bot, startBot } from './harness.ts'

let bot: Bot
let place: Place
beforeEach(async () => {
  bot = await startBot()
  place = { platform: 'slack', workspace: bot.slack.teamId, channel: bot.slack.channels.general }
})
afterEach(() => bot.close())

test('a message is found on a later page of the history, and a little before it was said to be', async () => {
  const first = sent(await bot.platform.post(place, said('first'), 'key-first'))
  for (let at = 0; at < 205; at++) await bot.slack.write(`noise ${at}`)
  const slightlyLater = new Date(Number(first.message) * 1000 + 5000).toISOString()
  expect(await bot.platform.find(place, 'key-first', slightlyLater)).toEqual(first)
})

test('what Slack refuses to show cannot be looked at; while it cannot be reached nothing is known', async () => {
  const find = () => bot.platform.find(place, 'key-0', '2020-01-01T00:00:00Z')
  bot.slack.apply('missing_scope', { method: 'conversations.history', times: 1 })
  expect(await find()).toBe('cannot look')
  for (const error of ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']) {
    bot.slack.apply(error, { method: 'conversations.history', times: 1 })
    await expect(find()).rejects.toThrow(error)
  }
  bot.slack.limit({ method: 'conversations.history', seconds: 7 })
  await expect(find()).rejects.toThrow('rate-limit')
  bot.slack.apply('reset', { method: 'conversations.history', times: 1 })
  await expect(find()).rejects.toThrow(/./)
  bot.slack.apply(503, { method: 'conversations.history', times: 1 })
  await expect(find()).rejects.toThrow(/./)
  expect(await find()).toBe('none')
})

test('what another app calls the same is none of ours', async () => {
  const metadata = { event_type: 'paperboy_post', event_payload: { key: 'key-0', opens: 'thread' } }
  await bot.slack.write('of another app', { metadata })
  expect(await bot.platform.find(place, 'key-0', '2020-01-01T00:00:00Z')).toBe('none')
  const parent = sent(await bot.platform.post(place, said('parent'), 'key-1'))
  await bot.slack.write('of another app', { metadata, thread: parent.message })
  const opening = { title: 'Zetta', tags: [], reply: said('opening') }
  const opened = sent(await bot.platform.openThread(parent, opening, 'key-2'))
  expect(bot.slack.messages(place.channel!, parent.message).at(-1)!.ts).toBe(opened.message)
})
