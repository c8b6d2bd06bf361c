/** How direct messages are answered. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { notice } from '../../src/chat/replies.ts'
import type { FakeDelivery, FakeMessage } from '../fakes/slack/server.ts'
import { type Bot, page, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

/** What was shown first in answer. */
const message = async (delivery: FakeDelivery): Promise<FakeMessage> => {
  await delivery.answered()
  return delivery.shown[0] as FakeMessage
}

describe('a direct message', () => {
  test.each(['file_share', 'thread_broadcast'])('with the subtype %s is answered', async subtype => {
    const { channels, users } = bot.slack
    const said = { type: 'message', channel_type: 'im', channel: channels.im, user: users.ada, ts: '1.2' }
    expect(await bot.slack.event({ ...said, subtype, text: 'kv' }).answered()).toContain('Heard kv')
  })

  test('is answered with a message, which a better reply changes', async () => {
    bot.answerWith({ reply: notice('At once'), later: Promise.resolve(notice('Better')) })
    await bot.slack.direct('kv cache').answered(text => text.includes('Better'))
    const said = bot.slack.messages(bot.slack.channels.im)
    expect(said).toHaveLength(2)
    expect(said[1]!.onlyFor).toBeUndefined()
    expect(bot.requests[0]).toMatchObject({ surface: 'direct', place: { person: bot.slack.users.ada } })
  })

  test('a press there changes the message', async () => {
    bot.answerWith(page('Page one'))
    const shown = await message(bot.slack.direct('kv'))
    bot.answerWith(page('Page two'))
    await bot.slack.press(shown, 'Next').answered(text => text.includes('Page two'))
    expect(bot.slack.messages(bot.slack.channels.im)).toHaveLength(2)
    expect(bot.slack.textOf(shown)).toContain('Page two')
  })

  test('a press there whose answer is no other view adds a message', async () => {
    bot.answerWith(page('Page one'))
    const shown = await message(bot.slack.direct('kv'))
    bot.answerWith(notice('Saved'))
    const answer = await message(bot.slack.press(shown, 'Next'))
    expect(answer.onlyFor).toBeUndefined()
    expect(bot.slack.textOf(shown)).toContain('Page one')
  })

  test.each([
    ['of its own', { user: 'bot', bot_id: 'B000000001' }],
    ['of another bot', { bot_id: 'B9' }],
    ['that was edited', { subtype: 'message_changed' }],
    ['that told of a join', { subtype: 'channel_join' }],
    ['of a channel', { channel_type: 'channel' }],
  ])('one %s is ignored', async (_name, more) => {
    const { slack } = bot
    const event = { type: 'message', channel_type: 'im', channel: slack.channels.im, text: 'kv', ts: '1.2' }
    const user = 'user' in more ? slack.botUserId : slack.users.ada
    await slack.event({ ...event, ...more, user }).acknowledged()
    await slack.direct('after').answered()
    expect(bot.requests.map(({ options }) => options['query'])).toEqual(['after'])
  })
})
