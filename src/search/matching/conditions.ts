/** What each filter of a query asks of one value: an author's name, a date, a count. Index and topics share it. */
import { analyze, fold } from '../language/analysis.ts'
import { foldedNames } from '../language/author-names.ts'
import { dateNumber } from '../index/segment.ts'

/** A folded name that has each word of another, in any order: `hinton` and `Geoffrey Hinton` in `geoffrey e. hinton`. */
export function hasWords(name: string): (folded: string) => boolean {
  const wanted = nameWords(name)
  return folded => wanted.length > 0 && wanted.every(word => hasWord(folded, word))
}

/** One of an author's `foldedNames` that has each word of a name, in one of the ways to write it. */
export function isBy(name: string): (folded: string) => boolean {
  const ways = foldedNames(name).map(hasWords)
  return folded => ways.some(named => named(folded))
}

/** The words of a name, as `foldName` has them. */
export function nameWords(name: string): string[] {
  return analyze(name).flatMap(({ words }) => words.map(word => word.text))
}

/** Without splitting the name: this runs over all names of the library. An initial is the beginning of a word. */
function hasWord(folded: string, word: string): boolean {
  const mayGoOn = isInitial(word)
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
    if (!isWordCharacter(folded[at - 1]) && (mayGoOn || !isWordCharacter(folded[at + word.length])))
      return true
  return false
}

export const isInitial = (word: string): boolean => /^[a-z]$/.test(word)

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}

/** The handle of an organisation, folded, and nothing else. */
export function isHandle(name: string): (folded: string) => boolean {
  const wanted = fold(name)
  return folded => folded === wanted
}

/** The category itself, or one below it: `cs.cl` is within `cs`. */
export function isWithin(category: string): (folded: string) => boolean {
  const wanted = fold(category)
  return folded => folded === wanted || folded.startsWith(`${wanted}.`)
}

/** Published, or listed, within one span (both as `dateNumber` has them); a paper without a date is not. */
export function isDated(after?: string, before?: string): (published: number, listed: number) => boolean {
  const first = Math.max(dateNumber(after), 1)
  const end = before === undefined ? Number.MAX_SAFE_INTEGER : dateNumber(before)
  return (published, listed) => (published >= first && published < end) || (listed >= first && listed < end)
}

/** Upvotes within a span, ends included; −1 for unknown is in no span. */
export function isUpvoted(least = 0, most = Number.MAX_SAFE_INTEGER): (upvotes: number) => boolean {
  return upvotes => upvotes >= least && upvotes <= most
}
