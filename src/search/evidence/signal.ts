/** One kind of evidence that a paper answers the query, beyond the single words it holds. */
import type { LiveSegment } from '../live-segment.ts'
import type { Occurrences } from './occurrences.ts'

export interface Candidate {
  readonly live: LiveSegment
  readonly document: number
  /** Among the hits. */
  readonly place: number
  readonly occurrences: Occurrences
  /** `lengthNorm` of the paper. */
  readonly norm: number
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
}
