/** The tokens of one field, document by document. */
import type { Tokens } from './tokens.ts'

export class TokenRows {
  /** The tokens of document `d` are from unit `start[d]` to `start[d + 1]`. */
  readonly start: Uint32Array
  readonly units: Uint16Array

  constructor(start: Uint32Array, units: Uint16Array) {
    this.start = start
    this.units = units
  }

  /** The tokens of a document; valid until those of another are asked for. */
  of(document: number): Tokens {
    return { units: this.units, from: this.start[document]!, to: this.start[document + 1]! }
  }
}
