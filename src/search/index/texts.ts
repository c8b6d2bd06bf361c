/** Many short texts packed into one array of bytes, found by number, and by content without a map. */
import { placeIn } from './ascending.ts'
import { type Part, RowsInMemory } from '../files/stored-rows.ts'
import { finish } from './slices.ts'

export interface Texts {
  /** UTF-8, one text after the other: text `i` is from `start[i]` to `start[i + 1]`. */
  readonly bytes: Uint8Array
  readonly start: Uint32Array
}

/** Distinct texts, with a hash table of open addressing: each slot holds a number from 1, or 0 where it is free. */
export interface Names extends Texts {
  readonly slots: Uint32Array
}

/** Texts that one slice of work packs. */
const sliceTexts = 4_096

/** Packs a text of each of some things, a slice between yields. */
export function* pack<T>(things: readonly T[], textOf: (thing: T) => string): Generator<void, Texts> {
  const start = new Uint32Array(things.length + 1)
  for (let at = 0; at < things.length; at++) {
    start[at + 1] = start[at]! + Buffer.byteLength(textOf(things[at]!))
    if (at % sliceTexts === 0) yield
  }
  const bytes = new Uint8Array(start[things.length]!)
  const written = Buffer.from(bytes.buffer)
  for (let at = 0; at < things.length; at++) {
    written.write(textOf(things[at]!), start[at]!)
    if (at % sliceTexts === 0) yield
  }
  return { bytes, start }
}

/** Packs texts that few are read of. */
export function* packRows<T>(
  things: readonly T[],
  textOf: (thing: T) => string,
): Generator<void, RowsInMemory<Uint8Array>> {
  const { bytes, start } = yield* pack(things, textOf)
  return new RowsInMemory(start, bytes)
}

/** Texts in another order, a slice between yields. */
export function* reordered({ bytes, start }: Texts, order: Uint32Array): Generator<void, Texts> {
  const all = { bytes: new Uint8Array(bytes.length), start: new Uint32Array(order.length + 1) }
  let next = 0
  for (let at = 0; at < order.length; at++) {
    const end = start[order[at]! + 1]!
    for (let from = start[order[at]!]!; from < end; from++) all.bytes[next++] = bytes[from]!
    all.start[at + 1] = next
    if (at % sliceTexts === 0) yield
  }
  return all
}

/** Distinct texts to be looked up by their content, a slice between yields. */
export function* named(texts: Texts): Generator<void, Names> {
  const { bytes, start } = texts
  const slots = new Uint32Array(slotsFor(countOf(texts)))
  for (let number = 0; number < countOf(texts); number++) {
    enter(number + 1, hash(bytes, start[number]!, start[number + 1]!), slots)
    if (number % sliceTexts === 0) yield
  }
  return { bytes, start, slots }
}

/** Distinct texts to be looked up by their content, all at once. */
export function namesOf(texts: readonly string[]): Names {
  return finish(named(finish(pack(texts, text => text))))
}

/** Slots for so many texts, a power of 2. */
export function slotsFor(count: number): number {
  return 2 ** Math.ceil(Math.log2(2 * count + 2))
}

/** Puts a number into the first free slot for its hash. */
export function enter(number: number, hashed: number, slots: Uint32Array): void {
  let slot = hashed & (slots.length - 1)
  while (slots[slot]! > 0) slot = (slot + 1) & (slots.length - 1)
  slots[slot] = number
}

export function countOf({ start }: Texts): number {
  return start.length - 1
}

export function textAt({ bytes, start }: Texts, number: number): string {
  return decode(bytes, start[number]!, start[number + 1]!)
}

/** The `letterSet` of a text, by its bytes: those of a letter beyond ASCII count as some others. */
export function lettersAt({ bytes, start }: Texts, number: number): number {
  let set = 0
  for (let at = start[number]!; at < start[number + 1]!; at++) set |= 1 << (bytes[at]! & 31)
  return set
}

/** The text of a row. */
export function textIn({ values, from, to }: Part<Uint8Array>): string {
  return decode(values, from, to)
}

/** Negative where the first comes before the second, by their bytes; 0 for equal texts. */
export function compareTexts(one: Texts, number: number, other: Texts, otherNumber: number): number {
  const [from, otherFrom] = [one.start[number]!, other.start[otherNumber]!]
  const [length, otherLength] = [one.start[number + 1]! - from, other.start[otherNumber + 1]! - otherFrom]
  for (let at = 0; at < length && at < otherLength; at++) {
    const difference = one.bytes[from + at]! - other.bytes[otherFrom + at]!
    if (difference !== 0) return difference
  }
  return length - otherLength
}

/** All texts in order. */
export function* eachText(texts: Texts): Generator<string> {
  for (let number = 0; number < countOf(texts); number++) yield textAt(texts, number)
}

/** A text as it is looked up. */
export interface Key {
  readonly bytes: Uint8Array
  readonly hashed: number
}

export function numberOf(names: Names, text: string): number | undefined {
  const bytes = Buffer.from(text)
  return numberOfBytes(names, bytes, 0, bytes.length)
}

export function numberOfKey(names: Names, { bytes, hashed }: Key): number | undefined {
  return find(names, bytes, 0, bytes.length, hashed)
}

/** The number of the UTF-8 between two places. */
export function numberOfBytes(
  names: Names,
  wanted: Uint8Array,
  from: number,
  to: number,
): number | undefined {
  return find(names, wanted, from, to, hash(wanted, from, to))
}

function find(
  { bytes, start, slots }: Names,
  wanted: Uint8Array,
  from: number,
  to: number,
  hashed: number,
): number | undefined {
  let slot = hashed & (slots.length - 1)
  for (; slots[slot]! > 0; slot = (slot + 1) & (slots.length - 1)) {
    const number = slots[slot]! - 1
    if (isSame(bytes, start[number]!, start[number + 1]!, wanted, from, to)) return number
  }
  return undefined
}

/** Numbers of the texts that hold another one, which isn't empty; ascending. */
export function* textsHolding({ bytes, start }: Texts, text: string): Generator<number> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wanted = Buffer.from(text)
  for (let at = whole.indexOf(wanted); at >= 0; ) {
    const number = numberAt(start, at)
    const end = start[number + 1]!
    if (at + wanted.length <= end) yield number
    at = whole.indexOf(wanted, at + wanted.length <= end ? end : at + 1)
  }
}

/** Numbers of the texts that hold a word of ASCII with no letter or digit beside it, ascending. */
export function* textsWithWord({ bytes, start }: Texts, word: string): Generator<number> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const wanted = Buffer.from(word)
  for (let at = whole.indexOf(wanted); at >= 0; ) {
    const behind = at + wanted.length
    const number = numberAt(start, at)
    const end = start[number + 1]!
    const isFound =
      behind <= end &&
      (at === start[number] || !isWordByte(bytes[at - 1]!)) &&
      (behind === end || !isWordByte(bytes[behind]!))
    if (isFound) yield number
    at = whole.indexOf(wanted, isFound ? end : at + 1)
  }
}

/** Of a small letter or a digit, or of anything beyond ASCII. */
const isWordByte = (byte: number): boolean =>
  (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80

/** Numbers of the texts that begin with another one, ascending. */
export function* textsBeginning({ bytes, start }: Texts, text: string): Generator<number> {
  const wanted = Buffer.from(text)
  for (let number = 0; number + 1 < start.length; number++) {
    const end = start[number]! + wanted.length
    if (end <= start[number + 1]! && isSame(bytes, start[number]!, end, wanted)) yield number
  }
}

/** Which text a byte belongs to. */
function numberAt(start: Uint32Array, at: number): number {
  return placeIn(start, at + 1, 0, start.length) - 1
}

export function isSame(
  bytes: Uint8Array,
  from: number,
  to: number,
  others: Uint8Array,
  otherFrom = 0,
  otherTo = others.length,
): boolean {
  if (to - from !== otherTo - otherFrom) return false
  for (let at = from; at < to; at++) if (bytes[at] !== others[otherFrom + at - from]) return false
  return true
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), its upper bits mixed into the lower ones that are used. */
export function hash(bytes: Uint8Array, from: number, to: number): number {
  let value = 0x811c9dc5
  for (let at = from; at < to; at++) value = Math.imul(value ^ bytes[at]!, 0x01000193)
  return (value ^ (value >>> 15)) >>> 0
}

/** Nearly all texts are short and ASCII, for which this is quicker than a decoder's call. */
export function decode(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString()
}
