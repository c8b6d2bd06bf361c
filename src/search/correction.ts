/** Reads words that the library doesn't know as the nearest word that it knows. */
import { analyze, stemOf } from './analysis.ts'
import type { Collection } from './collection.ts'
import { limits } from './limits.ts'
import { stopWords } from './stopwords.ts'

export interface Correction {
  readonly typed: string
  readonly read: string
}

/** The texts with their unknown words replaced, and what was replaced. Words with digits are names and stay. */
export function correct(
  texts: readonly string[],
  collection: Collection,
): { texts: string[]; corrections: Correction[] } {
  const corrections = new Map<string, Correction>()
  const readings = new Map<string, string | undefined>()
  const readingOf = (word: string): string | undefined => {
    if (readings.has(word) || !isUnknown(word, collection)) return readings.get(word)
    if (readings.size < limits.correctedWords) readings.set(word, nearestWord(word, collection))
    return readings.get(word)
  }
  const corrected = texts.map(text => {
    let read = text
    for (const { words, joined } of analyze(text).toReversed()) {
      if (joined !== undefined && collection.frequency(stemOf(joined)) > 0) continue
      for (const word of words.toReversed()) {
        const nearest = readingOf(word.text)
        if (nearest === undefined) continue
        const typed = text.slice(word.start, word.end)
        corrections.set(typed, { typed, read: nearest })
        read = read.slice(0, word.start) + nearest + read.slice(word.end)
      }
    }
    return read
  })
  return { texts: corrected, corrections: [...corrections.values()] }
}

function isUnknown(word: string, collection: Collection): boolean {
  return /^\p{L}+$/u.test(word) && !stopWords.has(word) && collection.frequency(stemOf(word)) === 0
}

/** Fewest edits first, then the word in most papers, then alphabetical. */
function nearestWord(typed: string, collection: Collection): string | undefined {
  if (typed.length < limits.oneEditFrom) return undefined
  let most = typed.length < limits.twoEditsFrom ? 1 : 2
  const letters = letterSet(typed)
  let best: { word: string; edits: number; frequency: number } | undefined
  for (const { segment, documentFrequency } of collection.segments) {
    for (let number = 0; number < segment.words.length; number++) {
      const word = segment.words[number]!
      if (Math.abs(word.length - typed.length) > most) continue
      if (documentFrequency[segment.wordTerm[number]!] === 0 || differs(letters, letterSet(word), most))
        continue
      const edits = editDistance(typed, word, most)
      if (edits > most) continue
      const candidate = { word, edits, frequency: collection.frequency(stemOf(word)) }
      if (!best || isNearer(candidate, best)) best = candidate
      most = best.edits
    }
  }
  return best?.word
}

type Candidate = { readonly word: string; readonly edits: number; readonly frequency: number }

function isNearer(one: Candidate, other: Candidate): boolean {
  if (one.edits !== other.edits) return one.edits < other.edits
  if (one.frequency !== other.frequency) return one.frequency > other.frequency
  return one.word < other.word
}

/** The letters of a word as a set of 32 bits. */
function letterSet(word: string): number {
  let set = 0
  for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) & 31)
  return set
}

/** Each edit takes at most one letter out of the set and brings one in: a cheap test before the distance. */
function differs(one: number, other: number, edits: number): boolean {
  return bitCount(one & ~other) > edits || bitCount(other & ~one) > edits
}

function bitCount(set: number): number {
  let rest = set
  let count = 0
  for (; rest !== 0; count++) rest &= rest - 1
  return count
}

/**
 * Insertions, deletions, replacements and swaps of neighbours (optimal string alignment: no letter is edited twice);
 * any number above `most` when there are more. A function of our own because the libraries count a swap as two, or
 * don't stop early, and this runs over the whole vocabulary.
 */
export function editDistance(one: string, other: string, most: number): number {
  let before = new Uint16Array(other.length + 1)
  let previous = Uint16Array.from({ length: other.length + 1 }, (_, at) => at)
  let row = new Uint16Array(other.length + 1)
  for (let i = 1; i <= one.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= other.length; j++) {
      const replaced = previous[j - 1]! + Number(one[i - 1] !== other[j - 1])
      let edits = Math.min(previous[j]! + 1, row[j - 1]! + 1, replaced)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        edits = Math.min(edits, before[j - 2]! + 1)
      row[j] = edits
      least = Math.min(least, edits)
    }
    if (least > most) return least
    ;[before, previous, row] = [previous, row, before]
  }
  return previous[other.length]!
}
