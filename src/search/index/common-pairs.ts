/**
 * Which documents hold two frequent terms one after the other, so that phrases of nothing but such words are found without
 * their texts: an index of common neighbours beside that of words (Williams, Zobel, Bahle 2004, doi 10.1145/1028099.1028102).
 */
import { limits } from '../limits.ts'
import { sliceDocuments } from './numbered-document.ts'
import { summed, zeros } from './numbering.ts'
import type { CommonPairs, Segment } from './segment.ts'
import { RowsInMemory } from '../files/stored-rows.ts'
import { isJoined, type Tokens, tokenAt, unitsOf, wordIn } from './tokens.ts'

type Texts = Pick<Segment, 'titleTokens' | 'textTokens' | 'wordTerm'>

/** The pairs in title or abstract of the most frequent terms, the more of these the more documents there are. */
export function* pairsOf(texts: Texts): Generator<void, CommonPairs> {
  const papers = texts.titleTokens.start.length - 1
  const terms = Math.min(limits.pairedTerms, Math.floor(papers / limits.papersPerPairedTerm))
  const { pairs, ends, counts } = yield* pairsByDocument(texts, terms)
  const start = summed(counts)
  const values = yield* zeros(new Uint16Array(pairs.length))
  const next = start.slice()
  for (let document = 0, at = 0; document < ends.length; document++) {
    for (; at < ends[document]!; at++) values[next[pairs[at]!]!++] = document
    if (document % sliceDocuments === 0) yield
  }
  return { terms, documents: new RowsInMemory(start, values) }
}

/**
 * The distinct pairs of each document, in 16 bits, one document after the other, and where those of each end; behind each
 * pair how many documents have it.
 */
function* pairsByDocument(
  { titleTokens, textTokens, wordTerm }: Texts,
  terms: number,
): Generator<void, { pairs: Uint16Array; ends: Uint32Array; counts: Uint32Array }> {
  const pairs = new Uint16Array(titleTokens.start.at(-1)! + textTokens.start.at(-1)!)
  const ends = new Uint32Array(titleTokens.start.length - 1)
  const counts = new Uint32Array(terms ** 2 + 1)
  /** By pair the last document that was seen to hold it, from 1. */
  const last = new Uint32Array(terms ** 2)
  let count = 0
  const read = (document: number, { values: units, from, to }: Tokens): void => {
    let before = terms
    for (let at = from, token = 0; at < to; at += unitsOf(token)) {
      token = tokenAt(units, at)
      if (isJoined(token)) continue
      const term = wordTerm[wordIn(token)]!
      if (before < terms && term < terms) {
        const pair = before * terms + term
        if (last[pair] !== document + 1) {
          pairs[count++] = pair
          counts[pair + 1]!++
        }
        last[pair] = document + 1
      }
      before = term
    }
  }
  for (let document = 0; document < ends.length; document++) {
    read(document, titleTokens.of(document))
    read(document, textTokens.of(document))
    ends[document] = count
    if (document % sliceDocuments === 0) yield
  }
  return { pairs: pairs.subarray(0, count), ends, counts }
}

/** The documents in which the second term follows the first; undefined for terms that are not frequent. */
export function documentsWithPair(
  { terms, documents }: CommonPairs,
  first: number,
  second: number,
): Uint16Array | undefined {
  if (first >= terms || second >= terms) return undefined
  const { values, from, to } = documents.of(first * terms + second)
  return values.slice(from, to)
}
