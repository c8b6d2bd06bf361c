/** What slips of the keyboard make of words, told from their letters alone. */
import { letterSet } from '../language/analysis.ts'
import { stopWords } from '../language/stopwords.ts'
import { limits } from '../limits.ts'

/** What a slip may have been made in: letters only, and no stop word. */
export const isWord = (text: string): boolean =>
  text.length <= limits.correctedLetters && /^\p{L}+$/u.test(text) && !stopWords.has(text)

/**
 * How likely a slip makes a word what was typed: there are few ways to leave out a letter or to swap two, and 25 times as
 * many to put in another one (Kernighan, Church and Gale 1990, doi 10.3115/997939.997975).
 */
export function chanceOf(typed: string, word: string): number {
  return typed.length < word.length || letterSet(typed) === letterSet(word) ? 1 : limits.otherLetterChance
}

/** Letters left out or swapped. With others put in or at its start a word often is one of its own: `auction`, `MaskIS`. */
export function isLikelySlip(typed: string, word: string): boolean {
  return typed[0] === word[0] && (typed.length < word.length || sorted(typed) === sorted(word))
}

/** The same, or a letter typed twice: `Lllama3`. */
export function isSlipInName(typed: string, word: string): boolean {
  return isLikelySlip(typed, word) || withoutTwins(typed) === withoutTwins(word)
}

const sorted = (word: string): string => word.split('').sort().join('')
const withoutTwins = (word: string): string => word.replace(/(.)\1+/gu, '$1')

export const hasCapital = (word: string): boolean => /\p{Lu}/u.test(word)

export const beginsWithCapital = (word: string): boolean => /^\p{Lu}/u.test(word)

/** Behind its start, where it may be a slip: `nIformation`, but not `MuZero`. */
export const hasCapitalInside = (word: string): boolean => /\p{Ll}{2}.*\p{Lu}|^\p{Lu}\p{Ll}\p{Lu}/u.test(word)

/** Short and in capitals, also in the plural, which no slip of the keyboard is. */
export function isAcronym(word: string): boolean {
  return word.length < limits.twoEditsFrom && /^\p{Lu}{2,}s?$/u.test(word)
}
