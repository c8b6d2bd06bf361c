/** The query language: what a person typed, as data. */

export type SortOrder = 'relevance' | 'newest' | 'upvotes'

/** Every condition that is set must hold. Text is as typed, without its operator and quotes. */
export interface QueryFilters {
  readonly authors: readonly string[]
  readonly organizations: readonly string[]
  readonly categories: readonly string[]
  /** Published or listed on this date or later, `YYYY-MM-DD`. `after:2026-01` is 2026-01-01. */
  readonly after?: string
  /** Published or listed before this date. */
  readonly before?: string
  readonly minUpvotes?: number
  readonly maxUpvotes?: number
  readonly hasCode?: true
}

export interface Query {
  /** As it could have been typed in the query language, on one line: `-image` for `NOT image`. */
  readonly text: string
  /** The words and phrases of it in their order, without what else is asked for: perhaps a title. */
  readonly title: string
  /** Words to rank by. */
  readonly words: readonly string[]
  /** Each must occur word for word (stemmed). */
  readonly phrases: readonly string[]
  /** Words or phrases that must not occur. */
  readonly excluded: readonly string[]
  readonly filters: QueryFilters
  /** Papers similar to this one. */
  readonly like?: string
  /** The whole query is the id or link of one paper. */
  readonly id?: string
}

/** Whether nothing is asked for: neither words nor a paper nor a filter. Exclusions alone ask for nothing. */
export function asksNothing({ words, phrases, like, id, filters }: Query): boolean {
  return words.length + phrases.length === 0 && !like && !id && !hasFilters(filters)
}

export function hasFilters(filters: QueryFilters): boolean {
  return Object.values(filters).some(value => (Array.isArray(value) ? value.length > 0 : value !== undefined))
}
