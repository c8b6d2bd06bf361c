/** Which documents of a segment hold a phrase: its terms one after another in title or abstract. */
import { documentsWithPair } from '../index/common-pairs.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import type { Phrase } from '../query/plan.ts'
import { placeIn } from '../index/ascending.ts'
import { frequencyAt } from '../index/frequencies.ts'
import { documentsIn, positionIn, type Segment } from '../index/segment.ts'
import {
  beforeWords,
  firstUnit,
  isJoined,
  type Tokens,
  tokenAt,
  tokenOf,
  unitsOf,
  wordIn,
} from '../index/tokens.ts'

/**
 * Calls `found` for each document that holds the phrase, possibly twice.
 * @param matters whether a document's text is to be read; all are when left out
 */
export function eachWithPhrase(
  live: LiveSegment,
  phrase: Phrase,
  found: (document: number) => void,
  matters: (document: number) => boolean = () => true,
): void {
  const numbers = live.termsOf(phrase.terms)
  if (numbers) eachWithSequence(live, numbers, found, matters)
  const joined = phrase.joined === undefined ? undefined : live.termOf(phrase.joined)
  if (joined !== undefined) for (const document of documentsIn(live.segment.postings, joined)) found(document)
}

function eachWithSequence(
  live: LiveSegment,
  terms: readonly number[],
  found: (document: number) => void,
  matters: (document: number) => boolean,
): void {
  const { documents, areSure } = candidatesOf(live.segment, terms)
  const rarest = rarestOf(terms)
  for (const document of documents) {
    if (!matters(document)) continue
    if (areSure || holdsSequence(live.segment, document, terms, rarest)) found(document)
  }
}

/** Documents that may hold a sequence of terms, ascending; all others don't. */
export interface Candidates {
  readonly documents: Uint16Array
  /** All of them hold it. */
  readonly areSure: boolean
}

/** The documents with all terms of a sequence, those with pairs that are known to follow each other in it. */
export function candidatesOf({ postings, pairs }: Segment, terms: readonly number[]): Candidates {
  const inPairs = new Set<number>()
  const rows: Uint16Array[] = []
  for (let at = 1; at < terms.length; at++) {
    const row = documentsWithPair(pairs, terms[at - 1]!, terms[at]!)
    if (row === undefined) continue
    rows.push(row)
    inPairs.add(terms[at - 1]!).add(terms[at]!)
  }
  const alone = [...new Set(terms)].filter(term => !inPairs.has(term))
  rows.push(...alone.map(term => documentsIn(postings, term)))
  const [rarest, ...others] = rows.sort((one, other) => one.length - other.length)
  return {
    documents: others.reduce(inBoth, rarest!),
    areSure: terms.length === 1 || (terms.length === 2 && inPairs.size > 0),
  }
}

/** From how many times as many documents on these are looked up rather than gone through. */
const manyMore = 16

/** The documents of two rows, the shorter one first. */
function inBoth(few: Uint16Array, many: Uint16Array): Uint16Array {
  const both = new Uint16Array(few.length)
  let count = 0
  let at = 0
  const looksUp = many.length > manyMore * few.length
  for (let nth = 0; nth < few.length; nth++) {
    const document = few[nth]!
    if (looksUp) at = placeIn(many, document, at, many.length)
    else while (at < many.length && many[at]! < document) at++
    if (many[at] === document) both[count++] = document
  }
  return both.subarray(0, count)
}

/** How often a document holds the rarest of the terms; 0 when it lacks one. */
export function leastFrequency(live: LiveSegment, terms: readonly string[]): (document: number) => number {
  const { postings, frequencies } = live.segment
  const numbers = terms.map(term => live.termOf(term))
  return document => {
    let least = Number.POSITIVE_INFINITY
    for (const number of numbers) {
      const at = number === undefined ? -1 : positionIn(postings, number, document)
      least = Math.min(least, at < 0 ? 0 : frequencyAt(frequencies, at))
    }
    return least
  }
}

/** Whether a document holds the terms one after another. */
export function holdsTerms(live: LiveSegment, terms: readonly string[], document: number): boolean {
  const numbers = live.termsOf(terms)
  return numbers !== undefined && holdsSequence(live.segment, document, numbers, rarestOf(numbers))
}

/** Which of the terms is the rarest: it has the highest number. */
function rarestOf(terms: readonly number[]): number {
  return terms.indexOf(Math.max(...terms))
}

/** Looks for the rarest term among the units themselves, which are many. */
function findsSequence(
  termWords: Uint32Array,
  tokens: Tokens,
  terms: readonly number[],
  rarest: number,
): boolean {
  const { values: units, from, to } = tokens
  const first = firstUnit(tokenOf(termWords[terms[rarest]!]!, false))
  const span = firstUnit(tokenOf(termWords[terms[rarest]! + 1]! - 1, false)) - first
  for (let at = from; at < to; at++) {
    // One comparison, which processors foresee, where two take twice as long: what is below `first` becomes very large.
    if ((units[at]! - first) >>> 0 > span) continue
    const start = beforeWords(tokens, at, rarest)
    if (start !== undefined && startsWith(termWords, tokens, start, terms) !== undefined) return true
  }
  return false
}

function holdsSequence(
  { titleTokens, textTokens, termWords }: Segment,
  document: number,
  terms: readonly number[],
  rarest: number,
): boolean {
  return (
    findsSequence(termWords, titleTokens.of(document), terms, rarest) ||
    findsSequence(termWords, textTokens.of(document), terms, rarest)
  )
}

/** Where the terms end if they begin at unit `from`; joined forms between them are stepped over. */
export function startsWith(
  termWords: Uint32Array,
  { values: units, to }: Tokens,
  from: number,
  terms: readonly number[],
): number | undefined {
  let at = behindJoined(units, from, to)
  for (let nth = 0; nth < terms.length; nth++) {
    if (at >= to) return undefined
    const token = tokenAt(units, at)
    const word = wordIn(token)
    if (word < termWords[terms[nth]!]! || word >= termWords[terms[nth]! + 1]!) return undefined
    at = behindJoined(units, at + unitsOf(token), to)
  }
  return at
}

function behindJoined(units: Uint16Array, from: number, to: number): number {
  let at = from
  while (at < to) {
    const token = tokenAt(units, at)
    if (!isJoined(token)) return at
    at += unitsOf(token)
  }
  return at
}
