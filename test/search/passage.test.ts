import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { findPassage, type Passage } from '../../src/search/passage.ts'
import { paper, today } from './papers.ts'

const abstract =
  'Caches are large. We propose per-channel quantisation of $\\beta$-weighted caches. Nothing is lost, and caches shrink.'
const passage = (typed: string, text = abstract): Passage =>
  findPassage(parseQuery(typed, today).query, paper('1', 'A title', text))
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
