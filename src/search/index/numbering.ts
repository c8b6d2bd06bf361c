/** Numbers for strings: in the order of their first use, and then by frequency. */

import { enter, hash, isSame, slotsFor, type Texts } from './texts.ts'

/** Numbers texts in the order of their first use, without a string for each: a hash table of open addressing as `Names` has. */
export class Numbering {
  /** What was numbered, one after the other, as `Texts` has it. */
  #bytes: Uint8Array
  #start: Uint32Array
  #hashes: Uint32Array
  #slots: Uint32Array
  #size = 0

  /** @param expected how many it has room for before it grows */
  constructor(expected = 256) {
    const slots = slotsFor(expected)
    // All its memory now, not page by page with the first words, which come from everywhere.
    this.#slots = new Uint32Array(slots).fill(0)
    this.#start = new Uint32Array(slots)
    this.#hashes = new Uint32Array(slots)
    this.#bytes = new Uint8Array(4 * slots)
  }

  get size(): number {
    return this.#size
  }

  /** What was numbered, by number. */
  texts(): Texts {
    const start = this.#start.slice(0, this.#size + 1)
    return { bytes: this.#bytes.slice(0, start[this.#size]), start }
  }

  numberOf(text: string): number {
    const bytes = Buffer.from(text)
    return this.number(bytes, 0, bytes.length)
  }

  /** The number of the UTF-8 between two places. */
  number(bytes: Uint8Array, from: number, to: number): number {
    const hashed = hash(bytes, from, to)
    const known = this.#find(bytes, from, to, hashed)
    if (known !== undefined) return known
    if (slotsFor(this.#size + 1) > this.#slots.length) this.#grow()
    this.#add(bytes, from, to, hashed)
    return this.#size - 1
  }

  /** The number of what has one. */
  find(text: string): number | undefined {
    const bytes = Buffer.from(text)
    return this.#find(bytes, 0, bytes.length, hash(bytes, 0, bytes.length))
  }

  #find(bytes: Uint8Array, from: number, to: number, hashed: number): number | undefined {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let slot = hashed & mask; slots[slot]! > 0; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1
      if (isSame(this.#bytes, this.#start[number]!, this.#start[number + 1]!, bytes, from, to)) return number
    }
    return undefined
  }

  #add(bytes: Uint8Array, from: number, to: number, hashed: number): void {
    const start = this.#start[this.#size]!
    const end = start + to - from
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(2 * end))
    for (let at = from; at < to; at++) this.#bytes[start + at - from] = bytes[at]!
    this.#hashes[this.#size] = hashed
    this.#start[++this.#size] = end
    enter(this.#size, hashed, this.#slots)
  }

  #grow(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length)
    this.#start = grown(this.#start, new Uint32Array(2 * this.#start.length))
    this.#hashes = grown(this.#hashes, new Uint32Array(2 * this.#hashes.length))
    for (let number = 0; number < this.#size; number++) enter(number + 1, this.#hashes[number]!, this.#slots)
  }
}

function grown<T extends Uint8Array | Uint32Array>(array: T, larger: T): T {
  larger.set(array)
  return larger
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
  let most = 0
  for (let term = 0; term < frequencies.length; term++) most = Math.max(most, frequencies[term]!)
  const rarities = new Uint32Array(frequencies.length)
  for (let term = 0; term < frequencies.length; term++) rarities[term] = most - frequencies[term]!
  yield
  const terms = placed(rarities, most + 1)
  yield
  const newTerm = inverse(terms)
  const termOf = new Uint32Array(wordTerm.length)
  for (let word = 0; word < termOf.length; word++) termOf[word] = newTerm[wordTerm[word]!]!
  yield
  const words = placed(termOf, terms.length)
  yield
  const newWord = inverse(words)
  const ordered = new Uint32Array(words.length)
  for (let word = 0; word < words.length; word++) ordered[word] = termOf[words[word]!]!
  yield
  return { terms, words, newWord, termOf, wordTerm: ordered, termWords: startsOf(ordered, terms.length) }
}

const sliceBytes = 2 ** 20

/** Zeros, a slice between yields: the system gives memory where it is first written to, which for all at once takes long. */
export function* zeros<A extends Uint8Array | Uint16Array>(array: A): Generator<void, A> {
  const step = sliceBytes / array.BYTES_PER_ELEMENT
  for (let from = 0; from < array.length; from += step) {
    array.fill(0, from, from + step)
    yield
  }
  return array
}

/** Where the row of each key from 0 to `count` begins when things are ordered by their keys. */
export function startsOf(keys: ArrayLike<number>, count: number): Uint32Array {
  const start = new Uint32Array(count + 1)
  for (let at = 0; at < keys.length; at++) start[keys[at]! + 1]!++
  return summed(start)
}

/** Numbers in their array, each with those before it. */
export function summed(numbers: Uint32Array): Uint32Array {
  for (let at = 1; at < numbers.length; at++) numbers[at]! += numbers[at - 1]!
  return numbers
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
