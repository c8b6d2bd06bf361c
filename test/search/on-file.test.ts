/** An engine whose texts are left on its file finds and saves what one does that has them in memory. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { openEngine, type SearchEngine } from '../../src/search/engine.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { bytesOf, fileOf, engineOf, paper, today, watched } from './papers.ts'

/** From the most frequent on. */
const vocabulary = Array.from({ length: 300 }, (_, at) => `w${String.fromCharCode(97 + (at % 26))}${at}x`)

function papersOf(seed: number, count: number, words: number): Paper[] {
  const random = seededRandom(seed)
  const text = (length: number): string =>
    Array.from({ length }, () => vocabulary[Math.floor(300 * random() ** 3)]!).join(' ')
  return Array.from({ length: count }, (_, at) =>
    paper(`p${seed}.${at}`, text(1 + (at % 4)), `${text(words)}. We use low-rank adaptation (LoRA).`, {
      upvotes: at % 13,
    }),
  )
}

const [often, also, seldom, rare] = [0, 1, 60, 299].map(at => vocabulary[at]!) as [
  string,
  string,
  string,
  string,
]
const typed = [
  `${often} ${rare}`,
  `"${often} ${also}"`,
  `"${often} ${also} ${often}"`,
  `"${seldom} ${also}" -"${also} ${often} ${often}"`,
  `lora ${seldom} -${rare}`,
  'like:p1.1',
]

const answers = (engine: SearchEngine) => ({
  found: typed.map(text => engine.search(parseQuery(text, today).query, { limit: 30 })),
  titles: engine.complete('wa', 20),
  acronyms: engine.acronymsIn(parseQuery('lora', today).query),
})

/** Twice the same, in memory and on its file. */
const both = (bytes: Uint8Array) =>
  [Number.POSITIVE_INFINITY, 0].map(inMemory => openEngine(fileOf(bytes), inMemory).engine)

function tidyAll(engine: SearchEngine): void {
  while (engine.tidy()) continue
}

test('it does not matter, also after papers came and went, merges and saving again', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.integer({ min: 1, max: 300 }), (seed, count) => {
      const engine = engineOf(...papersOf(1, 40, 8), ...papersOf(2, count, 8))
      engine.add(papersOf(seed + 3, 300, 8))
      engine.remove(papersOf(1, 20, 8).map(({ id }) => id))
      const expected = answers(engine)
      const [inMemory, onFile] = both(bytesOf(engine.save(''))) as [SearchEngine, SearchEngine]
      expect(answers(inMemory)).toEqual(expected)
      expect(answers(onFile)).toEqual(expected)
      for (const one of [inMemory, onFile]) {
        one.remove(papersOf(2, 5, 8).map(({ id }) => id))
        one.add(papersOf(seed + 3, 200, 9))
      }
      const saved = bytesOf(onFile.save('again'))
      expect(saved).toEqual(bytesOf(inMemory.save('again')))
      const [again, againOnFile] = both(saved) as [SearchEngine, SearchEngine]
      for (const one of [inMemory, onFile, againOnFile]) tidyAll(one)
      for (const one of [onFile, again, againOnFile]) expect(answers(one)).toEqual(answers(inMemory))
    }),
    { numRuns: 2 },
  )
})

test('nearly all texts are read in few pieces, and a few alone', () => {
  const zebras = paper('p2', 'Far away', 'Zebras never sleep where zebras graze.')
  const engine = engineOf(...papersOf(1, 900, 80), zebras, ...papersOf(3, 900, 80))
  const { file, seen } = watched(bytesOf(engine.save('')))
  const { engine: onFile, usesFile } = openEngine(file, 0)
  expect(usesFile).toBe(true)
  expect(answers(onFile)).toEqual(answers(engine))
  const found = (text: string) => {
    Object.assign(seen, { reads: 0, bytes: 0 })
    return onFile.search(parseQuery(text, today).query, { limit: 1, sort: 'newest' }).total
  }
  expect(found(`"${often} ${also} ${often}"`)).toBeGreaterThan(50)
  expect(seen.reads).toBeLessThan(30)
  expect(found('"zebras graze"')).toBe(1)
  expect(seen).toMatchObject({ reads: 1 })
  expect(seen.bytes).toBeLessThan(200)
})

test('what was read of the titles is not taken for tokens', () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 120 }), fc.nat(9), (count, length) => {
      const papers = Array.from({ length: count }, (_, at) => paper(`p${100 + at}`, 'w'.repeat(1 + length)))
      const engine = engineOf(...papers)
      engine.add([paper('q', 'Far away', 'Where zebras graze.')])
      const onFile = openEngine(fileOf(bytesOf(engine.save(''))), 0).engine
      expect(onFile.complete('w', count)).toEqual(papers.map(({ id, title }) => ({ id, title })))
      expect(onFile.search(parseQuery('"where zebras graze"', today).query).total).toBe(1)
    }),
  )
})

test('a file that fails meanwhile is no answer', () => {
  const zebras = paper('q', 'Far away', 'Where zebras graze.')
  const { file, seen } = watched(bytesOf(engineOf(...papersOf(1, 300, 8), zebras).save('')))
  const { engine } = openEngine(file, 0)
  const expected = answers(engine)
  const found = () => engine.search(parseQuery('"where zebras graze"', today).query, { sort: 'newest' }).total
  expect(found()).toBe(1)
  seen.fails = true
  expect(() => answers(engine)).toThrow('The disk is gone.')
  seen.fails = false
  expect(found()).toBe(1)
  expect(answers(engine)).toEqual(expected)
})

test('a merge that could not read the file is begun anew', () => {
  const [first, second, third] = [papersOf(1, 300, 8), papersOf(2, 200, 8), papersOf(3, 200, 8)] as const
  const saved = bytesOf(engineOf(...first).save(''))
  const { file, seen } = watched(saved)
  const { engine: onFile } = openEngine(file, 0)
  const { engine: inMemory } = openEngine(fileOf(saved))
  onFile.add(second)
  seen.fails = true
  for (let time = 0; time < 2; time++) expect(() => tidyAll(onFile)).toThrow('The disk is gone.')
  seen.fails = false
  inMemory.add(second)
  for (const engine of [onFile, inMemory]) {
    engine.remove(second.map(({ id }) => id))
    engine.add(third)
    tidyAll(engine)
  }
  expect(answers(onFile)).toEqual(answers(inMemory))
  expect(bytesOf(onFile.save(''))).toEqual(bytesOf(inMemory.save('')))
})
