/** Slack's payloads and mark-up, read as requests. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actionPrefixes } from '../../src/slack/controls.ts'
import { decodeText, withoutMention } from '../../src/slack/mention.ts'
import { messageText } from '../../src/slack/message-text.ts'
import { parse } from '../../src/slack/parse.ts'
import { readOrigin, writeOrigin } from '../../src/slack/way.ts'
import { escapeEntities } from '../../src/slack/text.ts'
import { commands } from './harness.ts'

const context = { commands, botUserId: 'UBOT' }
const mention = (text: string): object => ({
  type: 'event_callback',
  event_id: 'Ev1',
  event: { type: 'app_mention', user: 'U1', text, channel: 'C1', ts: '1.2' },
})

const nested = (depth: number): object =>
  Array.from({ length: depth }).reduce<object>(inner => ({ elements: [inner] }), { text: 'found' })
const inThread = (ts: string, thread_ts: string): object => ({ text: 'kv', ts, thread_ts })

describe('what people type', () => {
  test.each([
    ['<https://arxiv.org/abs/2306.00978|AWQ>', 'https://arxiv.org/abs/2306.00978'],
    ['<https://arxiv.org/abs/2306.00978>', 'https://arxiv.org/abs/2306.00978'],
    ['<http://arxiv.org/abs/1706.03762|arxiv.org/abs/1706.03762>', 'arxiv.org/abs/1706.03762'],
    ['org:<http://nvidia.com|nvidia.com>', 'org:nvidia.com'],
    ['<mailto:ada@example.org|ada@example.org>', 'ada@example.org'],
    ['<@U123|ada> and <@U123>', '@ada and @U123'],
    ['<#C1|lab>', '#lab'],
    ['<!here> <!subteam^S1|@team> <!date^1^{date}|today>', '@here @team today'],
    ['a &amp;&lt;b&gt; &amp;lt;', 'a &<b> &lt;'],
    ['“kv cache” „quant“ ‘x’', '"kv cache" "quant" \'x\''],
    ['5 < 6 > 4', '5 < 6 > 4'],
  ])('%s is read as %s', (delivered, typed) => {
    expect(decodeText(delivered)).toBe(typed)
  })

  test('plain text that Slack escaped reads as it was typed', () => {
    const plain = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '&', '<', '>', ';', '|', '@', '#', '!', ':', '/', 'é'),
    })
    fc.assert(
      fc.property(plain, text => {
        expect(decodeText(escapeEntities(text))).toBe(text)
      }),
    )
  })

  test("the bot's own mention is left out, others stay", () => {
    expect(withoutMention('<@UBOT> see <@U2>', 'UBOT')).toBe('see <@U2>')
    expect(withoutMention('hey <@UBOT|paperboy>, kv', 'UBOT')).toBe('hey  , kv')
  })

  test('a mention of the bot alone is help', () => {
    expect(parse(mention('<@UBOT>'), context)).toMatchObject({ says: { command: 'help' } })
  })
})

describe('the text of a message', () => {
  test("is a person's text", () => {
    expect(messageText({ text: 'a &amp; b', blocks: [{ text: 'ignored' }] })).toBe('a & b')
  })

  test('is found in blocks and attachments where there is none, or a bot wrote it', () => {
    const blocks = [
      { type: 'section', text: { type: 'mrkdwn', text: '<https://arxiv.org/abs/2306.00978|AWQ>' } },
    ]
    const attachments = [{ title_link: 'https://huggingface.co/papers/1706.03762' }]
    expect(messageText({ text: '', blocks, attachments })).toBe(
      'https://arxiv.org/abs/2306.00978\nhttps://huggingface.co/papers/1706.03762',
    )
    expect(messageText({ text: 'Digest', bot_id: 'B1', blocks })).toContain('2306.00978')
  })
})

describe('a message that is too much', () => {
  test('is read as far as commands take it', () => {
    const text = messageText({
      text: 'x'.repeat(30_000),
      bot_id: 'B1',
      attachments: [{ text: 'y'.repeat(30_000) }],
    })
    expect(text).toHaveLength(50_000)
    expect(messageText({ text: 'x'.repeat(60_000) })).toMatch(/^x{49999}…$/)
  })

  test('is looked into as far as people write', () => {
    expect(messageText({ blocks: [nested(5)] })).toBe('found')
    expect(messageText({ blocks: [nested(50_000)] })).toBe('')
  })
})

test("a thread's parent is no thread", () => {
  const event = { type: 'app_mention', user: 'U1', text: 'kv', channel: 'C1', ts: '1.2', thread_ts: '1.2' }
  expect(parse({ ...mention(''), event }, context)).toMatchObject({
    thread: undefined,
    way: { thread: undefined, under: '1.2' },
  })
  const shortcut = { type: 'message_action', callback_id: 'mentioned', trigger_id: 't', response_url: 'u' }
  const where = { user: { id: 'U1' }, channel: { id: 'C1' } }
  expect(parse({ ...shortcut, ...where, message: inThread('1.2', '1.2') }, context)).toMatchObject({
    thread: undefined,
    way: { thread: undefined },
  })
  expect(parse({ ...shortcut, ...where, message: inThread('1.3', '1.2') }, context)).toMatchObject({
    thread: '1.2',
    way: { thread: '1.2' },
  })
})

test('a button of the card beside a link is pressed like one of any message', () => {
  const container = { type: 'message_attachment', message_ts: '1.2', channel_id: 'C1', is_ephemeral: false }
  const press = {
    type: 'block_actions',
    trigger_id: 't',
    response_url: 'u',
    user: { id: 'U1', username: 'ada' },
    channel: { id: 'C1', name: 'lab' },
    container: { ...container, attachment_id: 1, is_app_unfurl: true, app_unfurl_url: 'https://arxiv.org' },
    actions: [{ type: 'button', action_id: `${actionPrefixes.press}0`, value: 'paper?paper=2306.00978' }],
  }
  expect(parse(press, context)).toMatchObject({
    surface: 'button',
    channel: 'C1',
    way: { kind: 'response', url: 'u' },
    says: { button: 'paper?paper=2306.00978' },
  })
})

describe('what is nothing to the bot', () => {
  test.each([
    ['nothing', undefined],
    ['another event', { type: 'event_callback', event_id: 'Ev1', event: { type: 'reaction_added' } }],
    [
      'a mention by a bot',
      { ...mention('kv'), event: { ...(mention('kv') as { event: object }).event, bot_id: 'B1' } },
    ],
    ['a shortcut it does not know', { type: 'message_action', callback_id: 'other' }],
    [
      'a view of others',
      { type: 'view_submission', user: { id: 'U1' }, view: { id: 'V1', private_metadata: '{}' } },
    ],
  ])('%s', (_name, body) => {
    expect(parse(body, context)).toBeUndefined()
  })

  test('no payload makes it throw', () => {
    fc.assert(
      fc.property(fc.anything(), body => {
        expect(() => parse(body, context)).not.toThrow()
      }),
    )
  })
})

test('a view remembers where it was opened', () => {
  const origin = {
    submits: 'search?query=kv',
    channel: 'C1',
    thread: '1.2',
    way: { kind: 'response', url: 'https://hooks.slack.com/1', replaces: 'C1 1.3' },
  } as const
  expect(readOrigin(writeOrigin(origin))).toEqual(origin)
  fc.assert(
    fc.property(fc.string(), text => {
      expect(readOrigin(text)).toBeUndefined()
    }),
  )
})
