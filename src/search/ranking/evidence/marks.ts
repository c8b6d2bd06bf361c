/** Marks on a few words of a segment: one look into a table by unit tells nearly all other words of a text. */
import { advances, firstUnit, tokenOf, unitsBelow, unitsOf } from '../../index/tokens.ts'

/** By unit 1 where the next word stands one place further, in the lowest bit of what `Marks.ofUnit` has. */
const unmarked = Uint16Array.from({ length: 0x10000 }, (_, unit) => Number(advances(unit)))

/** What stands for the mark of a token of two units, which its first unit doesn't tell. */
export const half = 0x7fff

export class Marks {
  /** By unit twice the mark of its token, or `half`, and 1 more where the unit is the end of a word. */
  readonly ofUnit: Uint16Array
  /** Of tokens of two units. */
  readonly ofToken = new Map<number, number>()
  readonly #marked: number[] = []

  /** @param words of the segment */
  constructor(words: number) {
    this.ofUnit = unmarked.slice(0, unitsBelow(words))
  }

  clear(): void {
    for (const unit of this.#marked) this.ofUnit[unit] = unmarked[unit]!
    this.#marked.length = 0
    this.ofToken.clear()
  }

  /** Without effect on a word that has a mark. @param mark from 1, below `half` */
  set(word: number, joined: boolean, mark: number): void {
    const token = tokenOf(word, joined)
    const unit = firstUnit(token)
    const isHalf = unitsOf(token) > 1
    if (isHalf && !this.ofToken.has(token)) this.ofToken.set(token, mark)
    if (this.ofUnit[unit]! > 1) return
    this.ofUnit[unit]! |= 2 * (isHalf ? half : mark)
    this.#marked.push(unit)
  }
}
