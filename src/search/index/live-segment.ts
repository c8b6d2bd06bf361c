/** A segment with what has been removed from it since, and the statistics of what is left. */
import { lengthNorm } from './bm25.ts'
import { keyOf } from './keys.ts'
import { inOneShape } from './one-shape.ts'
import type { Segment } from './segment.ts'
import { countOf, numberOf, numberOfKey } from './texts.ts'
import { tokensIn, wordIn } from './tokens.ts'

export class LiveSegment {
  readonly segment: Segment
  /** 1 for each document that can be found. */
  readonly live: Uint8Array
  size: number
  /** Sum of the lengths of live documents. */
  totalLength: number
  readonly #among = new WeakMap<ReadonlySet<string>, Uint8Array>()
  readonly #norms: { meanLength: number; values: Float32Array }
  /** By term the removed documents that hold it, once there are any. */
  #removedHolding: Uint32Array | undefined

  /** @param removed documents that cannot be found */
  constructor(segment: Segment, removed: Iterable<number> = []) {
    this.segment = inOneShape(segment)
    this.size = countOf(segment.ids)
    this.live = new Uint8Array(this.size).fill(1)
    this.totalLength = segment.lengths.reduce((sum, length) => sum + length, 0)
    this.#norms = { meanLength: Number.NaN, values: new Float32Array(this.size) }
    for (const document of removed) this.#remove(document)
  }

  /** How many live documents hold a term. */
  documentFrequency(term: number): number {
    const { start } = this.segment.postings
    return start[term + 1]! - start[term]! - (this.#removedHolding?.[term] ?? 0)
  }

  /** By document `lengthNorm`, kept until papers have come or gone. */
  norms(meanLength: number): Float32Array {
    if (this.#norms.meanLength === meanLength) return this.#norms.values
    this.#norms.meanLength = meanLength
    const { values } = this.#norms
    for (let document = 0; document < values.length; document++)
      values[document] = lengthNorm(this.segment.lengths[document]!, meanLength)
    return values
  }

  /** The number of a live document. */
  documentOf(id: string): number | undefined {
    const document = numberOf(this.segment.ids, id)
    return document !== undefined && this.live[document] ? document : undefined
  }

  /** 1 for each document with one of these ids; remembered as long as the set is there, which is not to be changed. */
  among(ids: ReadonlySet<string>): Uint8Array {
    const known = this.#among.get(ids)
    if (known) return known
    const documents = new Uint8Array(this.live.length)
    for (const id of ids) {
      const document = this.documentOf(id)
      if (document !== undefined) documents[document] = 1
    }
    this.#among.set(ids, documents)
    return documents
  }

  termOf(term: string): number | undefined {
    return numberOfKey(this.segment.terms, keyOf(term))
  }

  /** The numbers of some terms; undefined when one of them is unknown here. */
  termsOf(terms: readonly string[]): number[] | undefined {
    const numbers = terms.map(term => this.termOf(term))
    return numbers.every(number => number !== undefined) ? numbers : undefined
  }

  /** The documents that were removed. */
  *removed(): Generator<number> {
    for (let document = 0; document < this.live.length; document++) if (!this.live[document]) yield document
  }

  /** The words that are forms of a term, as their first and the one behind their last. */
  wordsOf(term: number): readonly [from: number, to: number] {
    const { termWords } = this.segment
    return [termWords[term]!, termWords[term + 1]!]
  }

  /** Forgets a document; without effect on one that isn't here. */
  remove(id: string): void {
    const document = this.documentOf(id)
    if (document !== undefined) this.#remove(document)
  }

  #remove(document: number): void {
    const { titleTokens, textTokens, wordTerm, lengths } = this.segment
    const terms = [titleTokens, textTokens].flatMap(field =>
      Array.from(tokensIn(field.of(document)), token => wordTerm[wordIn(token)]!),
    )
    this.#removedHolding ??= new Uint32Array(countOf(this.segment.terms))
    for (const term of new Set(terms)) this.#removedHolding[term]!++
    this.live[document] = 0
    this.size--
    this.totalLength -= lengths[document]!
  }
}
