/** One kind of evidence that a paper answers the query, beyond the single words it holds. */
import type { Occurrences } from './occurrences.ts'

/** A candidate before its text is read. */
export interface Outline {
  /** Among the hits. */
  readonly place: number
  /** How often it has each of the sequence's terms at most. */
  readonly frequencies: Float64Array
  /** `lengthNorm` of the paper. */
  readonly norm: number
}

export interface Candidate extends Omit<Outline, 'frequencies'> {
  readonly occurrences: Occurrences
}

/** What each kind counts beside BM25. */
export interface EvidenceWeights {
  /** Neighbours of the query that are neighbours in the paper, in the same order. */
  readonly ordered: number
  /** The same in any order, within a few words. */
  readonly unordered: number
  readonly spelling: number
  /** The whole query as one phrase. */
  readonly whole: number
  /** How much of the query the paper has. */
  readonly coverage: number
  /** In meaning. */
  readonly nearness: number
}

export type EvidenceKind = keyof EvidenceWeights

export interface EvidenceSetting {
  readonly weights: EvidenceWeights
  /**
   * The share of `lengthNorm` that counts for phrases: at a half they saturate at half as many occurrences as words. At 1
   * a long abstract that repeats a phrase outweighs a title that says it once.
   */
  readonly phraseShare: number
}

export interface Signal {
  readonly kind: EvidenceKind
  /** Points beside those of the words, in the same measure; never negative. */
  points(candidate: Candidate): number
  /** What `points` of a candidate can't exceed. */
  ceiling(outline: Outline): number
}
