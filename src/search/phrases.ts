/** Which documents of a segment hold a phrase: its terms one after another in title or abstract. */
import type { LiveSegment } from './live-segment.ts'
import type { Phrase } from './plan.ts'
import { documentsIn, positionIn, type Segment } from './segment.ts'
import { isJoined, tokenAt, tokenOf, unitsOf } from './tokens.ts'

/** Calls `found` for each document that holds the phrase, possibly twice. */
export function eachWithPhrase(live: LiveSegment, phrase: Phrase, found: (document: number) => void): void {
  const numbers = phrase.terms.map(term => live.termOf(term))
  if (numbers.every(number => number !== undefined)) eachWithSequence(live, numbers, found)
  const joined = phrase.joined === undefined ? undefined : live.termOf(phrase.joined)
  if (joined !== undefined) for (const document of documentsIn(live.segment.postings, joined)) found(document)
}

function eachWithSequence(
  live: LiveSegment,
  terms: readonly number[],
  found: (document: number) => void,
): void {
  const { postings } = live.segment
  const rowLength = (term: number): number => documentsIn(postings, term).length
  const [rarest, ...others] = [...new Set(terms)].sort((one, other) => rowLength(one) - rowLength(other))
  for (const document of documentsIn(postings, rarest!)) {
    if (!others.every(term => positionIn(postings, term, document) >= 0)) continue
    if (terms.length === 1 || holdsSequence(live, document, terms)) found(document)
  }
}

/** How often a document holds the rarest of the terms; 0 when it lacks one. */
export function leastFrequency(live: LiveSegment, terms: readonly string[]): (document: number) => number {
  const { postings, frequencies } = live.segment
  const numbers = terms.map(term => live.termOf(term))
  return document => {
    let least = Number.POSITIVE_INFINITY
    for (const number of numbers) {
      const at = number === undefined ? -1 : positionIn(postings, number, document)
      least = Math.min(least, at < 0 ? 0 : frequencies[at]!)
    }
    return least
  }
}

/** Whether a document holds the terms one after another. */
export function holdsTerms(live: LiveSegment, terms: readonly string[], document: number): boolean {
  const numbers = terms.map(term => live.termOf(term))
  return numbers.every(number => number !== undefined) && holdsSequence(live, document, numbers)
}

function holdsSequence({ segment }: LiveSegment, document: number, terms: readonly number[]): boolean {
  const textFrom = segment.textStart[document]!
  return (
    findsSequence(segment, segment.tokenStart[document]!, textFrom, terms) ||
    findsSequence(segment, textFrom, segment.tokenStart[document + 1]!, terms)
  )
}

/** Looks for the first term among the units themselves, which are many. */
function findsSequence(segment: Segment, from: number, to: number, terms: readonly number[]): boolean {
  const { tokens, termWords } = segment
  const first = tokenOf(termWords[terms[0]!]!, false)
  const end = tokenOf(termWords[terms[0]! + 1]!, false)
  if (unitsOf(end) > 1) {
    for (let at = from; at < to; at += unitsOf(tokenAt(tokens, at)))
      if (startsWith(segment, at, to, terms) !== undefined) return true
    return false
  }
  for (let at = from; at < to; at++) {
    const unit = tokens[at]!
    if (unit >= first && unit < end && startsWith(segment, at, to, terms) !== undefined) return true
  }
  return false
}

/** Where the terms end if they begin at unit `from`; joined forms between them are stepped over. */
export function startsWith(
  { tokens, termWords }: Segment,
  from: number,
  to: number,
  terms: readonly number[],
): number | undefined {
  let at = from
  let token = 0
  const step = (): void => {
    token = at < to ? tokenAt(tokens, at) : 0
    while (at < to && isJoined(token)) {
      at += unitsOf(token)
      token = at < to ? tokenAt(tokens, at) : 0
    }
  }
  step()
  for (const term of terms) {
    if (at >= to || token < tokenOf(termWords[term]!, false) || token >= tokenOf(termWords[term + 1]!, false))
      return undefined
    at += unitsOf(token)
    step()
  }
  return at
}
