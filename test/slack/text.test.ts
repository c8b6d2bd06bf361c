import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RichText } from '../../src/chat/rich-text.ts'
import { clean } from '../../src/chat/clean.ts'
import { cutText, linkAddress, richElements, writeMrkdwn } from '../../src/slack/text.ts'
import { fromMrkdwn } from '../fakes/slack/text.ts'

const moment = { moment: '2026-08-20T07:30:00Z', show: 'date' } as const

test.each<[string, RichText, string]>([
  ['plain text', ['KV cache'], 'KV cache'],
  ['bold', [{ bold: 'KV cache' }, ' · 38 papers'], '*KV cache* · 38 papers'],
  ['a matched word is bold', ['the ', { mark: 'cache' }, ' of'], 'the *cache* of'],
  ['a matched part of a word', ['KV', { mark: 'cache' }, 's'], 'KV\u200B*cache*\u200Bs'],
  ['bold words hug no space', [{ bold: ' a \n b ' }, 'c'], ' *a b* \u200Bc'],
  ['bold of nothing', [{ bold: ' ' }], ' '],
  ['code', [{ code: 'search "a" <b>' }], '`search "a" &lt;b&gt;`'],
  ['code with a backtick', [{ code: 'a`b' }], '`aˋb`'],
  [
    'a link',
    [{ link: 'https://arxiv.org/abs/1?a=1&b=2', text: 'a<b' }],
    '<https://arxiv.org/abs/1?a=1&amp;b=2|a&lt;b>',
  ],
  ['a bold link', [{ link: 'https://a.example/', text: 'T', bold: true }], '*<https://a.example/|T>*'],
  ['a link that is none of the web', [{ link: 'javascript:alert(1)', text: 'T' }], 'T'],
  [
    'a link without words',
    [{ link: 'https://a.example/b_c', text: ' ' }],
    '<https://a.example/b_c|https://a.example/b_c>',
  ],
  [
    'a link that would end early',
    [{ link: 'https://a.example/|b>c', text: 'T' }],
    '<https://a.example/%7Cb%3Ec|T>',
  ],
  ['a link of two lines', [{ link: 'https://a.example/', text: 'a\nb' }], '<https://a.example/|a b>'],
  ['counts', [{ count: 92, of: 'upvotes' }, ' · ', { count: 14, of: 'replies' }], '▲ 92 · 💬 14'],
  ['a date', [moment], '<!date^1787211000^{date_short_pretty}|20 Aug 2026>'],
  ['a time', [{ ...moment, show: 'time' }], '<!date^1787211000^{time}|07:30 UTC>'],
  [
    'both',
    [{ ...moment, show: 'date and time' }],
    '<!date^1787211000^{date_short_pretty} {time}|20 Aug 2026, 07:30 UTC>',
  ],
  ['how long ago', [{ ...moment, show: 'relative' }], '<!date^1787211000^{ago}|20 Aug 2026, 07:30 UTC>'],
  ['before Slack has dates', [{ ...moment, moment: '1969-01-01T00:00:00Z' }], '1 Jan 1969'],
])('mrkdwn: %s', (_, text, written) => {
  expect(writeMrkdwn(text)).toBe(written)
})

test.each([
  ['delimiters at the edge of a word', '*bold* _it_ ~no~ `code`', '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ'],
  ['within a word they stay', 'snake_case 2*3 a~b', 'snake_case 2*3 a~b'],
  ['about so much', '~$58k and ~16k', '∼$58k and ∼16k'],
  ['mentions', '<!channel> <@U1> <#C1> @here', '&lt;!channel&gt; &lt;@U1&gt; &lt;#C1&gt; @here'],
  ['entities', '&lt;!here&gt;', '&amp;lt;!here&amp;gt;'],
  ['a quote', '> quoted\n >> again\na > b', '\u00AD&gt; quoted\n\u00AD &gt;&gt; again\na &gt; b'],
  ['an emoji', ':smile: 10:30:45', ':\u2060smile: 10:\u206030:45'],
  ['what reorders and steers', 'a\u202Eb\u2066c\u0007d\r\ne\tf', 'abcd\ne f'],
])('nothing in a text has an effect: %s', (_, text, written) => {
  expect(writeMrkdwn([text])).toBe(written)
})

describe('any text', () => {
  const words = fc.constantFrom(
    '*',
    '_',
    '~',
    '`',
    '<!channel>',
    '<@U1>',
    '&amp;',
    '> ',
    '\n',
    ':a:',
    'b',
    ' ',
    '\u202E',
  )
  const texts = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 20 })

  test('reads the same and does nothing', () => {
    fc.assert(
      fc.property(texts, parts => {
        const text = parts.join('')
        const written = writeMrkdwn([text])
        expect(read(fromMrkdwn(written))).toBe(read(clean(text)))
        expect(written).not.toMatch(/[<>]|^\s*(&gt;|＞)|:[\w+'-]+:/m)
        expect(written).not.toMatch(/(?<![A-Za-z0-9])[*_~`]|[*_~`](?![A-Za-z0-9])/)
      }),
    )
  })

  test('is itself in rich text, but for what cannot be seen', () => {
    fc.assert(
      fc.property(texts, parts => {
        const shown = richElements([parts.join('')]).map(element => ('text' in element ? element.text : ''))
        expect(shown.join('')).toBe(clean(parts.join('')))
      }),
    )
  })
})

test('rich text', () => {
  expect(
    richElements([
      '*a* ',
      { bold: 'b' },
      { mark: 'c' },
      { code: '`d`' },
      { link: 'https://a.example', text: 'e', bold: true },
      { link: 'mailto:a@b.example', text: 'f' },
      { count: 3, of: 'stars' },
      moment,
      '',
    ]),
  ).toEqual([
    { type: 'text', text: '*a* ' },
    { type: 'text', text: 'b', style: { bold: true } },
    { type: 'text', text: 'c', style: { bold: true } },
    { type: 'text', text: '`d`', style: { code: true } },
    { type: 'link', url: 'https://a.example/', text: 'e', style: { bold: true } },
    { type: 'text', text: 'f★ 3' },
    { type: 'date', timestamp: 1_787_211_000, format: '{date_short_pretty}', fallback: '20 Aug 2026' },
  ])
})

test('a cut splits no grapheme and counts UTF-16 units', () => {
  expect(cutText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 30)).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦…')
  expect(cutText('short', 5)).toBe('short')
})

test('a web address is short enough for Slack, or none', () => {
  expect(linkAddress('HTTPS://A.example')).toBe('https://a.example/')
  expect(linkAddress(`https://a.example/${'b'.repeat(3000)}`)).toBeUndefined()
  expect(linkAddress('slack://open')).toBeUndefined()
  expect(linkAddress('2608.14929')).toBeUndefined()
})

/** As a person reads it: look-alikes are what they look like, and what cannot be seen isn't there. */
const read = (written: string): string =>
  written
    .replace(/[∗﹡＊]/g, '*')
    .replace(/[ˍ⸏＿]/g, '_')
    .replaceAll('∼', '~')
    .replace(/[ˋ｀]/g, '`')
    .replace(/[\u2060\u200B\u00AD]/g, '')
