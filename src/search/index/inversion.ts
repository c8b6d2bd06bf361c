/** Documents' tokens as terms' postings. */
import { type NumberedDocument, sliceDocuments, titleWeight } from './numbered-document.ts'
import { type Frequencies, FrequencyWriter } from './frequencies.ts'
import { zeros } from './numbering.ts'
import type { Rows } from './segment.ts'
import { wordIn } from './tokens.ts'

/** @returns by term how many documents hold it */
export function* documentFrequencies(
  documents: readonly NumberedDocument[],
  wordTerm: readonly number[],
  termCount: number,
): Generator<void, Uint32Array> {
  const frequencies = new Uint32Array(termCount)
  /** By term the last document that was seen to hold it, from 1. */
  const last = new Uint32Array(termCount)
  const count = (tokens: Uint32Array, document: number): void => {
    for (let at = 0; at < tokens.length; at++) {
      const term = wordTerm[wordIn(tokens[at]!)]!
      if (last[term] === document) continue
      last[term] = document
      frequencies[term]!++
    }
  }
  for (let document = 0; document < documents.length; document++) {
    count(documents[document]!.titleTokens, document + 1)
    count(documents[document]!.textTokens, document + 1)
    if (document % sliceDocuments === 0) yield
  }
  return frequencies
}

/** @param sizes how many documents hold each term */
export function* invert(
  documents: readonly NumberedDocument[],
  termOf: Uint32Array,
  sizes: Uint32Array,
): Generator<void, { postings: Rows; frequencies: Frequencies }> {
  const start = new Uint32Array(sizes.length + 1)
  for (let term = 0; term < sizes.length; term++) start[term + 1] = start[term]! + sizes[term]!
  yield
  const values = yield* zeros(new Uint16Array(start[sizes.length]!))
  const frequencies = new FrequencyWriter(yield* zeros(new Uint8Array(Math.ceil(values.length / 2))))
  const next = start.slice()
  /** Of the document that is being looked at. */
  const frequency = new Uint32Array(sizes.length)
  const count = (tokens: Uint32Array, weight: number): void => {
    for (let at = 0; at < tokens.length; at++) frequency[termOf[wordIn(tokens[at]!)]!]! += weight
  }
  const enter = (tokens: Uint32Array, document: number): void => {
    for (let at = 0; at < tokens.length; at++) {
      const term = termOf[wordIn(tokens[at]!)]!
      if (frequency[term] === 0) continue
      values[next[term]!] = document
      frequencies.write(next[term]!++, frequency[term]!)
      frequency[term] = 0
    }
  }
  for (let document = 0; document < documents.length; document++) {
    const { titleTokens, textTokens } = documents[document]!
    count(titleTokens, titleWeight)
    count(textTokens, 1)
    enter(titleTokens, document)
    enter(textTokens, document)
    if (document % sliceDocuments === 0) yield
  }
  return { postings: { start, values }, frequencies: frequencies.written() }
}
