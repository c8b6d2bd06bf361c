/** Papers whose evidence can bring them on no page that is asked for aren't read: what is found is as if all had been. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { byRelevance, type Hit, idOf } from '../../src/search/ranking/best.ts'
import { Collection } from '../../src/search/index/collection.ts'
import { createEngine } from '../../src/search/engine.ts'
import { evidenceSetting, weighEvidence } from '../../src/search/ranking/evidence/evidence.ts'
import { LiveSegment } from '../../src/search/index/live-segment.ts'
import { segmentOf } from '../../src/search/index/merge.ts'
import { namesOf } from '../../src/search/index/texts.ts'
import { plainQuery } from '../../src/search/query/parse-query.ts'
import { planQuery } from '../../src/search/query/plan.ts'
import { paper } from './papers.ts'

const words = 'amber birch cedar delta'.split(' ')
const spellings = 'ambers cedars birching amber-birch amberbirch delta-cedar cedardelta deltas the of'.split(
  ' ',
)
const others = 'ember frost grove heron'.split(' ')
const text = fc.array(fc.constantFrom(...words, ...words, ...spellings, ...others), {
  minLength: 1,
  maxLength: 14,
})
/** Some say a word oftener than postings can tell. */
const repeated = fc
  .tuple(text, fc.constantFrom(...words), fc.constantFrom(0, 0, 0, 300, 600))
  .map(([some, word, times]) => [...some, ...Array.from({ length: times }, () => word)])
const papers = fc.array(fc.tuple(text, repeated), { minLength: 12, maxLength: 20 }).map(texts =>
  texts.map(([title, said], at) =>
    // Of equals the later one comes first.
    paper(`p${at}`, title.join(' '), said.join(' '), { published: `2026-01-${10 + at}` }),
  ),
)
const query = fc
  .array(fc.constantFrom(...words, ...words, ...spellings), { minLength: 1, maxLength: 6 })
  .map(typed => plainQuery(typed.join(' ')))
const page = fc.integer({ min: 1, max: 4 })
const directions = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 8, maxLength: 8 })

test.each(['ordered', 'unordered', 'spelling', 'whole', 'coverage'] as const)(
  '%s counts the same by itself',
  kind => {
    const none = { ordered: 0, unordered: 0, spelling: 0, whole: 0, coverage: 0, nearness: 0 }
    const setting = { ...evidenceSetting, weights: { ...none, [kind]: 1 } }
    fc.assert(
      fc.property(papers, query, page, (all, typed, keep) => {
        const live = new LiveSegment(segmentOf(all))
        const collection = new Collection([live])
        const hits = all.map((_, document): Hit => ({ live, document, words: 0, score: 0, hasAll: false }))
        const best = (most: number): string[] =>
          byRelevance(weighEvidence(hits, planQuery(typed, []), collection, undefined, most, setting))
            .slice(0, keep)
            .map(hit => `${idOf(hit)} ${hit.score}`)
        expect(best(keep)).toEqual(best(hits.length))
      }),
      { numRuns: 50 },
    )
  },
)

test('pages are the same as those of one long page', () => {
  fc.assert(
    fc.property(papers, query, page, fc.option(directions), (all, typed, limit, vectors) => {
      const engine = createEngine()
      engine.add(all.slice(0, 10))
      engine.add(all.slice(10))
      if (vectors)
        engine.useModel({
          papers: 1000,
          dimensions: 2,
          terms: namesOf(words),
          rarities: new Float32Array(words.length).fill(1),
          scales: new Float32Array(words.length).fill(1),
          vectors: Int8Array.from(vectors),
        })
      const whole = engine.search(typed, { limit: 1000 })
      for (const offset of [0, limit]) {
        const matches = whole.matches.slice(offset, offset + limit)
        const { standIns, ...found } = engine.search(typed, { limit, offset })
        expect({ ...found, standIns: whole.standIns }).toEqual({ ...whole, matches })
        expect(whole.standIns).toEqual(expect.arrayContaining([...standIns]))
      }
    }),
    { numRuns: 40 },
  )
})
