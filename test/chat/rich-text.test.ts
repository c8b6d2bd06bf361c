import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutRichText, type Inline, joinRich, plainText, rich } from '../../src/chat/rich-text.ts'

const words = fc.string({ unit: 'grapheme' })
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  words.map(bold => ({ bold })),
  words.map(code => ({ code })),
  words.map(mark => ({ mark })),
  words.map(text => ({ link: 'https://example.org', text })),
  fc.nat().map(count => ({ count, of: 'upvotes' as const })),
  fc.constant<Inline>({ moment: '2026-08-24T07:00:00Z', show: 'date' }),
)
const richText = fc.array(inline, { maxLength: 8 })
const graphemes = (text: string): number => [...new Intl.Segmenter('en').segment(text)].length

test('a template takes strings, numbers and rich text', () => {
  expect(rich`${12} match without ${{ code: 'org:nvidia' }}${[', ', { bold: 'now' }]}.`).toEqual([
    '12',
    ' match without ',
    { code: 'org:nvidia' },
    ', ',
    { bold: 'now' },
    '.',
  ])
  expect(rich``).toEqual([])
})

test('parts are joined, empty ones left out', () => {
  expect(joinRich([['a'], [], [{ bold: 'b' }], ['c']], ' · ')).toEqual([
    'a',
    ' · ',
    { bold: 'b' },
    ' · ',
    'c',
  ])
})

test.each<[Inline, string]>([
  [{ count: 92, of: 'upvotes' }, '92 upvotes'],
  [{ count: 1, of: 'upvotes' }, '1 upvote'],
  [{ count: 14, of: 'replies' }, '14 replies'],
  [{ count: 1, of: 'replies' }, '1 reply'],
  [{ count: 5, of: 'stars' }, '5 stars'],
  [{ count: 1221, of: 'stars' }, '1,221 stars'],
  [{ link: 'https://example.org', text: 'here' }, 'here'],
  [{ link: 'https://example.org', text: 'here', bold: true }, 'here'],
  [{ mark: 'KV cache' }, 'KV cache'],
])('%j in words', (given, said) => {
  expect(plainText([given])).toBe(said)
})

test('addresses stand behind links where asked for, once', () => {
  const links: Inline[] = [
    { link: 'https://example.org', text: 'here' },
    ' ',
    { link: 'https://example.org', text: 'https://example.org' },
  ]
  expect(plainText(links, { addresses: true })).toBe('here (https://example.org) https://example.org')
})

const at = (show: 'date' | 'time' | 'date and time' | 'relative'): Inline[] => [
  { moment: '2026-08-23T22:30:00Z', show },
]

test('moments are shown in the zone of the reader, and in UTC say so', () => {
  expect(plainText(at('date'), { zone: 'Europe/Berlin' })).toBe('24 Aug 2026')
  expect(plainText(at('time'), { zone: 'Europe/Berlin' })).toBe('00:30')
  expect(plainText(at('date and time'))).toBe('23 Aug 2026, 22:30 UTC')
  expect(plainText(at('relative'), { zone: 'America/New_York' })).toBe('23 Aug 2026, 18:30')
  expect(plainText(at('date'), { zone: 'Europe/Berlin', locale: 'de' })).toMatch(/^24\. Aug/)
})

test('a cut text has at most so many graphemes, and begins as the whole does', () => {
  fc.assert(
    fc.property(richText, fc.integer({ min: 0, max: 30 }), (text, max) => {
      const cut = cutRichText(text, max)
      const [shown, whole] = [plainText(cut), plainText(text)]
      expect(graphemes(shown)).toBeLessThanOrEqual(max)
      const fits = graphemes(whole) <= max
      expect(fits ? cut : []).toEqual(fits ? text : [])
      expect(fits || max === 0 || shown.endsWith('…')).toBe(true)
      expect(whole.startsWith(shown.replace(/…$/u, ''))).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a cut keeps decoration, and never cuts a number', () => {
  expect(cutRichText(['A ', { bold: 'bold move' }], 7)).toEqual(['A ', { bold: 'bold' }, '…'])
  expect(cutRichText(['At ', { count: 1234, of: 'upvotes' }], 8)).toEqual(['At ', '…'])
  expect(cutRichText(['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦'], 2)).toEqual(['👩‍👩‍👧‍👦', '…'])
})
