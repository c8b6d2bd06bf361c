/** Posts, edits and threads, and what every error of Slack's means for them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import type { MessageRef } from '../../src/chat/platform.ts'
import { expectRefused, said, sent } from '../contract/platform-harness.ts'
import type { Fault } from '../fakes/slack/server.ts'
import { type Bot, startBot } from './harness.ts'

let bot: Bot
let place: Place
beforeEach(async () => {
  bot = await startBot()
  place = { platform: 'slack', workspace: bot.slack.teamId, channel: bot.slack.channels.general }
})
afterEach(() => bot.close())

const posted = async (): Promise<MessageRef> => sent(await bot.platform.post(place, said('parent'), 'key-0'))
const fail = (fault: Fault): unknown => bot.slack.apply(fault, { method: 'chat.postMessage', times: 1 })

test('a post is quiet, shows no previews, and carries its key', async () => {
  await posted()
  const [message] = bot.slack.messages(place.channel!)
  expect(message!.sent).toMatchObject({ unfurl_links: false, unfurl_media: false })
  expect(message!.metadata).toEqual({ event_type: 'paperboy_post', event_payload: { key: 'key-0' } })
})

test("a person's direct message can be edited and found", async () => {
  const { ada } = bot.slack.users
  const direct = { platform: 'slack', workspace: bot.slack.teamId, person: ada }
  const message = sent(await bot.platform.post(direct, said('before'), 'key-1'))
  sent(await bot.platform.edit(message, said('after'), 'key-1'))
  expect(
    bot.slack
      .messages(bot.slack.channels.im)
      .map(each => bot.slack.textOf(each))
      .join(),
  ).toContain('after')
  expect(await bot.platform.find(direct, 'key-1', '2020-01-01T00:00:00Z')).toEqual(message)
})

describe('a thread', () => {
  test('opens under a message once, and is never echoed into the channel', async () => {
    const parent = await posted()
    const opening = { title: 'Zetta', tags: [], reply: said('opening') }
    const first = sent(await bot.platform.openThread(parent, opening, 'key-1'))
    const second = sent(await bot.platform.openThread(parent, opening, 'key-2'))
    expect(second).toEqual(first)
    expect(first.thread).toEqual({ ...place, thread: parent.message })
    const replies = bot.slack.messages(place.channel!, parent.message)
    expect(replies).toHaveLength(1)
    expect(replies[0]!.sent).not.toHaveProperty('reply_broadcast')
  })

  test('is opened once, however often it is asked for at the same time', async () => {
    const parent = await posted()
    const open = (key: string) =>
      bot.platform.openThread(parent, { title: 'Zetta', tags: [], reply: said('opening') }, key)
    const [first, second] = await Promise.all([open('key-1'), open('key-2')])
    expect(sent(second)).toEqual(sent(first))
    expect(bot.slack.messages(place.channel!, parent.message)).toHaveLength(1)
  })

  test('that could not be opened is opened by who asks again', async () => {
    const parent = await posted()
    const open = () => bot.platform.openThread(parent, { title: 'Z', tags: [], reply: said('z') }, 'key-1')
    bot.slack.limit({ method: 'chat.postMessage', seconds: 7 })
    expect(await open()).toEqual({ kind: 'retry', afterMs: 7000 })
    sent(await open())
  })

  test('has keys of its own: the message above it is not looked at', async () => {
    const { message } = await posted()
    const thread = { ...place, thread: message }
    expect(await bot.platform.find(thread, 'key-0', '2020-01-01T00:00:00Z')).toBe('none')
  })

  test("counts people's messages only", async () => {
    const { message } = await posted()
    const thread = { ...place, thread: message }
    await bot.platform.post(thread, said('of the bot'), 'key-2')
    await bot.slack.write('of Ada', { thread: message })
    await bot.slack.write('of Bob', { thread: message, user: bot.slack.users.bob })
    expect(await bot.platform.inspect(thread)).toMatchObject({ kind: 'thread', replies: 2, state: 'open' })
  })

  test('of no message is refused: Slack has no forums', async () => {
    const outcome = await bot.platform.openThread(place, { title: 'Z', tags: [], reply: said('z') }, 'key-1')
    expectRefused(outcome)
    expect(outcome).toMatchObject({ forOwner: expect.stringContaining('no forums') })
  })
})

test('where Slack refuses to say what one channel more is, all are asked for at once', async () => {
  const { general, private: hidden, notJoined, notMember } = bot.slack.channels
  bot.slack.setChannel(notJoined, 'shared')
  const inspected = () =>
    Promise.all([general, hidden, notJoined].map(channel => bot.platform.inspect({ ...place, channel })))
  const told = await inspected()
  bot.slack.limit({ method: 'conversations.info', seconds: 30, times: 100 })
  expect(await inspected()).toEqual(told)
  const lists = bot.slack.requests.filter(({ method }) => method === 'conversations.list')
  expect(lists).toHaveLength(1)
  await expect(bot.platform.inspect({ ...place, channel: notMember })).rejects.toThrow('rate')
  bot.slack.limit({ method: 'conversations.list', seconds: 30, times: 100 })
  await expect(inspected()).rejects.toThrow('rate')
})

describe('errors', () => {
  test.each([
    'channel_not_found',
    'not_in_channel',
    'is_archived',
    'missing_scope',
    'restricted_action',
    'account_inactive',
    'token_revoked',
    'msg_too_long',
    'msg_blocks_too_long',
    'invalid_blocks',
    'some_new_error',
  ])('%s is refused, with a sentence for the owner', async error => {
    fail(error)
    expectRefused(await bot.platform.post(place, said('lost'), 'key-1'))
    expect(bot.slack.messages(place.channel!)).toEqual([])
  })

  test.each([500, 503, 'reset', 'internal_error', 'fatal_error'] as const)(
    '%s leaves it unknown, and nothing is sent again',
    async fault => {
      fail(fault)
      expect(await bot.platform.post(place, said('maybe'), 'key-1')).toMatchObject({ kind: 'unknown' })
      expect(bot.slack.requests.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
    },
  )

  test('no answer in time leaves it unknown', async () => {
    const hasty = await startBot({ options: { timing: { callMs: 200 } } })
    const release = hasty.slack.apply('stall', { method: 'chat.postMessage' })
    const outcome = await hasty.platform.post(
      { ...place, channel: hasty.slack.channels.general },
      said('maybe'),
      'key-1',
    )
    expect(outcome).toMatchObject({ kind: 'unknown' })
    release()
    await hasty.close()
  })

  test('told to wait, it says for how long', async () => {
    bot.slack.limit({ method: 'chat.postMessage', seconds: 7 })
    expect(await bot.platform.post(place, said('early'), 'key-1')).toEqual({ kind: 'retry', afterMs: 7000 })
  })

  test('a private channel without the bot: it asks to be invited', async () => {
    const outcome = await bot.platform.post(
      { ...place, channel: bot.slack.channels.notMember },
      said('lost'),
      'key-1',
    )
    expect(outcome).toMatchObject({ forOwner: expect.stringContaining('/invite @Paperboy') })
  })
})

test('posts keep to one per interval in each channel, in order, and channels do not wait for each other', async () => {
  const paced = await startBot({ postsPerSecond: 20, options: { timing: { postEveryMs: 52 } } })
  const in2 = (channel: 'general' | 'second', text: string) =>
    paced.platform.post({ ...place, channel: paced.slack.channels[channel] }, said(text), text)
  const outcomes = await Promise.all(
    Array.from({ length: 24 }, (_, at) => [in2('general', `a${at}`), in2('second', `b${at}`)]).flat(),
  )
  expect(outcomes.every(({ kind }) => kind === 'sent')).toBe(true)
  expect(
    paced.slack.messages(paced.slack.channels.second).map(each => paced.slack.textOf(each))[23],
  ).toContain('b23')
  await paced.close()
})
