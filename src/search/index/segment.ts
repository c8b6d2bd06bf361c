/** A part of the index: papers, their words and filter terms in typed arrays. Never changed once built. */
import { placeIn } from './ascending.ts'
import type { Frequencies } from './frequencies.ts'
import type { Names, Texts } from './texts.ts'
import type { StoredRows } from '../files/stored-rows.ts'

/** Rows of documents in one array: row `i` is `values[start[i]] … values[start[i + 1] - 1]`, ascending. */
export interface Rows {
  readonly start: Uint32Array
  readonly values: Uint16Array
}

/** A filter term's labels and, row by row, the documents that carry each. */
export interface Facet {
  readonly labels: Texts
  readonly documents: Rows
}

/**
 * A label is the short form as written and the stems of the long one, separated by spaces. Both sides are looked up: labels
 * are ordered by the term of their short form (`termOfShort`), and listed by their long form.
 */
export interface Acronyms extends Facet {
  readonly shorts: Names
  /** The labels of short form `s` are from `shortRows[s]` to `shortRows[s + 1]`. */
  readonly shortRows: Uint32Array
  readonly longs: Names
  /** The labels of long form `l` are `longLabels[longRows[l]] … longLabels[longRows[l + 1] - 1]`. */
  readonly longRows: Uint32Array
  readonly longLabels: Uint32Array
}

/**
 * Which documents hold two frequent terms one after the other in title or abstract: where term `first` is followed by
 * term `second`, both below `terms`, is row `first * terms + second`.
 */
export interface CommonPairs {
  readonly terms: number
  readonly documents: StoredRows<Uint16Array>
}

/** Words in the order of how many letters they have, `mostLetters` at most: those of `n` letters are from `start[n]` to `start[n + 1]`. */
export interface WordsByLength {
  readonly start: Uint32Array
  readonly words: Uint32Array
  /** Beside each word its letters (`letterSet`). */
  readonly letters: Int32Array
}

export const mostLetters = 255

export const facetNames = ['authors', 'organizations', 'handles', 'categories'] as const
export type FacetName = (typeof facetNames)[number]

/**
 * Documents are numbered from 0 in the order they came, in 16 bits. In their tokens the joined form of a compound follows
 * its words.
 */
export interface Segment {
  readonly ids: Names
  /** As plain text, in UTF-8. */
  readonly titles: StoredRows<Uint8Array>
  /** Dates as numbers such as 20260131; 0 when unknown. */
  readonly published: Uint32Array
  readonly listed: Uint32Array
  /** −1 when unknown. */
  readonly upvotes: Int32Array
  readonly hasCode: Uint8Array
  /** Words that count, those of the title as often as they weigh. */
  readonly lengths: Uint32Array
  readonly titleTokens: StoredRows<Uint16Array>
  /** The term that each title begins with. */
  readonly titleBegins: Uint32Array
  /** Of the abstract. */
  readonly textTokens: StoredRows<Uint16Array>
  /** The most frequent first, so that their tokens are short. */
  readonly terms: Names
  /** Surface forms, term after term: those of term `t` are from `termWords[t]` to `termWords[t + 1]`. */
  readonly words: Texts
  readonly termWords: Uint32Array
  /** By word number the term that it is a form of. */
  readonly wordTerm: Uint32Array
  readonly wordsByLength: WordsByLength
  /** Term by term the documents that hold it, and beside each its weighted frequency. */
  readonly postings: Rows
  readonly frequencies: Frequencies
  readonly pairs: CommonPairs
  readonly facets: Readonly<Record<FacetName, Facet>>
  readonly acronyms: Acronyms
}

/** `2026-01-31` as 20260131, which orders as dates do; 0 when unknown. */
export function dateNumber(date: string | undefined): number {
  return date === undefined ? 0 : Number(date.replaceAll('-', ''))
}

/** Where `document` stands in an ascending row, or −1. */
export function positionIn({ start, values }: Rows, row: number, document: number): number {
  const at = placeIn(values, document, start[row]!, start[row + 1]!)
  return at < start[row + 1]! && values[at] === document ? at : -1
}

/** The documents of a row. */
export function documentsIn({ start, values }: Rows, row: number): Uint16Array {
  return values.subarray(start[row], start[row + 1])
}
