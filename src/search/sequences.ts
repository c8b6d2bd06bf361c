/** Several sequences of terms, looked for together: a text is gone through once, however many there are. */
import { startsWith } from './phrases.ts'
import type { Segment } from './segment.ts'
import { firstUnit, type Tokens, tokenOf } from './tokens.ts'

export class SequenceReader {
  readonly #segment: Segment
  readonly #sequences: readonly (readonly number[])[]
  /** By unit the place in `#beginning` of the sequences that may begin with it; 0 for nearly all. */
  readonly #begins = new Uint16Array(0x10000)
  readonly #beginning: number[][] = [[]]

  /** @param sequences term numbers of the segment */
  constructor(segment: Segment, sequences: readonly (readonly number[])[]) {
    this.#segment = segment
    this.#sequences = sequences
    const { termWords } = segment
    sequences.forEach(([first], sequence) => {
      for (let word = termWords[first!]!; word < termWords[first! + 1]!; word++)
        this.#enter(firstUnit(tokenOf(word, false)), sequence)
    })
  }

  #enter(unit: number, sequence: number): void {
    if (this.#begins[unit] === 0) this.#begins[unit] = this.#beginning.push([]) - 1
    const known = this.#beginning[this.#begins[unit]!]!
    if (known.at(-1) !== sequence) known.push(sequence)
  }

  /**
   * Calls `found` with the place of each sequence that a document holds in its title or its abstract, as often as it does,
   * until it answers that this is enough.
   */
  read(document: number, found: (sequence: number) => boolean): void {
    const { titleTokens, textTokens } = this.#segment
    if (this.#readField(titleTokens.of(document), found)) return
    this.#readField(textTokens.of(document), found)
  }

  #readField(tokens: Tokens, found: (sequence: number) => boolean): boolean {
    const { values: units, from, to } = tokens
    const { termWords } = this.#segment
    const begins = this.#begins
    for (let at = from; at < to; at++) {
      const place = begins[units[at]!]!
      if (place === 0) continue
      for (const sequence of this.#beginning[place]!)
        if (startsWith(termWords, tokens, at, this.#sequences[sequence]!) !== undefined && found(sequence))
          return true
    }
    return false
  }
}
