/**
 * Tokens, the words of a text as numbers, in units of 16 bits as UTF-16 has characters: frequent words take one unit, all
 * others two, and each unit says by itself which of these it is.
 */
import type { Part } from '../files/stored-rows.ts'

/** Those of a text, in units. */
export type Tokens = Part<Uint16Array>

/** A word number as a token; `joined` for the joined form of a compound, which stands between the words. */
export function tokenOf(word: number, joined: boolean): number {
  return word * 2 + Number(joined)
}

export function wordIn(token: number): number {
  return token >>> 1
}

export function isJoined(token: number): boolean {
  return (token & 1) === 1
}

const firstOfTwo = 0xe000
const secondOfTwo = 0xf000
const bits = 12

/** Words that a segment can number. */
export const mostWords = 2 ** (2 * bits - 1)

/** Units that a token takes. */
export function unitsOf(token: number): number {
  return token < firstOfTwo ? 1 : 2
}

/** What the units of all tokens of so many words are below. */
export function unitsBelow(words: number): number {
  const tokens = tokenOf(words, false)
  return tokens > firstOfTwo ? 0x10000 : tokens
}

/** The first unit of a token, which others of two units may have too. */
export function firstUnit(token: number): number {
  return token < firstOfTwo ? token : firstOfTwo + (token >>> bits)
}

/** Whether a unit is the end of a word that stands in a place of its own, as joined forms don't. */
export function advances(unit: number): boolean {
  return (unit < firstOfTwo || unit >= secondOfTwo) && !isJoined(unit)
}

/** Writes a token from unit `at` on, and answers where the next one goes. */
export function writeToken(token: number, units: Uint16Array, at: number): number {
  units[at] = firstUnit(token)
  if (unitsOf(token) === 1) return at + 1
  units[at + 1] = secondOfTwo + (token & (secondOfTwo - firstOfTwo - 1))
  return at + 2
}

/** Where the word begins that is so many words before unit `at`, joined forms not counted; undefined before the first. */
export function beforeWords({ values: units, from }: Tokens, at: number, words: number): number | undefined {
  let begin = at
  for (let left = words; left > 0; ) {
    if (begin === from) return undefined
    begin--
    if (advances(units[begin]!)) left--
    if (units[begin]! >= secondOfTwo) begin--
  }
  return begin
}

/** The token that begins at unit `at`. */
export function tokenAt(units: Uint16Array, at: number): number {
  const unit = units[at]!
  return unit < firstOfTwo ? unit : ((unit - firstOfTwo) << bits) | (units[at + 1]! - secondOfTwo)
}

let decoded = new Uint32Array(4096)

/** Tokens one by one; valid until the next call. */
export function tokensIn({ values: units, from, to }: Tokens): Uint32Array {
  if (to - from > decoded.length) decoded = new Uint32Array(2 * (to - from))
  const tokens = decoded
  let count = 0
  for (let at = from; at < to; at++) {
    const unit = units[at]!
    if (unit < firstOfTwo) tokens[count++] = unit
    else tokens[count++] = ((unit - firstOfTwo) << bits) | (units[++at]! - secondOfTwo)
  }
  return tokens.subarray(0, count)
}
