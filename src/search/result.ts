/** What is asked of a search beside the query, and what it answers. */
import type { SortOrder } from './query/query.ts'
import type { Nearness } from './ranking/evidence/nearness.ts'

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
  /** What it says in the place of words of the query: `low-rank adaptation` for `LoRA`. */
  readonly standIns: readonly string[]
}

export interface SearchResult {
  /**
   * All papers that match, not only those returned. By relevance one word of the query is enough; by date or upvotes
   * all are needed, where any paper has them all.
   */
  readonly total: number
  /** How many of them have every word of the query. */
  readonly withEvery: number
  readonly matches: readonly Match[]
  /** The words of the query as they were read. */
  readonly words: readonly string[]
  /** Words unknown to the library and what they were read as, in the order they were typed. Empty with `exact`. */
  readonly corrections: readonly { readonly typed: string; readonly read: string }[]
  /**
   * Acronyms and long forms that brought papers in the place of words of the query: any of those returned, or at least half
   * of those with every word. Other spellings of a word (`finetuning`, plurals) are never among them.
   */
  readonly standIns: readonly string[]
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
  /** The only papers that are found, by their ids; the ranking is that of the whole library. Not to be changed later. */
  readonly among?: ReadonlySet<string>
  /** Nearness in meaning as an encoder sees it, in place of what was learnt from the papers. */
  readonly nearness?: Nearness | undefined
}
