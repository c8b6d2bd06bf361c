/** The search engine's public door: papers in, ranked matches out. Pure memory; no network, no SQL, no platform. */
import type { Paper } from '../papers/paper.ts'
import type { Query, SortOrder } from './query.ts'

/** Why a paper stands where it does; the sum of `points` is the score. */
export interface Reason {
  /** For people, in a few words: `"quantization" in the title`. */
  readonly text: string
  readonly points: number
}

export interface Match {
  readonly id: string
  readonly score: number
  readonly reasons: readonly Reason[]
}

export interface SearchResult {
  /** All papers that match, not only those returned. */
  readonly total: number
  readonly matches: readonly Match[]
  /** Words unknown to the library and what they were read as. Empty with `exact`. */
  readonly corrections: readonly { readonly typed: string; readonly read: string }[]
}

export interface SearchOptions {
  /** Default 10. */
  readonly limit?: number
  /** Default 0. */
  readonly offset?: number
  /** Default relevance. */
  readonly sort?: SortOrder
  /** Take unknown words as typed. */
  readonly exact?: boolean
}

export interface SearchEngine {
  /** Papers that can be found. */
  readonly size: number
  /** Adds papers; one with a known id replaces it. Safe between searches at any time. */
  add(papers: readonly Paper[]): void
  remove(ids: readonly string[]): void
  search(query: Query, options?: SearchOptions): SearchResult
  /** Type-ahead over titles and ids, best first. */
  complete(typed: string, limit: number): { readonly id: string; readonly title: string }[]
  /** Organisation names that start with or contain what was typed, most papers first. */
  completeOrganization(typed: string, limit: number): string[]
  /** Everything needed to open the engine again, with a version and a checksum. `tag` comes back from `openEngine`. */
  save(tag: string): Uint8Array
}
