/** A number for each of a few words of many: nearly all others are told by one look into a small table. */

const tableSize = 4096
const lastBits = tableSize - 1

export class Marks {
  /** 1 where a word has a mark whose number ends in these bits. */
  readonly #ends = new Uint8Array(tableSize)
  readonly #marks = new Map<number, number>()

  /** Without effect on a word that has a mark. */
  set(word: number, mark: number): void {
    if (this.#marks.has(word)) return
    this.#ends[word & lastBits] = 1
    this.#marks.set(word, mark)
  }

  /** 0 for none. */
  get(word: number): number {
    return this.#ends[word & lastBits] === 0 ? 0 : (this.#marks.get(word) ?? 0)
  }
}
