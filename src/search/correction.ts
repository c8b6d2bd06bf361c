/** Reads words that the library doesn't know as the nearest word that it knows. */
import { editDistance } from '../papers/edit-distance.ts'
import { analyze, letterSet, stemOf } from './analysis.ts'
import type { Collection } from './collection.ts'
import { limits } from './limits.ts'
import type { Spellings } from './live-segment.ts'
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
  for (let edits = 1; edits <= editsTried(typed); edits++) {
    const [nearest] = wordsWithin(edits, typed, collection)
      .map(word => ({ word, frequency: collection.frequency(stemOf(word)) }))
      .sort((one, other) => other.frequency - one.frequency || (one.word < other.word ? -1 : 1))
    if (nearest) return nearest.word
  }
  return undefined
}

function editsTried({ length }: string): number {
  if (length < limits.oneEditFrom) return 0
  return length < limits.twoEditsFrom ? 1 : 2
}

function wordsWithin(edits: number, typed: string, { segments }: Collection): string[] {
  const lengths = Array.from({ length: 2 * edits + 1 }, (_, at) => typed.length - edits + at)
  return segments.flatMap(({ segment: { words, wordTerm }, documentFrequency, spellings }) =>
    lengths
      .flatMap(length => similarLetters(edits, typed, spellings.get(length)))
      .filter(number => documentFrequency[wordTerm[number]!]! > 0)
      .map(number => words[number]!)
      .filter(word => editDistance(typed, word, edits) <= edits),
  )
}

/** Numbers of words that may be within as many edits. */
function similarLetters(edits: number, typed: string, spellings: Spellings | undefined): number[] {
  const typedLetters = letterSet(typed)
  return spellings?.numbers.filter((_, at) => !differ(typedLetters, spellings.letters[at]!, edits)) ?? []
}

/** Each edit takes at most one letter out of the set and brings one in: a cheap test before the distance. */
function differ(one: number, other: number, edits: number): boolean {
  return hasMore(one & ~other, edits) || hasMore(other & ~one, edits)
}

/** Whether a set has more than `count` members: something is left when that many are taken out. */
function hasMore(set: number, count: number): boolean {
  let rest = set
  for (let taken = 0; taken < count; taken++) rest &= rest - 1
  return rest !== 0
}
