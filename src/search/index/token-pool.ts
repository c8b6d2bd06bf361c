/** Tokens of many texts in few large arrays: one of its own for each is much work for the garbage collector, at once. */

const blockTokens = 2 ** 16

export class TokenPool {
  #block = new Uint32Array(0)
  /** Tokens of the block that are taken. */
  #taken = 0

  /** A copy, which may be written to. */
  keep(tokens: ArrayLike<number>): Uint32Array {
    if (this.#taken + tokens.length > this.#block.length) {
      this.#block = new Uint32Array(Math.max(blockTokens, tokens.length))
      this.#taken = 0
    }
    const kept = this.#block.subarray(this.#taken, this.#taken + tokens.length)
    kept.set(tokens)
    this.#taken += tokens.length
    return kept
  }
}
