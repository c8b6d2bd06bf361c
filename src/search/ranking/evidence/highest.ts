/** The highest of many numbers, as they come. */
export class Highest {
  readonly #keep: number
  /** Falling. */
  readonly #numbers: number[] = []

  constructor(keep: number) {
    this.#keep = keep
  }

  /** The lowest of as many as are kept; −∞ while there are fewer. */
  get least(): number {
    return this.#numbers.length < this.#keep ? Number.NEGATIVE_INFINITY : this.#numbers.at(-1)!
  }

  add(number: number): void {
    if (number <= this.least) return
    let at = this.#numbers.length
    while (at > 0 && this.#numbers[at - 1]! < number) at--
    this.#numbers.splice(at, 0, number)
    if (this.#numbers.length > this.#keep) this.#numbers.pop()
  }
}
