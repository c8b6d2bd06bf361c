import { describe, expect, test } from 'vitest'
import type { RichText } from '../../../src/chat/rich-text.ts'
import { clean, webAddress } from '../../../src/chat/clean.ts'
import { writeLabel, writeSmall, writeText } from '../../../src/discord/render/text.ts'
import { readMarkdown } from '../markdown.ts'

describe('what a reply says is written in Markdown', () => {
  test.each<[RichText, string]>([
    [['a ', { bold: 'b' }, ' c'], 'a **b** c'],
    [['the ', { mark: 'KV cache' }, '…'], 'the **KV cache**…'],
    [[{ code: 'search kv_cache' }], '`search kv_cache`'],
    [[{ link: 'https://arxiv.org/abs/2306.00978', text: 'AWQ' }], '[AWQ](https://arxiv.org/abs/2306.00978)'],
    [[{ link: 'https://arxiv.org/', text: 'AWQ', bold: true }], '[**AWQ**](https://arxiv.org/)'],
    [
      [
        { count: 92, of: 'upvotes' },
        ' · ',
        { count: 14, of: 'replies' },
        ' · code ',
        { count: 1221, of: 'stars' },
      ],
      '▲ 92 · 💬 14 · code ★ 1,221',
    ],
    [[{ moment: '2026-08-20T09:00:00.9Z', show: 'date' }], '<t:1787216400:D>'],
    [[{ moment: '2026-08-20T09:00:00Z', show: 'time' }], '<t:1787216400:t>'],
    [[{ moment: '2026-08-20T09:00:00Z', show: 'date and time' }], '<t:1787216400:f>'],
    [[{ moment: '2026-08-20T09:00:00Z', show: 'relative' }], '<t:1787216400:R>'],
  ])('%j', (text, markdown) => {
    expect(writeText(text)).toBe(markdown)
  })

  test('neighbours of one style are one', () => {
    expect(writeText([{ bold: 'a' }, { mark: 'b' }, { code: 'c' }, { code: 'd' }])).toBe('**ab**`cd`')
  })

  test('white space is not made bold, and nothing is no text', () => {
    expect(writeText(['a', { bold: ' b ' }, 'c', { bold: '  ' }, { bold: '' }, 'd'])).toBe('a **b** c  d')
    expect(writeText([' \n ', { code: '' }])).toBe('')
  })

  test('a small text is small on each of its lines', () => {
    expect(writeSmall(['one\n\ntwo'])).toBe('-# one\n-# two')
    expect(writeSmall([' '])).toBe('')
  })

  test('titles of papers stay readable', () => {
    expect(writeText(['1. Zetta ζ: p < 0.05 – C# at 30% (part 2) … e.g. a-b'])).toBe(
      String.raw`1\. Zetta ζ: p \< 0.05 – C# at 30% (part 2) … e.g. a-b`,
    )
  })
})

test('what would be read otherwise in company', () => {
  const link = { link: 'https://a.org/', text: 'A' }
  expect(readMarkdown(writeText([link, '](', link]))).toEqual([
    { kind: 'link', text: 'A', target: 'https://a.org/' },
    { kind: 'text', text: '](' },
    { kind: 'link', text: 'A', target: 'https://a.org/' },
  ])
  expect(writeText(['@', { code: 'everyone`' }])).toBe('@\u200Beveryone\\`')
})

describe('a link', () => {
  test.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'discord://x',
    'no address',
    '',
    `https://a.org/${'x'.repeat(2000)}`,
  ])('is text where its address is %j', link => {
    expect(writeText([{ link, text: 'a_b' }])).toBe(String.raw`a\_b`)
  })

  test.each([
    ['[Re] Reproducing X', true],
    ['[a] [b]', true],
    ['x] y', false],
    ['a [b [c] d', false],
    ['intervals [0, 1) of', false],
    ['\\', true],
  ])('with the words %j is read as those words', (words, linked) => {
    const [token, ...others] = readMarkdown(writeText([{ link: 'https://a.org/', text: words }]))
    expect(others).toEqual([])
    expect(token).toEqual(
      linked ? { kind: 'link', text: words, target: 'https://a.org/' } : { kind: 'text', text: words },
    )
  })

  test('keeps its address from ending it', () => {
    const written = writeText([{ link: 'https://a.org/b)(**c**?d=`e f', text: 'x', bold: true }, ')'])
    expect(readMarkdown(written)).toEqual([
      { kind: 'link', text: 'x', target: 'https://a.org/b%29%28%2A%2Ac%2A%2A?d=%60e%20f' },
      { kind: 'text', text: ')' },
    ])
  })
})

test('controls, direction overrides and lone surrogates are no text', () => {
  expect(clean('a\u202Eb\u2066c\u0000d\u001B[2J\uFEFF\uD800\t\r\ne\u2028f')).toBe('abcd[2J\uFFFD \ne\nf')
})

test('labels are one line, within the limit, never empty', () => {
  expect(writeLabel('a\n b\u202E', 80)).toBe('a b')
  expect(writeLabel('👩‍👩‍👧‍👦'.repeat(9), 80).length).toBeLessThanOrEqual(80)
  expect(writeLabel('👩‍👩‍👧‍👦'.repeat(9), 80)).toMatch(/👦…$/u)
  expect(writeLabel(' \u0000', 80)).toBe('…')
})

test('web addresses are http or https', () => {
  expect(webAddress('https://a.org/b c', 100)).toBe('https://a.org/b%20c')
  expect(webAddress('ftp://a.org', 100)).toBeUndefined()
  expect(webAddress('https://a.org/', 10)).toBeUndefined()
})
