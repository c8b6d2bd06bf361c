import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { limits } from '../../src/search/limits.ts'
import { passageFinder, type Mark, type Passage, passageOf } from '../../src/search/passage.ts'
import { paper, today } from './papers.ts'

const abstract =
  'Caches are large. We propose per-channel quantisation of $\\beta$-weighted caches. Nothing is lost, and caches shrink.'
const passage = (typed: string, text = abstract): Passage =>
  passageFinder(parseQuery(typed, today).query)(paper('1', 'A title', text))
const written = (found: Passage): string =>
  found.map(({ text, matched }) => (matched ? `[${text}]` : text)).join('')
const graphemes = (text: string): number => [...new Intl.Segmenter('en').segment(text)].length

test.each([
  ['perchannel caches', 'We propose [per-channel] quantisation of β-weighted [caches].'],
  ['quantisations', 'We propose per-channel [quantisation] of β-weighted caches.'],
  ['channel beta', 'We propose per-[channel] quantisation of [β]-weighted caches.'],
  ['caches lost', 'Nothing is [lost], and [caches] shrink.'],
  ['"caches are"', '[Caches] are large.'],
  ['the zebra', 'Caches are large.'],
  ['org:nvidia', 'Caches are large.'],
])('%s', (typed, expected) => expect(written(passage(typed))).toBe(expected))

test('a paper without an abstract has no passage', () => expect(passage('caches', '')).toEqual([]))

test('a long sentence is cut between words to where the words stand', () => {
  const filler = 'and so it goes on '.repeat(20)
  const found = written(
    passage('sparse kernels', `It begins ${filler}with sparse fast kernels ${filler}to its end.`),
  )
  expect(found).toMatch(/^…(and|so|it|goes|on)\b.*\[sparse\] fast \[kernels\].*\w…$/)
})

test('never longer than the limit, and nothing but text of the abstract', () => {
  const text = fc.array(
    fc.oneof(
      fc.constantFrom('caches', 'per-channel', '👩‍👩‍👧', '. ', 'e\u0301'),
      fc.string({ unit: 'grapheme' }),
    ),
  )
  fc.assert(
    fc.property(text, fc.constantFrom(' ', ''), (words, space) => {
      const source = words
        .join(space)
        .replace(/[\\${}~`_^-]/g, '')
        .trim()
      const found = passage('perchannel caches', source)
      const plain = found.map(run => run.text).join('')
      expect(graphemes(plain)).toBeLessThanOrEqual(120)
      expect(source).toContain(plain.replace(/^…|…$/g, ''))
      expect(found.every(run => run.text !== '')).toBe(true)
    }),
  )
})

test.each([
  ['perchannel', 'Caches e.g.[per-channel] ones'],
  ['perchannel', 'Caches...[per-channel]'],
  ['5bit', 'With .[5-bit] caches'],
])('%s is found joined by its hyphen behind a full stop: %s', (typed, marked) =>
  expect(written(passage(typed, marked.replace(/[[\]]/g, '')))).toBe(marked),
)

test('the same words are marked in a plain text as in one that all is looked at of', () => {
  const spellings = `cache's Caching per-channel PerChannel GPT-4o gpt4o colour, recolored "dyes" o'brien (c++) c# e.g.caches
    nothing lies.and sub-cache`
  const words = fc.constantFrom(...spellings.split(/\s+/))
  const typed = fc.array(words, { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(typed, fc.array(words, { minLength: 1, maxLength: 7 }), (query, text) => {
      const marked = (source: string): string[] =>
        passage(query.join(' '), source).flatMap(run => (run.matched ? [run.text] : []))
      expect(marked(text.join(' '))).toEqual(marked(`${text.join(' ')} ж`))
    }),
  )
})

/** Where the passage is of a plain text whose words stand one space apart: every stretch is weighed by all marks. */
function stretchOf(text: string, marks: readonly Mark[]): string {
  const worth = ([start, end]: readonly [number, number]): number => {
    const held = new Set(marks.filter(mark => mark.start >= start && mark.end <= end).map(({ term }) => term))
    const repeated = (term: string): number => marks.filter(mark => mark.term === term).length
    return [...held].reduce((sum, term) => sum + 1 + 1 / (1 + repeated(term) * limits.queryTerms), 0)
  }
  const best = (stretches: (readonly [number, number])[]) => {
    const most = Math.max(...stretches.map(worth))
    return stretches.filter(stretch => worth(stretch) === most)
  }
  const segments = new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)
  const sentences = Array.from(
    segments,
    ({ segment, index }) => [index, index + segment.trimEnd().length] as const,
  )
  const [from, to] = best(sentences)[0]!
  if (to - from <= 120) return text.slice(from, to)
  const stretches: (readonly [number, number])[] = []
  for (let start = from, end = 0; end < to; start = text.indexOf(' ', start) + 1) {
    end = start + 118 >= to ? to : text.lastIndexOf(' ', start + 118)
    stretches.push([start, end])
  }
  const equals = best(stretches)
  const [start, end] = equals[0]![0] === from ? equals[0]! : equals[equals.length >> 1]!
  return `${start > from ? '…' : ''}${text.slice(start, end)}${end < to ? '…' : ''}`
}

test('a passage is the best of all stretches of the best of all sentences', () => {
  const word = fc.constantFrom('caches', 'kernel', 'sparse', 'goes', 'and', 'so', 'it', 'it', 'Then', 'end.')
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 120, size: 'max' }), words => {
      const text = words.join(' ')
      const marks = Array.from(
        text.matchAll(/caches|kernel( (sparse|it))*|sparse|goes/g),
        ({ 0: term, index }) => ({
          start: index,
          end: index + term.length,
          term,
        }),
      )
      const found = passageOf(text, marks)
      expect(found.map(run => run.text).join('')).toBe(stretchOf(text, marks))
    }),
  )
})

test.each([
  ['a word in one sentence', 'zebra '.repeat(50_000)],
  ['no space', 'z'.repeat(200_000)],
  ['none but line breaks', 'z\n'.repeat(100_000)],
  ['no space, but hyphens', 'z-'.repeat(100_000)],
  ['nothing but hyphens', `z ${'-'.repeat(100_000)}`],
  ['no space, but apostrophes', "z'".repeat(100_000)],
  ['more sentences than a call takes arguments', 'Z! '.repeat(130_000)],
])('a long text takes no longer than it must: %s', (_, text) => {
  const start = performance.now()
  expect(written(passage('z zebra', text))).toMatch(/z/i)
  // None of its words begins as the query does.
  passage('amber birch', text)
  expect(performance.now() - start).toBeLessThan(2000)
})
