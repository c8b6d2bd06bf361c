import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutGraphemes, cutWords, normalizeTitle, oneLine } from '../../src/papers/text.ts'

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string(),
  fc
    .array(
      fc.constantFrom(
        'a',
        '\uD800',
        '\uDC00',
        '\u0301',
        '\u202E',
        '\u0007',
        '\r\n',
        '\uFEFF',
        ' ',
        '👩‍💻',
        '\u0085',
      ),
    )
    .map(parts => parts.join('')),
)
const graphemesOf = (text: string) =>
  [...new Intl.Segmenter('en').segment(text)].map(({ segment }) => segment)

describe('oneLine', () => {
  test.each([
    ['  Two\n lines\tand\u00A0 more ', 'Two lines and more'],
    ['e\u0301tude', 'étude'],
    ['a\u0000b\u0007c\u009Fd', 'abcd'],
    ['next\u0085line', 'next line'],
    ['abc\u202Egpj.exe\u202C \u2066x\u2069', 'abcgpj.exe x'],
    ['lone \uD83D here', 'lone \uFFFD here'],
    ['\u05E9\u05DC\u05D5\u05DD\u200F! 你好 👩‍💻', '\u05E9\u05DC\u05D5\u05DD\u200F! 你好 👩‍💻'],
    ['`a_b` <c> | $x$ ~(LLMs)', '`a_b` <c> | $x$ ~(LLMs)'],
  ])('%j', (text, clean) => {
    expect(oneLine(text)).toBe(clean)
  })

  test('is one well-formed line without controls, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(anyText, text => {
        const clean = oneLine(text)
        expect(clean.isWellFormed()).toBe(true)
        expect(clean).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]|\s\s|^\s|\s$/u)
        expect(clean).toBe(clean.normalize('NFC'))
        expect(oneLine(clean)).toBe(clean)
      }),
    )
  })
})

test.each([
  ['Chimera: Designing Hybrids', 21, 'Chimera: Designing…'],
  ['Chimera: Designing Hybrids', 20, 'Chimera: Designing…'],
  ['Chimera: Designing Hybrids', 19, 'Chimera: Designing…'],
  ['Chimera: Designing Hybrids', 18, 'Chimera: Designin…'],
  ['Chimera: Designing Hybrids', 26, 'Chimera: Designing Hybrids'],
  ['A Chimeradesigninghybrids', 20, 'A Chimeradesigningh…'],
])('words are cut at their ends where one is near: %s', (text, max, cut) => {
  expect(cutWords(text, max)).toBe(cut)
})

describe('cutGraphemes', () => {
  test.each([
    ['short', 5, 'short'],
    ['shorter', 5, 'shor…'],
    ['four score and', 5, 'four…'],
    ['👩‍💻👩‍💻👩‍💻', 2, '👩‍💻…'],
    ['👩‍💻👩‍💻👩‍💻', 3, '👩‍💻👩‍💻👩‍💻'],
    ['e\u0301e\u0301', 2, 'e\u0301e\u0301'],
    ['abe\u0301', 3, 'abe\u0301'],
    ['a\r\nb', 3, 'a\r\nb'],
    ['ab', 1, '…'],
    ['ab', 0, ''],
    ['ab', -1, ''],
  ])('%j at %i', (text, max, cut) => {
    expect(cutGraphemes(text, max)).toBe(cut)
  })

  test('never exceeds the limit, never splits a grapheme, and cuts only what is too long', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 12 }), (text, max) => {
        const cut = cutGraphemes(text, max)
        const whole = graphemesOf(text)
        expect(graphemesOf(cut).length).toBeLessThanOrEqual(max)
        const kept = whole.slice(0, max - 1).join('')
        expect(cut).toBe(whole.length <= max ? text : `${kept.trimEnd()}…`)
      }),
      { numRuns: 500 },
    )
  })

  test('is fast, however long the text is', () => {
    const started = performance.now()
    for (let round = 0; round < 2000; round++) {
      cutGraphemes('plain words '.repeat(1000), 300)
      cutGraphemes('é'.repeat(10_000), 50)
    }
    expect(performance.now() - started).toBeLessThan(1500)
  })
})

describe('normalizeTitle makes equal', () => {
  test.each([
    ['Attention Is All You Need', 'attention is all you need.'],
    ['GPT-4: A Report', 'GPT–4 — A report'],
    ['Schr\\"odinger Bridges', 'Schrödinger bridges'],
    ['Schrodinger Bridges', 'Schrödinger Bridges'],
    ['MVD$^2$: Efficient', 'MVD²: Efficient'],
    ['$\\alpha$-Net', 'α-Net'],
    ['\\textbf{Bold} {BERT}', 'Bold BERT'],
    ["``Quoted'' words", '“Quoted” words'],
    ['Ｆｕｌｌ width', 'Full width'],
    ['R\\&D 100\\%', 'R&D 100%'],
  ])('%s and %s', (one, other) => {
    expect(normalizeTitle(one)).toBe(normalizeTitle(other))
  })

  test.each([
    ['YOLO', 'YOLO++'],
    ['Scaling Laws I', 'Scaling Laws II'],
    ['がん', 'かん'],
    ['论文一', '论文二'],
  ])('but not %s and %s', (one, other) => {
    expect(normalizeTitle(one)).not.toBe(normalizeTitle(other))
  })

  test('keeps something of every script, and nothing of mere punctuation', () => {
    expect(normalizeTitle('注意力 机制')).toBe('注意力机制')
    expect(normalizeTitle('?!…')).toBe('')
  })
})
