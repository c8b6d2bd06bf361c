/** The engine against a naive ranking, and against itself with the same papers added in another way. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { stemOf } from '../../src/search/language/analysis.ts'
import { createEngine } from '../../src/search/engine.ts'
import { plainQuery } from '../../src/search/query/parse-query.ts'
import { namesOf } from '../../src/search/index/texts.ts'
import type { SemanticModel } from '../../src/search/semantic/model.ts'
import { engineOf, paper } from './papers.ts'

const vocabulary = 'amber birch cedar delta ember frost grove heron'.split(' ')
const sentence = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 })
const collection = fc
  .array(fc.tuple(sentence, sentence, fc.integer({ min: 1, max: 28 })), { minLength: 1, maxLength: 30 })
  .map(entries =>
    entries.map(([title, text, day], at) =>
      paper(`p${at}`, title.join(' '), text.join(' '), {
        published: `2026-01-${String(day).padStart(2, '0')}`,
      }),
    ),
  )
const query = fc.shuffledSubarray(vocabulary, { minLength: 1, maxLength: 8 })

const split = (text: string): string[] => text.split(' ')
const count = (words: readonly string[], word: string): number => words.filter(other => other === word).length

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

const length = ({ title, abstract }: Paper): number => 3 * split(title).length + split(abstract).length
const frequency = ({ title, abstract }: Paper, word: string): number =>
  3 * count(split(title), word) + count(split(abstract), word)

interface Pair {
  readonly first: string
  readonly second: string
}

/** How many places of a text the words stand at. */
type Places = (text: readonly string[]) => number

const ordered =
  ({ first, second }: Pair): Places =>
  text =>
    text.filter((word, at) => word === first && text[at + 1] === second).length

const unordered =
  ({ first, second }: Pair): Places =>
  text =>
    text.flatMap((word, at) =>
      text
        .slice(at + 1, at + 8)
        .filter(other => [first, second].sort().join() === [word, other].sort().join()),
    ).length

const inOrder =
  (words: readonly string[]): Places =>
  text =>
    text.filter((_, at) => words.every((word, after) => text[at + after] === word)).length

const inFields = ({ title, abstract }: Paper, places: Places): number =>
  3 * places(split(title)) + places(split(abstract))

/** Where the model has a word of the vocabulary, and how much it weighs there. */
interface Sense {
  readonly word: string
  readonly rarity: number
  readonly direction: readonly number[]
}

const dimensions = 4
const senses = fc.uniqueArray(
  fc.record({
    word: fc.constantFrom(...vocabulary),
    rarity: fc.integer({ min: 1, max: 5 }),
    direction: fc.array(fc.integer({ min: -127, max: 127 }), {
      minLength: dimensions,
      maxLength: dimensions,
    }),
  }),
  { selector: ({ word }) => word, minLength: 1 },
)

function modelOf(all: readonly Sense[]): SemanticModel {
  return {
    papers: 1000,
    dimensions,
    terms: namesOf(all.map(({ word }) => stemOf(word))),
    rarities: Float32Array.from(all, ({ rarity }) => rarity),
    scales: new Float32Array(all.length).fill(1),
    vectors: Int8Array.from(all.flatMap(({ direction }) => direction)),
  }
}

const norm = (vector: readonly number[]): number => Math.hypot(...vector) || 1

function cosine(all: readonly Sense[], frequencies: readonly ((word: string) => number)[]): number {
  const [one, other] = frequencies.map(frequencyOf =>
    Array.from({ length: dimensions }, (_, at) =>
      total(
        all.map(({ word, rarity, direction }) => Math.log1p(frequencyOf(word)) * rarity * direction[at]!),
      ),
    ),
  ) as [number[], number[]]
  return total(one.map((value, at) => value * other[at]!)) / (norm(one) * norm(other))
}

function naive(
  papers: readonly Paper[],
  words: readonly string[],
  model: readonly Sense[] = [],
): { id: string; score: number }[] {
  const mean = papers.reduce((sum, one) => sum + length(one), 0) / papers.length
  const idf = (word: string): number => {
    const holding = papers.filter(one => frequency(one, word) > 0).length
    return Math.log(1 + (papers.length - holding + 0.5) / (holding + 0.5))
  }
  // In 32 bits, as papers' lengths are kept.
  const lengthNorm = (one: Paper): number => Math.fround(1.2 * (0.4 + (0.6 * length(one)) / mean))
  const saturated = (one: Paper, weight: number, times: number, share = 1): number =>
    (weight * times * 2.2) / (times + share * lengthNorm(one))
  const points = (one: Paper, word: string): number => saturated(one, idf(word), frequency(one, word))
  const weight = ({ first, second }: Pair): number => idf(first) + idf(second)
  const evidence = (one: Paper): number => {
    const pairs = words.slice(1).map((second, at) => ({ first: words[at]!, second }))
    const all = total(words.map(idf))
    return (
      0.18 * total(pairs.map(pair => saturated(one, weight(pair), inFields(one, ordered(pair)), 0.5))) +
      0.27 * total(pairs.map(pair => saturated(one, weight(pair), inFields(one, unordered(pair)), 0.5))) +
      0.5 * total(words.map(word => points(one, word))) +
      (words.length > 1
        ? 0.7 * saturated(one, all, inFields(one, inOrder(words)), 0.5) +
          (words.length > 3 ? 0.1 : 0) *
            2.2 *
            all *
            (total(words.filter(word => frequency(one, word) > 0).map(idf)) / all) ** 6
        : 0)
    )
  }
  const most = words.reduce((sum, word) => sum + idf(word) * 2.2, 0)
  const bonus = (one: Paper): number => {
    if (!words.every(word => frequency(one, word) > 0)) return 0
    return (
      (words.length > 1 && words.length <= 3 ? most : 0) + (one.title === words.join(' ') ? 12 * most : 0)
    )
  }
  const ofWords = (one: Paper): number => total(words.map(word => points(one, word)))
  const nearest = 0.5 * Math.max(...papers.map(ofWords))
  const nearness = (one: Paper): number =>
    nearest * Math.max(0, cosine(model, [word => count(words, word), word => frequency(one, word)]))
  return papers
    .filter(one => ofWords(one) > 0)
    .map(one => ({ id: one.id, score: ofWords(one) + evidence(one) + bonus(one) + nearness(one) }))
    .sort((one, other) => other.score - one.score)
}

test('scores are those of a naive ranking', () => {
  fc.assert(
    fc.property(collection, query, (papers, words) => {
      const { matches } = engineOf(...papers).search(plainQuery(words.join(' ')), { limit: 100, exact: true })
      const expected = naive(papers, words)
      const scores = new Map(expected.map(({ id, score }) => [id, score]))
      expect(matches.map(({ score }) => score)).toEqual(expected.map(({ score }) => expect.closeTo(score, 9)))
      for (const { id, score, reasons } of matches) {
        expect(score).toBeCloseTo(scores.get(id)!, 9)
        expect(reasons.reduce((sum, reason) => sum + reason.points, 0)).toBeCloseTo(score, 9)
      }
    }),
  )
})

test('with a semantic model they are those of a naive ranking, but for the 8 bits in which papers are kept', () => {
  fc.assert(
    fc.property(collection, query, senses, (papers, words, model) => {
      const engine = engineOf(...papers)
      engine.useModel(modelOf(model))
      const { matches } = engine.search(plainQuery(words.join(' ')), { limit: 100, exact: true })
      const expected = naive(papers, words, model)
      const most = Math.max(0, ...expected.map(({ score }) => score))
      const scores = new Map(expected.map(({ id, score }) => [id, score]))
      expect(matches).toHaveLength(expected.length)
      for (const [at, { id, score, reasons }] of matches.entries()) {
        expect(Math.abs(score - scores.get(id)!)).toBeLessThan(0.01 * most)
        expect(Math.abs(score - expected[at]!.score)).toBeLessThan(0.01 * most)
        expect(total(reasons.map(({ points }) => points))).toBeCloseTo(score, 9)
      }
    }),
  )
})

test('how papers came, were replaced and removed does not matter', () => {
  const steps = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(collection, collection, query, steps, (papers, others, words, sizes) => {
      const engine = createEngine()
      engine.add(others)
      for (let at = 0, step = 0; at < papers.length; step++) {
        const size = sizes[step % sizes.length]!
        engine.add(papers.slice(at, at + size))
        at += size
      }
      engine.remove(others.slice(papers.length).map(({ id }) => id))
      const options = { limit: 100, exact: true }
      const once = engineOf(...papers)
      for (const sort of ['relevance', 'newest', 'upvotes'] as const)
        expect(engine.search(plainQuery(words.join(' ')), { ...options, sort })).toEqual(
          once.search(plainQuery(words.join(' ')), { ...options, sort }),
        )
      expect(engine.size).toBe(papers.length)
    }),
  )
})

test('pages are pieces of one order', () => {
  fc.assert(
    fc.property(collection, query, fc.integer({ min: 1, max: 9 }), (papers, words, limit) => {
      const engine = engineOf(...papers)
      const typed = plainQuery(words.join(' '))
      const whole = engine.search(typed, { limit: 100 }).matches
      const pages = papers.flatMap((_, page) => engine.search(typed, { limit, offset: page * limit }).matches)
      expect(pages).toEqual(whole)
    }),
  )
})

test('pages of many papers in any order, most of them equal, are pieces of one order', () => {
  const days = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 150, maxLength: 200 })
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 9 }), (papers, limit) => {
      const engine = engineOf(
        ...papers.map((day, at) =>
          paper(`p${at}`, 'amber', 'birch', { published: `2026-01-0${day}`, upvotes: day % 3 }),
        ),
      )
      for (const sort of ['newest', 'upvotes'] as const) {
        const { matches } = engine.search(plainQuery('amber'), { sort, limit: 200 })
        for (const offset of [0, 2 * limit, 100])
          expect(engine.search(plainQuery('amber'), { sort, limit, offset }).matches).toEqual(
            matches.slice(offset, offset + limit),
          )
      }
    }),
    { numRuns: 20 },
  )
})
