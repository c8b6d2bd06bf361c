/** The engine against a naive ranking, and against itself with the same papers added in another way. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { createEngine } from '../../src/search/engine.ts'
import { plainQuery } from '../../src/search/parse-query.ts'
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

function naive(papers: readonly Paper[], words: readonly string[]): { id: string; score: number }[] {
  const mean = papers.reduce((sum, one) => sum + length(one), 0) / papers.length
  const idf = (word: string): number => {
    const holding = papers.filter(one => frequency(one, word) > 0).length
    return Math.log(1 + (papers.length - holding + 0.5) / (holding + 0.5))
  }
  const saturated = (one: Paper, weight: number, times: number): number =>
    (weight * times * 2.2) / (times + 1.2 * (0.4 + (0.6 * length(one)) / mean))
  const points = (one: Paper, word: string): number => saturated(one, idf(word), frequency(one, word))
  const weight = ({ first, second }: Pair): number => idf(first) + idf(second)
  const evidence = (one: Paper): number => {
    const pairs = words.slice(1).map((second, at) => ({ first: words[at]!, second }))
    const all = total(words.map(idf))
    return (
      0.2 * total(pairs.map(pair => saturated(one, weight(pair), inFields(one, ordered(pair))))) +
      0.3 * total(pairs.map(pair => saturated(one, weight(pair), inFields(one, unordered(pair))))) +
      0.5 * total(words.map(word => points(one, word))) +
      (words.length > 1 ? 0.6 * saturated(one, all, inFields(one, inOrder(words))) : 0)
    )
  }
  const most = words.reduce((sum, word) => sum + idf(word) * 2.2, 0)
  const bonus = (one: Paper): number => {
    if (!words.every(word => frequency(one, word) > 0)) return 0
    return (words.length > 1 && words.length <= 3 ? most : 0) + (one.title === words.join(' ') ? 8 * most : 0)
  }
  return papers
    .map(one => ({
      id: one.id,
      score: words.reduce((sum, word) => sum + points(one, word), evidence(one) + bonus(one)),
    }))
    .filter(({ score }) => score > 0)
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
