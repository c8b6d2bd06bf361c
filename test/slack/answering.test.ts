/** How commands, presses and messages are answered in channels, threads and direct messages. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FakeDelivery, FakeMessage } from '../fakes/slack/server.ts'
import { type Bot, page, publicPage, startBot } from './harness.ts'

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
const publicMessage = async (): Promise<FakeMessage> => {
  bot.answerWith(publicPage('For all'))
  return message(bot.slack.command('kv cache'))
}

describe('a slash command', () => {
  test('is answered privately, and acknowledged without a word', async () => {
    const delivery = bot.slack.command('search “kv cache” &amp; more filter:x')
    expect(await delivery.answered()).toContain('Heard "kv cache" & more')
    expect(delivery.ackBody ?? {}).toEqual({})
    expect(await message(delivery)).toMatchObject({ onlyFor: bot.slack.users.ada })
    expect(bot.requests[0]).toMatchObject({
      command: 'search',
      options: { query: '"kv cache" & more', filter: 'x' },
      surface: 'typed',
      actor: { id: bot.slack.users.ada, manages: true },
      place: { platform: 'slack', workspace: bot.slack.teamId, channel: bot.slack.channels.general },
      scope: { kind: 'public' },
    })
  })

  test('bare, it is help', async () => {
    await bot.slack.command('').answered()
    expect(bot.requests[0]).toMatchObject({ command: 'help', options: {} })
  })

  test('a mistyped command is asked about without running anything', async () => {
    expect(await bot.slack.command('serch').answered()).toContain('Did you mean "search"?')
    expect(bot.requests).toEqual([])
  })

  test('a public reply is for the whole channel, and quiet', async () => {
    const shown = await publicMessage()
    expect(shown.onlyFor).toBeUndefined()
    expect(shown.sent).toMatchObject({ unfurl_links: false, unfurl_media: false })
  })

  test.each([
    ['private', 'private'],
    ['notMember', 'private'],
    ['im', 'private'],
    ['mpim', 'private'],
    ['general', 'public'],
    ['notJoined', 'public'],
  ] as const)('in %s its scope is %s', async (channel, kind) => {
    await bot.slack.command('kv', { channel: bot.slack.channels[channel] }).answered()
    expect(bot.requests[0]!.scope.kind).toBe(kind)
  })

  test('in a channel that is shared with another company its scope is private', async () => {
    bot.slack.setChannel(bot.slack.channels.general, 'shared')
    await bot.slack.command('kv').answered()
    expect(bot.requests[0]!.scope).toMatchObject({ kind: 'private', withOutsiders: true })
    const place = { platform: 'slack', workspace: bot.slack.teamId, channel: bot.slack.channels.general }
    expect(await bot.platform.inspect(place)).toMatchObject({ private: true, withOutsiders: true })
  })

  test("one's own conversation is a person's place, whatever its channel", async () => {
    await bot.slack.command('kv', { channel: bot.slack.channels.im }).answered()
    expect(bot.requests[0]!.place).toEqual({
      platform: 'slack',
      workspace: bot.slack.teamId,
      person: bot.slack.users.ada,
    })
  })

  test('whether a channel is public is asked once, and again after a while', async () => {
    const asked = (): number =>
      bot.slack.requests.filter(({ method }) => method === 'conversations.info').length
    await bot.slack.command('one').answered()
    await bot.slack.command('two').answered()
    expect(asked()).toBe(1)
    bot.slack.clock.advance(10 * 60_000)
    await bot.slack.command('three').answered()
    expect(asked()).toBe(2)
  })

  test('a channel that Slack says nothing about counts as private, until it does', async () => {
    const restore = bot.slack.apply('internal_error', { method: 'conversations.info' })
    await bot.slack.command('one').answered()
    restore()
    await bot.slack.command('two').answered()
    expect(bot.requests.map(({ scope }) => scope.kind)).toEqual(['private', 'public'])
  })

  test.each([
    ['private', page],
    ['public', publicPage],
  ])('its %s answer cannot be changed, so it waits for the better one', async (_name, said) => {
    bot.answerWith({ reply: said('At once'), later: Promise.resolve(said('Better')) })
    const shown = await bot.slack.command('kv').answered()
    expect(shown).toContain('Better')
    expect(shown).not.toContain('At once')
    const { channels, users } = bot.slack
    expect([...bot.slack.messages(channels.general), ...bot.slack.ephemerals(users.ada)]).toHaveLength(1)
  })

  test('it waits for the better one a moment only', async () => {
    bot.answerWith({ reply: page('At once'), later: new Promise(() => undefined) })
    expect(await bot.slack.command('kv').answered()).toContain('At once')
  })
})

describe('a mention', () => {
  test('is answered privately', async () => {
    const answer = await message(bot.slack.mention('kv cache'))
    expect(answer).toMatchObject({ onlyFor: bot.slack.users.ada })
    expect(bot.requests[0]).toMatchObject({ surface: 'mention', options: { query: 'kv cache' } })
    expect(bot.requests).toHaveLength(1)
  })

  test('in a channel that has just become private is private; nothing in it tells', async () => {
    await bot.slack.mention('kv').answered()
    bot.slack.setChannel(bot.slack.channels.general, 'private')
    await bot.slack.mention('kv').answered()
    expect(bot.requests.map(({ scope }) => scope.kind)).toEqual(['public', 'private'])
  })

  test('that was edited is not answered again', async () => {
    const delivery = bot.slack.mention('kv')
    await delivery.answered()
    const edited = { user: bot.slack.users.ada, ts: '2.1' }
    await bot.slack.event({ ...(delivery.payload['event'] as object), edited }).acknowledged()
    await bot.slack.command('after').answered()
    expect(bot.requests.map(({ options }) => options['query'])).toEqual(['kv', 'after'])
  })

  test('in a thread is answered in it', async () => {
    const parent = await bot.slack.write('look')
    const answer = await message(bot.slack.mention('kv cache', { thread: parent.ts }))
    expect(answer).toMatchObject({ onlyFor: bot.slack.users.ada, sent: { thread_ts: parent.ts } })
    expect(bot.requests[0]!.place).toMatchObject({ thread: parent.ts })
  })

  test('a public reply goes into the thread under it, and its better version takes its place', async () => {
    bot.answerWith({ reply: publicPage('At once'), later: Promise.resolve(publicPage('Better')) })
    const delivery = bot.slack.mention('kv cache')
    await delivery.answered(text => text.includes('Better'))
    const [asked] = bot.slack.messages(bot.slack.channels.general)
    expect(bot.slack.messages(bot.slack.channels.general, asked!.ts)).toHaveLength(1)
  })
})

describe("a message's menu", () => {
  test('runs its command with what the message says', async () => {
    const { slack } = bot
    const found = await slack.write('see <https://arxiv.org/abs/2306.00978|AWQ> &amp; more', {
      user: slack.users.bob,
    })
    const answer = await message(slack.shortcut('mentioned', found))
    expect(answer.onlyFor).toBe(slack.users.ada)
    expect(bot.requests[0]).toMatchObject({
      command: 'mentioned',
      options: { query: 'see https://arxiv.org/abs/2306.00978 & more' },
      surface: 'message',
    })
  })
})
