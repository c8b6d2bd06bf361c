/** Queries and papers as directions in a semantic model. */
import type { Collection } from '../index/collection.ts'
import type { Nearness } from '../ranking/evidence/nearness.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import type { Plan } from '../query/plan.ts'
import { titleWeight } from '../index/numbered-document.ts'
import type { Segment } from '../index/segment.ts'
import { countOf, numberOf, numberOfBytes } from '../index/texts.ts'
import { tokensIn, wordIn } from '../index/tokens.ts'
import { normalize, type SemanticModel, termWeight } from './model.ts'

/** The papers of one segment, each folded in when it comes up: `vectors` is valid where `lengths` is not 0. */
interface Folded {
  /** By term number of the segment the row of the model, `none` or `unknown`. */
  readonly rows: Int32Array
  readonly vectors: Int8Array
  readonly lengths: Float32Array
  /** Up to which document all were folded in by `prepare`. */
  prepared: number
}

const none = -1
const unknown = -2
/** Papers that one slice of work folds in. */
const slicePapers = 32

export class Semantics {
  readonly model: SemanticModel
  readonly #folded = new WeakMap<LiveSegment, Folded>()
  /** How often each term of the model occurs in the text that was counted last, and which ones do. */
  readonly #counts: Uint32Array
  readonly #counted: number[] = []

  constructor(model: SemanticModel) {
    this.model = model
    this.#counts = new Uint32Array(countOf(model.terms))
  }

  /** How near papers are to what was typed and to the paper that others shall be like; undefined when the model knows nothing of it. */
  nearnessTo(plan: Plan, collection: Collection): Nearness | undefined {
    const direction = this.#directionOf(plan, collection)
    return (
      direction && {
        outstanding: [],
        of: (live, document) => Math.max(0, this.#cosine(direction, live, document)),
      }
    )
  }

  #directionOf({ typed, without }: Plan, collection: Collection): Float32Array | undefined {
    this.#forgetCounts()
    for (const { term } of typed) {
      const row = numberOf(this.model.terms, term)
      if (row !== undefined) this.#count(row, 1)
    }
    const found = without === undefined ? undefined : collection.find(without)
    if (found) this.#countTerms(found.live, found.document)
    return this.#counted.length === 0 ? undefined : this.#fold()
  }

  /** From −1 to 1; 0 for a paper of which the model knows no word. */
  #cosine(direction: Float32Array, live: LiveSegment, document: number): number {
    const { vectors, lengths } = this.#foldedIn(live, document)
    if (lengths[document] === 0) return 0
    return dotProduct(direction, vectors, document * direction.length) / lengths[document]!
  }

  /** Papers that were folded in stay so in the segment that theirs were merged into, where they have the same order. */
  carry(parts: readonly LiveSegment[], merged: LiveSegment): void {
    const { vectors, lengths } = this.#foldedOf(merged)
    const { dimensions } = this.model
    let document = -1
    for (const part of parts) {
      const known = this.#folded.get(part)
      for (let old = part.live.indexOf(1); old >= 0; old = part.live.indexOf(1, old + 1)) {
        document = merged.live.indexOf(1, document + 1)
        if (!known) continue
        lengths[document] = known.lengths[old]!
        vectors.set(known.vectors.subarray(old * dimensions, (old + 1) * dimensions), document * dimensions)
      }
    }
  }

  /** Folds in some of the papers that haven't come up yet; answers whether there were any. */
  prepare({ segments }: Collection): boolean {
    const live = segments.find(one => this.#foldedOf(one).prepared < one.live.length)
    if (!live) return false
    const folded = this.#foldedOf(live)
    const end = Math.min(folded.prepared + slicePapers, live.live.length)
    for (; folded.prepared < end; folded.prepared++)
      if (live.live[folded.prepared]) this.#foldedIn(live, folded.prepared)
    return true
  }

  #foldedIn(live: LiveSegment, document: number): Folded {
    const folded = this.#foldedOf(live)
    if (folded.lengths[document]! > 0) return folded
    this.#forgetCounts()
    this.#countTerms(live, document)
    const vector = this.#fold()
    let most = 0
    for (let at = 0; at < vector.length; at++) most = Math.max(most, Math.abs(vector[at]!))
    if (most === 0) return folded
    const from = document * vector.length
    let squares = 0
    for (let at = 0; at < vector.length; at++) {
      const rounded = Math.round((vector[at]! / most) * 127)
      folded.vectors[from + at] = rounded
      squares += rounded * rounded
    }
    folded.lengths[document] = Math.sqrt(squares)
    return folded
  }

  #foldedOf(live: LiveSegment): Folded {
    const known = this.#folded.get(live)
    if (known) return known
    const folded = {
      rows: new Int32Array(countOf(live.segment.terms)).fill(unknown),
      vectors: new Int8Array(live.live.length * this.model.dimensions),
      lengths: new Float32Array(live.live.length),
      prepared: 0,
    }
    this.#folded.set(live, folded)
    return folded
  }

  /** Before each text, not behind it: where reading fails, the text is left half counted. */
  #forgetCounts(): void {
    for (const row of this.#counted) this.#counts[row] = 0
    this.#counted.length = 0
  }

  /** Counts the terms of a paper, those of the title as often as they weigh. */
  #countTerms(live: LiveSegment, document: number): void {
    const { titleTokens, textTokens } = live.segment
    const { rows } = this.#foldedOf(live)
    this.#countIn(live, tokensIn(titleTokens.of(document)), rows, titleWeight)
    this.#countIn(live, tokensIn(textTokens.of(document)), rows, 1)
  }

  #countIn({ segment }: LiveSegment, tokens: Uint32Array, rows: Int32Array, times: number): void {
    for (let at = 0; at < tokens.length; at++) {
      const term = segment.wordTerm[wordIn(tokens[at]!)]!
      if (rows[term] === unknown) rows[term] = this.#rowOf(segment, term)
      if (rows[term]! >= 0) this.#count(rows[term]!, times)
    }
  }

  #rowOf({ terms: { bytes, start } }: Segment, term: number): number {
    return numberOfBytes(this.model.terms, bytes, start[term]!, start[term + 1]!) ?? none
  }

  #count(row: number, times: number): void {
    if (this.#counts[row] === 0) this.#counted.push(row)
    this.#counts[row]! += times
  }

  /** The direction of what was counted. */
  #fold(): Float32Array {
    const { dimensions, rarities, scales, vectors } = this.model
    const direction = new Float32Array(dimensions)
    for (const row of this.#counted) {
      const weight = termWeight(this.#counts[row]!, rarities[row]!) * scales[row]!
      const from = row * dimensions
      for (let at = 0; at < dimensions; at++) direction[at]! += weight * vectors[from + at]!
    }
    normalize(direction)
    return direction
  }
}

/** In two sums, because each addition waits for the one before it. */
function dotProduct(direction: Float32Array, vectors: Int8Array, from: number): number {
  const half = direction.length >>> 1
  let [first, second] = [0, 0]
  for (let at = 0; at < half; at++) {
    first += direction[at]! * vectors[from + at]!
    second += direction[half + at]! * vectors[from + half + at]!
  }
  for (let at = 2 * half; at < direction.length; at++) second += direction[at]! * vectors[from + at]!
  return first + second
}
