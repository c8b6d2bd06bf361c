import { limits } from '../limits.ts'
import { stopWords } from './stopwords.ts'

/** `text2video` as the words of `text to video`. */
export function spelledOut(word: string): string[] | undefined {
  const [, first, second] = /^(\p{Ll}{2,})2(\p{Ll}{2,})$/u.exec(word) ?? []
  return first === undefined ? undefined : [first, 'to', second!]
}

/**
 * The ways to write a word in two, `kvcache` as `kv cache`, `o3mini` as `o3 mini`. A part of two letters is no stop word:
 * `director` is not `direct or`. Numbers stay whole, and may have one digit.
 */
export function divisionsOf(word: string): [string, string][] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, at): [string, string] => [
    word.slice(0, at + 1),
    word.slice(at + 1),
  ]).filter(
    ([first, second]) => isPart(first) && isPart(second) && !(/[\d.]$/.test(first) && /^[\d.]/.test(second)),
  )
}

const isPart = (part: string): boolean =>
  part.length < limits.openPartLetters ? /\d/.test(part) : part.length > 2 || !stopWords.has(part)
