/** The Web API of the loopback Slack, used by the real client. */
import { webApi } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { quiet } from './quiet.ts'
import { type FakeSlack, startFakeSlack } from './server.ts'

let slack: FakeSlack
let client: webApi.WebClient
beforeEach(async () => {
  slack = await startFakeSlack()
  client = connect(slack.botToken)
})
afterEach(() => slack.close())

const connect = (token: string): webApi.WebClient =>
  new webApi.WebClient(token, {
    slackApiUrl: slack.url,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: quiet,
  })
const quietly = { unfurl_links: false, unfurl_media: false } as const
const post = (channel: string, text = 'Hello', more: object = {}) =>
  client.chat.postMessage({ channel, text, ...quietly, ...more })
const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'none',
    (error: { data?: { error?: string }; code?: string }) => error.data?.error ?? error.code,
  )

describe('histories', () => {
  const metadata = { event_type: 'paperboy_post', event_payload: { key: 'k1' } }

  test('metadata is kept, through an edit too, and shown to who asks for it', async () => {
    const channel = slack.channels.general
    const { ts } = await post(channel, 'one', { metadata })
    await client.chat.update({ channel, ts: ts!, text: 'two' })
    const { messages } = await client.conversations.history({ channel, include_all_metadata: true })
    expect(messages).toMatchObject([{ text: 'two', metadata, bot_id: slack.botId }])
    const plain = await client.conversations.history({ channel })
    expect(plain.messages![0]).not.toHaveProperty('metadata')
  })

  test('are paged, and end at `oldest`', async () => {
    const channel = slack.channels.private
    const sent: string[] = []
    for (let at = 0; at < 5; at += 1) sent.push((await post(channel, `message ${at}`)).ts!)
    const seen: string[] = []
    const asked = { channel, oldest: sent[1]!, limit: 2 }
    for await (const page of client.paginate('conversations.history', asked))
      seen.push(...(page as unknown as { messages: { ts: string }[] }).messages.map(({ ts }) => ts))
    expect(seen).toEqual(sent.slice(2).toReversed())
  })

  test('a thread is apart from its channel', async () => {
    const channel = slack.channels.general
    const { ts } = await post(channel, 'parent')
    const answer = await post(channel, 'answer', { thread_ts: ts, metadata })
    await slack.write('A person answers', { thread: ts!, user: slack.users.bob })
    const { messages } = await client.conversations.history({ channel })
    expect(messages).toMatchObject([{ text: 'parent', thread_ts: ts, reply_count: 2 }])
    const replies = await client.conversations.replies({ channel, ts: ts!, include_all_metadata: true })
    expect(replies.messages).toMatchObject([
      { text: 'parent' },
      { ts: answer.ts, metadata },
      { user: slack.users.bob },
    ])
    expect(await errorOf(client.conversations.replies({ channel, ts: '1.000001' }))).toBe('thread_not_found')
    expect(slack.messages(channel, ts).map(({ text }) => text)).toEqual(['answer', 'A person answers'])
  })
})

describe('who may', () => {
  test('auth.test answers with the scopes, and says what is wrong with a token', async () => {
    expect(await client.auth.test()).toMatchObject({
      user_id: slack.botUserId,
      bot_id: slack.botId,
      response_metadata: { scopes: expect.arrayContaining(['chat:write', 'commands']) },
    })
    expect(await errorOf(connect('xoxb-other').auth.test())).toBe('invalid_auth')
    slack.revoke('account_inactive')
    expect(await errorOf(client.auth.test())).toBe('account_inactive')
  })

  test('a scope that is lacking is named', async () => {
    slack.setScopes(['commands'])
    await expect(post(slack.channels.general)).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'chat:write', provided: 'commands' },
    })
  })

  test('channels are as closed to the bot as in Slack', async () => {
    const { notMember, notJoined, archived, general, im, mpim } = slack.channels
    expect(await errorOf(post(notMember))).toBe('channel_not_found')
    expect(await errorOf(client.conversations.info({ channel: notMember }))).toBe('channel_not_found')
    expect(await errorOf(post(notJoined))).toBe('not_in_channel')
    expect(await errorOf(post(archived))).toBe('is_archived')
    const { channel } = await client.conversations.info({ channel: notJoined })
    expect(channel).toMatchObject({ is_member: false, is_private: false, is_archived: false })
    expect(await errorOf(post(im))).toBe('none')
    expect((await post(slack.users.ada)).channel).toBe(im)
    expect(await errorOf(post(mpim))).toBe('none')
    slack.setChannel(general, 'left')
    expect(await errorOf(post(general))).toBe('not_in_channel')
    slack.setChannel(general, 'deleted')
    expect(await errorOf(post(general))).toBe('channel_not_found')
  })
})

describe('faults', () => {
  test('429 says how long, for one method and channel', async () => {
    const { general, second } = slack.channels
    slack.limit({ method: 'chat.postMessage', channel: general, seconds: 7 })
    await expect(post(general)).rejects.toMatchObject({ retryAfter: 7 })
    expect(slack.messages(general)).toEqual([])
    expect(await errorOf(post(second))).toBe('none')
    expect(await errorOf(post(general))).toBe('none')
  })

  test('a message is taken though the connection is dropped, or not when it is reset', async () => {
    const channel = slack.channels.general
    slack.apply('dropped', { method: 'chat.postMessage', times: 1 })
    slack.apply('reset', { method: 'chat.postMessage', times: 1 })
    expect(await errorOf(post(channel, 'taken'))).toBe('slack_webapi_request_error')
    expect(await errorOf(post(channel, 'lost'))).toBe('slack_webapi_request_error')
    expect(slack.messages(channel).map(({ text }) => text)).toEqual(['taken'])
    expect(slack.requests.map(({ error }) => error)).toEqual(['dropped', 'reset'])
  })

  test('any error, any status, and silence until it is lifted', async () => {
    const channel = slack.channels.general
    const lift = slack.apply('restricted_action', { channel })
    expect(await errorOf(post(channel))).toBe('restricted_action')
    lift()
    slack.apply(503, { times: 1 })
    expect(await errorOf(post(channel))).toBe('slack_webapi_http_error')
    const release = slack.apply('stall', { method: 'chat.postMessage' })
    const stalled = post(channel, 'at last')
    release()
    expect((await stalled).ok).toBe(true)
  })
})

describe('what is sent', () => {
  test('blocks that Slack refuses are refused and recorded', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }]
    await expect(post(slack.channels.general, 'Hello', { blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: [expect.stringContaining('[json-pointer:/blocks/0/text/text]')] },
      },
    })
    expect(slack.violations).toMatchObject([{ method: 'chat.postMessage' }])
  })

  test('what only this project forbids is taken and recorded', async () => {
    await client.chat.postMessage({ channel: slack.channels.general, text: 'Hi <!here>' })
    expect(slack.violations[0]!.messages).toEqual([
      '/text: the mention <!here> would fire',
      '/unfurl_links: must be false',
      '/unfurl_media: must be false',
    ])
    expect(slack.notifies(slack.messages(slack.channels.general)[0]!)).toBe(true)
  })

  test('private messages, unfurls and Homes are seen by whom they are for', async () => {
    const channel = slack.channels.general
    await client.chat.postEphemeral({ channel, user: slack.users.bob, text: 'For Bob' })
    expect(slack.ephemerals(slack.users.bob).map(({ text }) => text)).toEqual(['For Bob'])
    expect(slack.ephemerals(slack.users.ada)).toEqual([])
    const link = 'https://arxiv.org/abs/2401.00001'
    const said = await slack.write(`See ${link}`)
    await client.chat.unfurl({ channel, ts: said.ts, unfurls: { [link]: { blocks: [{ type: 'divider' }] } } })
    expect(slack.unfurls).toMatchObject([{ ts: said.ts }])
    await client.views.publish({
      user_id: slack.users.ada,
      view: {
        type: 'home',
        blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '*Home* &amp; more' } }],
      },
    })
    expect(slack.textOf(slack.homeOf(slack.users.ada)!)).toBe('Home & more')
  })
})
