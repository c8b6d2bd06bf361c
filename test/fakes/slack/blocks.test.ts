/** The validator: each limit of Slack's at its edge, and what this project forbids itself. */
import { describe, expect, test } from 'vitest'
import { checkMessage, checkPost, checkView } from './blocks.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...more })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const option = (text = 'One', value = 'one') => ({ text: plain(text), value })
const many = <Item>(count: number, item: (at: number) => Item): Item[] =>
  Array.from({ length: count }, (_, at) => item(at))
const x = (length: number): string => 'x'.repeat(length)
const image = (alt_text: string) => ({ type: 'image', alt_text, image_url: 'https://a.org/a.png' })
const rich = (...elements: object[]) => ({ type: 'rich_text', elements })

const message = (...blocks: object[]): string[] => checkMessage({ text: 'Hello', blocks })
const modal = (more: object): string[] => checkView({ type: 'modal', title: plain('A'), blocks: [], ...more })

/** What stands at the limit, what goes one beyond it, and where that is said to be. */
const limits: Readonly<Record<string, readonly [(size: number) => string[], number, string]>> = {
  'blocks of a message': [size => message(...many(size, () => ({ type: 'divider' }))), 50, '/blocks'],
  'section text': [size => message({ type: 'section', text: mrkdwn(x(size)) }), 3000, '/blocks/0/text/text'],
  fields: [
    size => message({ type: 'section', fields: many(size, () => mrkdwn('a')) }),
    10,
    '/blocks/0/fields',
  ],
  'field text': [
    size => message({ type: 'section', fields: [mrkdwn(x(size))] }),
    2000,
    '/blocks/0/fields/0/text',
  ],
  header: [size => message({ type: 'header', text: plain(x(size)) }), 150, '/blocks/0/text/text'],
  'context elements': [
    size => message({ type: 'context', elements: many(size, () => mrkdwn('a')) }),
    10,
    '/blocks/0/elements',
  ],
  'actions elements': [
    size => message(actions(...many(size, at => button({ action_id: `${at}` })))),
    25,
    '/blocks/0/elements',
  ],
  'button text': [
    size => message(actions(button({ text: plain(x(size)) }))),
    75,
    '/blocks/0/elements/0/text/text',
  ],
  'button value': [size => message(actions(button({ value: x(size) }))), 2000, '/blocks/0/elements/0/value'],
  'button url': [
    size => message(actions(button({ url: `https://${x(size - 8)}` }))),
    3000,
    '/blocks/0/elements/0/url',
  ],
  'accessibility label': [
    size => message(actions(button({ accessibility_label: x(size) }))),
    75,
    '/blocks/0/elements/0/accessibility_label',
  ],
  action_id: [
    size => message(actions(button({ action_id: x(size) }))),
    255,
    '/blocks/0/elements/0/action_id',
  ],
  block_id: [size => message({ type: 'divider', block_id: x(size) }), 255, '/blocks/0/block_id'],
  'image alt text': [size => message(image(x(size))), 2000, '/blocks/0/alt_text'],
  'select options': [
    size => message(actions({ type: 'static_select', options: many(size, () => option()) })),
    100,
    '/blocks/0/elements/0/options',
  ],
  'option text': [
    size => message(actions({ type: 'overflow', options: [option(x(size))] })),
    75,
    '/blocks/0/elements/0/options/0/text/text',
  ],
  'option value': [
    size => message(actions({ type: 'overflow', options: [option('One', x(size))] })),
    150,
    '/blocks/0/elements/0/options/0/value',
  ],
  'overflow options': [
    size => message(actions({ type: 'overflow', options: many(size, () => option()) })),
    5,
    '/blocks/0/elements/0/options',
  ],
  'all characters': [
    size =>
      message(...many(5, () => ({ type: 'section', text: mrkdwn(x(2600)) })), rich(words(size - 13_000))),
    13_200,
    '/blocks',
  ],
  'text beside blocks': [size => checkMessage({ text: x(size) }), 4000, '/text'],
  'blocks of a modal': [size => modal({ blocks: many(size, () => ({ type: 'divider' })) }), 100, '/blocks'],
  'modal title': [size => modal({ title: plain(x(size)) }), 24, '/title/text'],
  'modal submit': [size => modal({ submit: plain(x(size)) }), 24, '/submit/text'],
  'modal close': [size => modal({ close: plain(x(size)) }), 24, '/close/text'],
  private_metadata: [size => modal({ private_metadata: x(size) }), 3000, '/private_metadata'],
  callback_id: [size => modal({ callback_id: x(size) }), 255, '/callback_id'],
}

const words = (length: number) => ({
  type: 'rich_text_section',
  elements: [{ type: 'text', text: x(length) }],
})

test.each(Object.entries(limits))('%s', (_name, [check, limit, path]) => {
  expect(check(limit)).toEqual([])
  expect(check(limit + 1)).toEqual([expect.stringMatching(new RegExp(`^${path}: .*\\d`))])
})

describe('shape', () => {
  const wrong: Readonly<Record<string, readonly [string[], string]>> = {
    'an empty section text': [
      message({ type: 'section', text: mrkdwn(' ') }),
      '/blocks/0/text/text: is empty',
    ],
    'a section without text': [message({ type: 'section' }), '/blocks/0: needs text or fields'],
    'an image without alt text': [message(image('')), '/blocks/0/alt_text: is empty'],
    'an unknown block': [message({ type: 'foo' }), '/blocks/0/type: type "foo" cannot stand here'],
    'an unknown field': [message({ type: 'divider', foo: 1 }), '/blocks/0: Unrecognized key: "foo"'],
    'a menu without options': [
      message(actions({ type: 'overflow', options: [] })),
      '/blocks/0/elements/0/options: 0 items, at least 1 needed',
    ],
    'an address that is none': [
      message(actions(button({ url: 'nowhere' }))),
      '/blocks/0/elements/0/url: is no web address',
    ],
    'a button beside rich text': [
      message(rich(button())),
      '/blocks/0/elements/0/type: type "button" cannot stand here',
    ],
    'a repeated action_id': [
      message(actions(button(), button())),
      '/blocks/0/elements/1/action_id: the action_id "go" stands at /blocks/0/elements/0/action_id already',
    ],
    'a repeated block_id': [
      message({ type: 'divider', block_id: 'a' }, { type: 'divider', block_id: 'a' }),
      '/blocks/1/block_id: the block_id "a" stands at /blocks/0/block_id already',
    ],
    'a form without a submit button': [
      modal({
        blocks: [{ type: 'input', label: plain('A'), element: { type: 'plain_text_input', action_id: 'a' } }],
      }),
      '/: has inputs and therefore needs submit',
    ],
  }
  test.each(Object.entries(wrong))('%s', (_name, [found, expected]) => {
    expect(found).toEqual([expected])
  })

  test('the same action_id may stand in two blocks', () => {
    expect(message(actions(button()), actions(button()))).toEqual([])
  })
})

describe('this project', () => {
  test.each(['<!channel>', '<!here|here>', '<!everyone>', '<@U12345>', '<#C12345|general>', '<!subteam^S1>'])(
    '%s fires in mrkdwn, and in nothing else',
    mention => {
      expect(message({ type: 'context', elements: [mrkdwn(mention)] })).toHaveLength(1)
      expect(checkMessage({ text: `Hi ${mention}` })).toHaveLength(1)
      const escaped = mention.replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      expect(message({ type: 'section', text: mrkdwn(escaped) })).toEqual([])
      expect(message({ type: 'header', text: plain(mention) })).toEqual([])
      expect(
        message(rich({ type: 'rich_text_section', elements: [{ type: 'text', text: mention }] })),
      ).toEqual([])
    },
  )

  test('moments and links are no mentions, elements of rich text can be', () => {
    const text = '<!date^1700000000^{date}|Nov 14> <https://a.org|a>'
    expect(message({ type: 'section', text: mrkdwn(text) })).toEqual([])
    const everybody = { type: 'broadcast', range: 'here' }
    expect(message(rich({ type: 'rich_text_section', elements: [everybody] }))).toHaveLength(1)
  })

  test('a text that says something stands beside blocks, and links do not unfurl', () => {
    expect(checkMessage({ text: '…', blocks: [] })).toHaveLength(1)
    expect(checkMessage({ blocks: [] })).toHaveLength(1)
    expect(checkPost({ text: 'Hello', unfurl_links: false, unfurl_media: false })).toEqual([])
    expect(checkPost({ text: 'Hello', unfurl_links: true })).toHaveLength(2)
  })
})
