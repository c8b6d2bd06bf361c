import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { analyze, fold, stemOf } from '../../src/search/language/analysis.ts'

const wordsOf = (text: string): string[] => analyze(text).flatMap(({ words }) => words.map(word => word.text))
const joined = (text: string): (string | undefined)[] => analyze(text).map(compound => compound.joined)

test.each([
  ['Per-channel', ['per', 'channel'], 'perchannel'],
  ['GPT‑4o', ['gpt', '4o'], 'gpt4o'],
  ['llama-3.1-8b', ['llama', '3.1', '8b'], 'llama3.18b'],
  ['β-VAE', ['beta', 'vae'], 'betavae'],
  ['π0.5', ['pi', '0.5'], 'pi0.5'],
  ['Π₀', ['pi', '0'], 'pi0'],
  ['μTransfer', ['mu', 'transfer'], 'mutransfer'],
])('%s is split and joined', (text, split, whole) => {
  expect(wordsOf(text)).toEqual(split)
  expect(joined(text)).toEqual([whole])
})

test.each([
  ['W4A4', ['w4a4']],
  ['C++, C# and g++-like', ['c++', 'c#', 'and', 'g++', 'like']],
  ['code#', ['code']],
  ["Adam's don’t", ['adam', 'dont']],
  ['e.g. v1.5', ['e', 'g', 'v1.5']],
  ['ﬁne 𝐀𝐁 Ｗｉｄｅ', ['fine', 'ab', 'wide']],
  ['Müller Łukasz Öz', ['muller', 'lukasz', 'oz']],
  ['και λόγος π', ['και', 'λογοσ', 'pi']],
  ['机器学习', ['机', '器', '学', '习']],
  ['constructor __proto__', ['constructor', 'proto']],
  ['-- ! … 🎉', []],
])('%s', (text, expected) => expect(wordsOf(text)).toEqual(expected))

test('offsets name the word in the text', () => {
  const text = 'A «per-channel» naïve 3.5'
  const pieces = analyze(text).flatMap(({ words }) => words.map(({ start, end }) => text.slice(start, end)))
  expect(pieces).toEqual(['A', 'per', 'channel', 'naïve', '3.5'])
})

test('a stem begins as its word does', () => {
  const word = fc.oneof(
    fc.constantFrom('skies', 'dying', 'ying', 'ied', 'sses'),
    fc.stringMatching(/^[a-z]{1,12}$/),
  )
  fc.assert(
    fc.property(word, typed => {
      expect(stemOf(typed)[0]).toBe(typed[0])
    }),
  )
})

test('only English words are stemmed', () => {
  expect(['quantizations', 'models', 'w4a4s', 'модели'].map(stemOf)).toEqual([
    'quantiz',
    'model',
    'w4a4s',
    'модели',
  ])
  expect(stemOf(fold('Fine'))).toBe('fine')
})

test('never throws; offsets are ordered and inside; words are searchable again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
      let last = 0
      for (const { words } of analyze(text))
        for (const { text: word, start, end } of words) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(word).not.toBe('')
          last = end
        }
    }),
  )
})

test('a plain text has the words that it has beside others', () => {
  const unit = fc.constantFrom(...Array.from("abzABZ0189  --''..++##,(“”–—×→≈∼"))
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), text => {
      expect(analyze(text)).toEqual(analyze(`${text} é`).slice(0, -1))
    }),
    { numRuns: 500 },
  )
})
