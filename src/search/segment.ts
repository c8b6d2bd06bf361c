/** A part of the index: papers, their words and filter terms in typed arrays. Never changed once built. */

/** Rows of numbers in one array: row `i` is `values[start[i]] … values[start[i + 1] - 1]`. */
export interface Rows {
  readonly start: Uint32Array
  readonly values: Uint32Array
}

/** A filter term's labels and, row by row, the documents that carry each. */
export interface Facet {
  readonly labels: readonly string[]
  readonly documents: Rows
}

/** A label of `acronyms` is the short form as written and the stems of the long one, separated by spaces. */
export const facetNames = ['authors', 'organizations', 'handles', 'categories', 'acronyms'] as const
export type FacetName = (typeof facetNames)[number]

/**
 * Documents are numbered from 0 in the order they came. A document's tokens are its title from `tokenStart[d]` and
 * its abstract from `textStart[d]` to `tokenStart[d + 1]`, each token a word number (see `wordIn`). The joined
 * form of a compound follows its words.
 */
export interface Segment {
  readonly ids: readonly string[]
  /** As plain text. */
  readonly titles: readonly string[]
  /** Dates as numbers such as 20260131; 0 when unknown. */
  readonly published: Uint32Array
  readonly listed: Uint32Array
  /** −1 when unknown. */
  readonly upvotes: Int32Array
  readonly hasCode: Uint8Array
  /** Words that count, those of the title as often as they weigh. */
  readonly lengths: Uint32Array
  readonly tokenStart: Uint32Array
  readonly textStart: Uint32Array
  readonly tokens: Uint32Array
  /** Surface forms by word number, and the number of the term each is a form of. */
  readonly words: readonly string[]
  readonly wordTerm: Uint32Array
  readonly terms: readonly string[]
  /** Term by term the documents that hold it, ascending, and beside each its weighted frequency. */
  readonly postings: Rows
  readonly frequencies: Uint16Array
  readonly facets: Readonly<Record<FacetName, Facet>>
}

/** `2026-01-31` as 20260131, which orders as dates do; 0 when unknown. */
export function dateNumber(date: string | undefined): number {
  return date === undefined ? 0 : Number(date.replaceAll('-', ''))
}

/** A word number as a token; `joined` for the joined form of a compound, which stands between the words. */
export function tokenOf(word: number, joined: boolean): number {
  return word * 2 + Number(joined)
}

export function wordIn(token: number): number {
  return token >>> 1
}

export function isJoined(token: number): boolean {
  return (token & 1) === 1
}

/** Row by row the places at which `rows` names it. */
export function rowsOf(rows: ArrayLike<number>, count: number): Rows {
  const start = new Uint32Array(count + 1)
  for (let at = 0; at < rows.length; at++) start[rows[at]! + 1]!++
  for (let row = 0; row < count; row++) start[row + 1]! += start[row]!
  const values = new Uint32Array(rows.length)
  const next = start.slice()
  for (let at = 0; at < rows.length; at++) values[next[rows[at]!]!++] = at
  return { start, values }
}

/** Where `document` stands in an ascending row, or −1. */
export function positionIn(rows: Rows, row: number, document: number): number {
  let low = rows.start[row]!
  let high = rows.start[row + 1]! - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const value = rows.values[middle]!
    if (value === document) return middle
    if (value < document) low = middle + 1
    else high = middle - 1
  }
  return -1
}
