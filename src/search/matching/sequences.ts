/** Several sequences of terms, looked for together: a text is gone through once, however many there are. */
import { startsWith } from './phrases.ts'
import type { Segment } from '../index/segment.ts'
import { beforeWords, firstUnit, type Tokens, tokenOf } from '../index/tokens.ts'

/** A sequence that is looked for in some documents. */
export interface Sought {
  /** Term numbers of the segment. */
  readonly sequence: readonly number[]
  /** By document 1 where it may stand. */
  readonly mayHold: Uint8Array
}

/** By which of its terms a sequence is looked for: the rarest, which has the highest number. */
interface Anchored extends Sought {
  readonly number: number
  readonly termsBefore: number
}

export class SequenceReader {
  readonly #segment: Segment
  /** By unit the place in `#anchored` of the sequences whose rarest term may begin with it; 0 for nearly all. */
  readonly #places = new Uint16Array(0x10000)
  readonly #anchored: Anchored[][] = [[]]

  constructor(segment: Segment, sequences: readonly Sought[]) {
    this.#segment = segment
    sequences.forEach(({ sequence, mayHold }, number) => {
      const rarest = Math.max(...sequence)
      const anchored = { sequence, mayHold, number, termsBefore: sequence.indexOf(rarest) }
      for (let word = segment.termWords[rarest]!; word < segment.termWords[rarest + 1]!; word++)
        this.#enter(firstUnit(tokenOf(word, false)), anchored)
    })
  }

  #enter(unit: number, anchored: Anchored): void {
    if (this.#places[unit] === 0) this.#places[unit] = this.#anchored.push([]) - 1
    const known = this.#anchored[this.#places[unit]!]!
    if (known.at(-1) !== anchored) known.push(anchored)
  }

  /**
   * Calls `found` with the place of each sequence that a document holds in its title or its abstract, as often as it does,
   * until it answers that this is enough.
   */
  read(document: number, found: (sequence: number) => boolean): void {
    const { titleTokens, textTokens } = this.#segment
    if (this.#readField(titleTokens.of(document), document, found)) return
    this.#readField(textTokens.of(document), document, found)
  }

  #readField(tokens: Tokens, document: number, found: (sequence: number) => boolean): boolean {
    const { values: units, from, to } = tokens
    const { termWords } = this.#segment
    const places = this.#places
    for (let at = from; at < to; at++) {
      const place = places[units[at]!]!
      if (place === 0) continue
      for (const { sequence, mayHold, number, termsBefore } of this.#anchored[place]!) {
        if (mayHold[document] === 0) continue
        const start = beforeWords(tokens, at, termsBefore)
        if (start === undefined || startsWith(termWords, tokens, start, sequence) === undefined) continue
        if (found(number)) return true
      }
    }
    return false
  }
}
