/** Which documents of a segment hold a phrase: its terms one after another in title or abstract. */
import type { LiveSegment } from './live-segment.ts'
import type { Phrase } from './plan.ts'
import { isJoined, positionIn, wordIn } from './segment.ts'

/** Calls `found` for each document that holds the phrase, possibly twice. */
export function eachWithPhrase(live: LiveSegment, phrase: Phrase, found: (document: number) => void): void {
  const numbers = phrase.terms.map(term => live.termOf(term))
  if (numbers.every(number => number !== undefined)) eachWithSequence(live, numbers, found)
  const joined = phrase.joined === undefined ? undefined : live.termOf(phrase.joined)
  if (joined !== undefined) for (const document of documentsOf(live, joined)) found(document)
}

function eachWithSequence(
  live: LiveSegment,
  terms: readonly number[],
  found: (document: number) => void,
): void {
  const { postings } = live.segment
  const rowLength = (term: number): number => postings.start[term + 1]! - postings.start[term]!
  const [rarest, ...others] = [...new Set(terms)].sort((one, other) => rowLength(one) - rowLength(other))
  for (const document of documentsOf(live, rarest!)) {
    if (!others.every(term => positionIn(postings, term, document) >= 0)) continue
    if (terms.length === 1 || holdsSequence(live, document, terms)) found(document)
  }
}

/** How often a document holds the rarest of the terms; 0 when it lacks one. */
export function leastFrequency(live: LiveSegment, terms: readonly string[], document: number): number {
  const { postings, frequencies } = live.segment
  const each = terms.map(term => {
    const number = live.termOf(term)
    const at = number === undefined ? -1 : positionIn(postings, number, document)
    return at < 0 ? 0 : frequencies[at]!
  })
  return Math.min(...each)
}

/** Whether a document holds the terms one after another. */
export function holdsTerms(live: LiveSegment, terms: readonly string[], document: number): boolean {
  const numbers = terms.map(term => live.termOf(term))
  return numbers.every(number => number !== undefined) && holdsSequence(live, document, numbers)
}

function documentsOf({ segment }: LiveSegment, term: number): Uint32Array {
  return segment.postings.values.subarray(segment.postings.start[term], segment.postings.start[term + 1])
}

function holdsSequence({ segment }: LiveSegment, document: number, terms: readonly number[]): boolean {
  const { tokens, tokenStart, textStart, wordTerm } = segment
  const textFrom = textStart[document]!
  const within = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++)
      if (wordTerm[wordIn(tokens[at]!)] === terms[0] && startsWith(segment, at, to, terms) !== undefined)
        return true
    return false
  }
  return within(tokenStart[document]!, textFrom) || within(textFrom, tokenStart[document + 1]!)
}

/** Where the terms end if they begin at token `from`; joined forms between them are stepped over. */
export function startsWith(
  { tokens, wordTerm }: LiveSegment['segment'],
  from: number,
  to: number,
  terms: readonly number[],
): number | undefined {
  let at = from
  for (const term of terms) {
    while (at < to && isJoined(tokens[at]!)) at++
    if (at >= to || wordTerm[wordIn(tokens[at]!)] !== term) return undefined
    at++
  }
  while (at < to && isJoined(tokens[at]!)) at++
  return at
}
