/** Numbers for strings: in the order of their first use, and then by frequency. */

/** Numbers strings in the order of their first use. */
export class Numbering {
  readonly #numbers = new Map<string, number>()

  get size(): number {
    return this.#numbers.size
  }

  number(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#numbers.size)
    return this.#numbers.size - 1
  }

  keys(): string[] {
    return [...this.#numbers.keys()]
  }
}

/** How terms and words are numbered in the segment. */
export interface Order {
  /** By new number the old one. */
  readonly terms: Uint32Array
  readonly words: Uint32Array
  /** By old number of a word its new one, and its term's. */
  readonly newWord: Uint32Array
  readonly termOf: Uint32Array
  /** As a segment has them. */
  readonly wordTerm: Uint32Array
  readonly termWords: Uint32Array
}

/** Terms by falling frequency, equal ones as they came; words term by term. */
export function* byFrequency(frequencies: Uint32Array, wordTerm: ArrayLike<number>): Generator<void, Order> {
  const most = frequencies.reduce((largest, one) => Math.max(largest, one), 0)
  const rarities = frequencies.map(frequency => most - frequency)
  const terms = placed(rarities, most + 1)
  yield
  const newTerm = inverse(terms)
  const termOf = Uint32Array.from(wordTerm, term => newTerm[term]!)
  yield
  const words = placed(termOf, terms.length)
  yield
  return {
    terms,
    words,
    newWord: inverse(words),
    termOf,
    wordTerm: words.map(word => termOf[word]!),
    termWords: startsOf(termOf, terms.length),
  }
}

/** Where the row of each key from 0 to `count` begins when things are ordered by their keys. */
export function startsOf(keys: ArrayLike<number>, count: number): Uint32Array {
  const start = new Uint32Array(count + 1)
  for (let at = 0; at < keys.length; at++) start[keys[at]! + 1]!++
  for (let row = 1; row < start.length; row++) start[row]! += start[row - 1]!
  return start
}

/** The places of keys in the order of these, equal ones as they came: a counting sort. */
export function placed(keys: Uint32Array, count: number): Uint32Array {
  const next = startsOf(keys, count)
  const places = new Uint32Array(keys.length)
  for (let at = 0; at < keys.length; at++) places[next[keys[at]!]!++] = at
  return places
}

export function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at++) places[order[at]!] = at
  return places
}

export function reordered(keys: readonly string[], order: Uint32Array): string[] {
  return Array.from(order, old => keys[old]!)
}
