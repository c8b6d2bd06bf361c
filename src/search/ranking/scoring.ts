/** Sums points over the postings of one segment. One instance serves all searches of an engine. */
import { points } from '../index/bm25.ts'
import type { WeightedTerm } from './weighing.ts'
import { unpackFrequency } from '../index/frequencies.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import { eachWithPhrase, leastFrequency } from '../matching/phrases.ts'
import type { PlannedWord, StandIn } from '../query/plan.ts'

/** Documents that hold at least one word, with their points and how many of the words they hold entirely. */
export class Scores {
  #points = new Float64Array(0)
  #wordsHeld = new Uint16Array(0)
  /** The last word seen in a document, from 1, and how many of its terms: `word * 65536 + terms`. */
  #lastWord = new Uint32Array(0)
  #touched = new Uint32Array(0)
  #count = 0
  readonly #standingIn = new Map<StandIn, number[]>()

  get documents(): Uint32Array {
    return this.#touched.subarray(0, this.#count)
  }

  points(document: number): number {
    return this.#points[document]!
  }

  wordsHeld(document: number): number {
    return this.#wordsHeld[document]!
  }

  /** By what stands in for a word, the documents that hold the word by it alone. */
  get standingIn(): ReadonlyMap<StandIn, readonly number[]> {
    return this.#standingIn
  }

  /** Scores the documents of a segment, forgetting those of the one before. */
  score(
    live: LiveSegment,
    words: readonly PlannedWord[],
    terms: readonly WeightedTerm[],
    meanLength: number,
  ): void {
    this.#reset(live.live.length)
    for (const [at, term] of terms.entries()) {
      const word = words[term.word]!
      const number = live.termOf(term.term)
      if (number !== undefined) this.#add(live, number, term, word, meanLength)
      if (word.standIns && terms[at + 1]?.word !== term.word)
        for (const standIn of word.standIns)
          this.#addStandIn(live, standIn, term, word.terms.length, meanLength)
    }
  }

  /** Papers without the word, or the stand-ins before this one. */
  #addStandIn(
    live: LiveSegment,
    standIn: StandIn,
    { ceiling, word }: WeightedTerm,
    terms: number,
    meanLength: number,
  ): void {
    const pointsOf = standInPoints(live, standIn, ceiling)
    const norms = live.norms(meanLength)
    const held = (word + 1) * 0x10000 + terms
    const documents: number[] = []
    this.#standingIn.set(standIn, documents)
    const add = (document: number): void => {
      documents.push(document)
      if (this.#points[document] === 0) this.#touched[this.#count++] = document
      this.#points[document]! += pointsOf(document, norms[document]!)
      this.#hold(document, word + 1, terms, terms)
    }
    eachWithPhrase(live, { terms: standIn.terms }, add, document => this.#lastWord[document] !== held)
  }

  #add(
    live: LiveSegment,
    number: number,
    { ceiling, share, word }: WeightedTerm,
    { terms, joined, standIns, required }: PlannedWord,
    meanLength: number,
  ): void {
    const sums = this.#points
    const wordsHeld = this.#wordsHeld
    const { frequencies, postings } = live.segment
    const { start, values } = postings
    const { halves } = frequencies
    const norms = live.norms(meanLength)
    // Nearly all words are one term and nothing else, so that whoever holds the term holds the word.
    const isAll = terms.length === 1 && joined === undefined && standIns === undefined
    const [first, end] = [start[number]!, start[number + 1]!]
    // Read once for two frequencies, because most of the time of a search is spent here.
    let byte = halves[first >>> 1]!
    for (let at = first; at < end; at++) {
      const document = values[at]!
      byte = (at & 1) === 0 ? halves[at >>> 1]! : byte >>> 4
      const before = sums[document]!
      if (before === 0) this.#touched[this.#count++] = document
      sums[document] = before + points(ceiling, unpackFrequency(byte, frequencies, at), norms[document]!)
      if (!required) continue
      if (isAll) wordsHeld[document]!++
      else this.#hold(document, word + 1, share, terms.length)
    }
  }

  #hold(document: number, word: number, share: number, needed: number): void {
    const last = this.#lastWord[document]!
    const before = last >>> 16 === word ? last & 0xffff : 0
    const now = Math.min(before + share, needed)
    if (before < needed && now === needed) this.#wordsHeld[document]!++
    this.#lastWord[document] = word * 0x10000 + now
  }

  #reset(size: number): void {
    for (const document of this.documents) {
      this.#points[document] = 0
      this.#wordsHeld[document] = 0
      this.#lastWord[document] = 0
    }
    this.#count = 0
    this.#standingIn.clear()
    if (size <= this.#points.length) return
    this.#points = new Float64Array(size)
    this.#wordsHeld = new Uint16Array(size)
    this.#lastWord = new Uint32Array(size)
    this.#touched = new Uint32Array(size)
  }
}

/** Points of a document that says something else for a word, as often as it does so at most. */
export function standInPoints(
  live: LiveSegment,
  { terms, weight }: StandIn,
  ceiling: number,
): (document: number, norm: number) => number {
  const frequencyIn = leastFrequency(live, terms)
  return (document, norm) => points(weight * ceiling, frequencyIn(document), norm)
}
