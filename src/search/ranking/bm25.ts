/** BM25 over a title and an abstract joined by weight (Robertson, Zaragoza, Taylor 2004, doi 10.1145/1031171.1031181). */
import type { Collection } from '../index/collection.ts'
import type { PlannedWord } from '../query/plan.ts'

/** One setting for all, tried on nine collections. */
const k1 = 1.2
const b = 0.6

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

/** Points that a term of this weight brings at most. */
export function ceilingOf(weight: number): number {
  return weight * (k1 + 1)
}

/** Inverse document frequency, never negative. */
export function rarity(frequency: number, documents: number): number {
  return Math.log1p((documents - frequency + 0.5) / (frequency + 0.5))
}

/** What a document's length adds to the saturation of its term frequencies. */
export function lengthNorm(length: number, meanLength: number): number {
  return k1 * (1 - b + (b * length) / meanLength)
}

/** Points of a term that occurs `frequency` times. */
export function points(ceiling: number, frequency: number, norm: number): number {
  return (ceiling * frequency) / (frequency + norm)
}
