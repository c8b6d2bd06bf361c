/** What a segment has of each document, one after the other. */
import { RowsInMemory } from '../files/stored-rows.ts'
import { type NumberedDocument, sliceDocuments, titleWeight } from './numbered-document.ts'
import type { Segment } from './segment.ts'
import { isJoined, tokenOf, unitsOf, wordIn, writeToken } from './tokens.ts'

/** @param termOf by number of a word */
export function* numbersOf(
  documents: readonly NumberedDocument[],
  termOf: Uint32Array,
): Generator<void, Pick<Segment, 'titleBegins' | 'published' | 'listed' | 'upvotes' | 'hasCode'>> {
  const titleBegins = new Uint32Array(documents.length)
  const published = new Uint32Array(documents.length)
  const listed = new Uint32Array(documents.length)
  const upvotes = new Int32Array(documents.length)
  const hasCode = new Uint8Array(documents.length)
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at]!
    titleBegins[at] = termOf[wordIn(document.titleTokens[0]!)]!
    published[at] = document.published
    listed[at] = document.listed
    upvotes[at] = document.upvotes
    hasCode[at] = document.hasCode
    if (at % sliceDocuments === 0) yield
  }
  return { titleBegins, published, listed, upvotes, hasCode }
}

/** @param counts by number of a word */
export function* lengthsOf(
  documents: readonly NumberedDocument[],
  counts: Uint8Array,
): Generator<void, Uint32Array> {
  const count = (tokens: Uint32Array): number => {
    let sum = 0
    for (let at = 0; at < tokens.length; at++) sum += counts[wordIn(tokens[at]!)]!
    return sum
  }
  const lengths = new Uint32Array(documents.length)
  for (let document = 0; document < documents.length; document++) {
    const { titleTokens, textTokens } = documents[document]!
    lengths[document] = titleWeight * count(titleTokens) + count(textTokens)
    if (document % sliceDocuments === 0) yield
  }
  return lengths
}

/** Tokens with the numbers that words have in the segment. */
export function* layOut(
  documents: readonly NumberedDocument[],
  field: 'titleTokens' | 'textTokens',
  newWord: Uint32Array,
): Generator<void, RowsInMemory<Uint16Array>> {
  const renumbered = (token: number): number => tokenOf(newWord[wordIn(token)]!, isJoined(token))
  const start = new Uint32Array(documents.length + 1)
  for (let document = 0; document < documents.length; document++) {
    const tokens = documents[document]![field]
    let end = start[document]!
    for (let at = 0; at < tokens.length; at++) end += unitsOf(renumbered(tokens[at]!))
    start[document + 1] = end
    if (document % sliceDocuments === 0) yield
  }
  const units = new Uint16Array(start[documents.length]!)
  let next = 0
  for (let document = 0; document < documents.length; document++) {
    const tokens = documents[document]![field]
    for (let at = 0; at < tokens.length; at++) next = writeToken(renumbered(tokens[at]!), units, next)
    if (document % sliceDocuments === 0) yield
  }
  return new RowsInMemory(start, units)
}
