/** The terms of a query with what they weigh in a library. */
import { ceilingOf, rarity } from '../index/bm25.ts'
import type { Collection } from '../index/collection.ts'
import type { PlannedWord } from '../query/plan.ts'

/** A term of a planned word, with all that doesn't depend on the document. */
export interface WeightedTerm {
  readonly term: string
  /** Which planned word it belongs to. */
  readonly word: number
  /** How much of that word's terms its presence stands for: 1, or all of them for the joined form. */
  readonly share: number
  /** Points it could bring at most. */
  readonly ceiling: number
}

export function weigh(words: readonly PlannedWord[], collection: Collection): WeightedTerm[] {
  return words.flatMap(({ terms, joined, weight }, word) => {
    const weighed = (term: string, share: number): WeightedTerm => ({
      term,
      word,
      share,
      ceiling: ceilingOf(weight * rarity(collection.frequency(term), collection.size)),
    })
    const parts = terms.map(term => weighed(term, 1))
    return joined === undefined ? parts : [...parts, weighed(joined, terms.length)]
  })
}
