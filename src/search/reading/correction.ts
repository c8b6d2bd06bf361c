/** Reads words that the library doesn't know as the nearest that it knows, by what stands beside them. */
import { analyze, isGreekLetter, letterSet, type Word } from '../language/analysis.ts'
import { areAuthors } from './author-names.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import { Neighbourhood } from './neighbourhood.ts'
import { editsTried, openAtCapitals, openIn, spellingsNear } from './spellings.ts'
import { stopWords } from '../language/stopwords.ts'

export interface Correction {
  readonly typed: string
  readonly read: string
}

/** A word where it was typed. */
interface Typed extends Word {
  /** Which of the texts. */
  readonly at: number
  /** Part of something that is known as a whole, such as `per-channel`. */
  readonly isKnown: boolean
}

interface Reading {
  readonly word: string
  readonly papers: number
  /** Of the slip that makes it what was typed. */
  readonly chance: number
}

/**
 * The texts with their unknown words replaced, and what was replaced. A known word is replaced too if it is rare, stands
 * beside its neighbours nowhere, and a much more frequent one does that is one slip away; two known words by one, if
 * hardly any paper has them beside each other and many more have that, or if one would be replaced and any paper has that.
 * A common slip needs no neighbours. Numbers stay.
 */
export function correct(
  texts: readonly string[],
  collection: Collection,
): { texts: string[]; corrections: Correction[] } {
  const typed = texts.flatMap((text, at) => wordsOf(text, at, collection))
  const rewritten = new Rewritten(texts)
  const isLong = typed.length > limits.doubtedWords
  let tried = 0
  // From the end on, so that the places of what is left stay right.
  for (let place = typed.length - 1; place >= 0; place--) {
    const word = typed[place]!
    const context = new Neighbourhood(collection, typed[place - 1]?.text, typed[place + 1]?.text)
    const isUnsure = !word.isKnown && isDoubtful(word.text, context, !isLong)
    const maySlip = !word.isKnown && !isLong && isRare(word.text, limits.commonSlip.letters, collection)
    if (!isUnsure && isLong) continue
    const before = firstOfTwo(typed, place)
    if (before && isOne(before.text, word.text, isUnsure, collection)) {
      rewritten.join(before, word)
      place--
      continue
    }
    if (!isUnsure && !maySlip) continue
    if (tried++ === limits.correctedWords) break
    const reading = readingOf(word.text, rewritten.asTyped(word), context, isLong)
    if (reading === undefined || isOfName(typed, place, collection)) continue
    const second = [place, place + 1].find(
      one => isNameInTwo(typed, one, collection) && rewritten.isAsTyped(typed[one]!),
    )
    if (second === undefined) rewritten.replace(word, reading)
    else rewritten.join(typed[second - 1]!, typed[second]!)
    if (second === place) place--
  }
  return rewritten.result()
}

/** Texts while words of theirs are replaced, the last ones first. */
class Rewritten {
  readonly #typed: readonly string[]
  readonly #texts: string[]
  readonly #corrections = new Map<string, Correction>()

  constructor(texts: readonly string[]) {
    this.#typed = texts
    this.#texts = [...texts]
  }

  asTyped({ at, start, end }: Typed): string {
    return this.#typed[at]!.slice(start, end)
  }

  /** Whether nothing of the text that has the word was replaced. */
  isAsTyped({ at }: Typed): boolean {
    return this.#texts[at] === this.#typed[at]
  }

  replace(word: Typed, read: string): void {
    const { at, start, end } = word
    const typed = this.asTyped(word)
    this.#corrections.set(typed, { typed, read })
    this.#texts[at] = this.#texts[at]!.slice(0, start) + read + this.#texts[at]!.slice(end)
  }

  /** Reads two texts as one word, in the place of the first. */
  join(first: Typed, second: Typed): void {
    const typed = `${this.#typed[first.at]!} ${this.#typed[second.at]!}`
    this.#corrections.set(`${first.text} ${second.text}`, { typed, read: first.text + second.text })
    this.#texts[first.at] = first.text + second.text
    this.#texts[second.at] = ''
  }

  result(): { texts: string[]; corrections: Correction[] } {
    return { texts: this.#texts, corrections: [...this.#corrections.values()].toReversed() }
  }
}

function wordsOf(text: string, at: number, collection: Collection): Typed[] {
  return analyze(text).flatMap(({ words, joined }) => {
    const isKnown = joined !== undefined && collection.frequencyOf(joined) > 0
    return words.map(word => ({ ...word, at, isKnown }))
  })
}

/** All that was typed is the name of an author, or the word and one beside it are. */
function isOfName(typed: readonly Typed[], place: number, collection: Collection): boolean {
  const words = typed.map(({ text }) => text)
  const lists = [words, words.slice(Math.max(0, place - 1), place + 1), words.slice(place, place + 2)]
  return areAuthors(lists, words[place]!, collection)
}

/** The word before, where both were typed between spaces. */
function firstOfTwo(typed: readonly Typed[], place: number): Typed | undefined {
  const [one, before, second, next] = [place - 2, place - 1, place, place + 1].map(at => typed[at])
  const areWhole = before && before.at !== one?.at && before.at !== second!.at && next?.at !== second!.at
  return areWhole ? before : undefined
}

/** `trans former`: the library knows both as one word, and where it may mean two, hardly as these. */
function isOne(first: string, second: string, isUnsure: boolean, collection: Collection): boolean {
  const papers = collection.frequencyOf(first + second)
  if (papers < limits.besideLeast || isUnsure) return papers >= limits.besideLeast
  if (papers < limits.moreFrequent || [first, second].some(word => !isWord(word))) return false
  const most = Math.min(rareIn(collection), papers / limits.moreFrequent)
  return !new Neighbourhood(collection, first, undefined).standsBeside(second, most)
}

/** `Object Mover`: words that some paper writes in one. */
function isNameInTwo(typed: readonly Typed[], second: number, collection: Collection): boolean {
  const words = second < typed.length ? [firstOfTwo(typed, second)?.text ?? '', typed[second]!.text] : []
  return words.length > 0 && words.every(isWord) && collection.frequencyOf(words.join('')) > 0
}

const isWord = (text: string): boolean =>
  text.length <= limits.correctedLetters && /^\p{L}+$/u.test(text) && !stopWords.has(text)

/** In how many papers a word is rare. */
const rareIn = ({ size }: Collection): number => Math.max(1, size * limits.doubtfulShare)

function isDoubtful(word: string, context: Neighbourhood, alsoKnown: boolean): boolean {
  const { collection } = context
  if (!isWord(word) || isGreekLetter(word)) return false
  if (collection.frequencyOf(word) === 0 || !alsoKnown) return collection.frequencyOf(word) === 0
  return isRare(word, limits.oneEditFrom, collection) && !context.standsBeside(word)
}

/** A word of so many letters that few papers have. */
function isRare(word: string, letters: number, collection: Collection): boolean {
  if (word.length < letters || !isWord(word)) return false
  const papers = collection.frequencyOf(word)
  return papers > 0 && papers <= rareIn(collection)
}

/** Two words that were typed as one; else fewest edits first, then what stands beside the neighbours, then what is frequent. */
function readingOf(
  typed: string,
  original: string,
  context: Neighbourhood,
  isLong: boolean,
): string | undefined {
  const papers = context.collection.frequencyOf(typed)
  const parts = papers === 0 ? openAtCapitals(original, context.collection) : undefined
  if (parts !== undefined) return parts
  const open = papers === 0 ? openIn(typed, context.collection) : undefined
  for (let edits = 1; edits <= (papers === 0 ? editsTried(typed) : 1); edits++) {
    const best = bestOf(typed, spellingsNear(typed, edits, context.collection), context)
    if (open && (edits > 1 || !best || best.papers < limits.moreFrequent * open.papers)) return open.text
    if (!best) continue
    if (isName(original) && (edits > 1 || !isLikelySlip(typed, best.word))) return undefined
    const isGuess = papers > 0 || typed.length < limits.oneEditFrom || isAcronym(original)
    if (papers > 0 && !hasCapital(original) && isCommonSlip(typed, best, context)) return best.word
    if (isGuess)
      return !context.standsBeside(typed) && isNeighbour(best, papers, context) ? best.word : undefined
    const mayBeOther = edits > 1 || isLong
    if (!mayBeOther || context.neighbours === 0 || context.standsBeside(best.word)) return best.word
  }
  return (open ?? (papers === 0 ? nameIn(typed, context.collection) : undefined))?.text
}

/** `quantvideogen`, which would not be read at all, as a name that a single paper writes in two. */
function nameIn(typed: string, collection: Collection): { text: string } | undefined {
  const open = openIn(typed, collection, 1)
  return open?.text.split(' ').every(isWord) ? open : undefined
}

/** Far more papers have it than what was typed, and some beside the neighbours. */
function isNeighbour({ word, papers }: Reading, papersTyped: number, context: Neighbourhood): boolean {
  return context.papersBeside(word) >= limits.besideLeast && papers > limits.moreFrequent * papersTyped
}

/**
 * `tranformers`, which some paper has too, also beside the same neighbours, where far more have what is right;
 * `Tempora` rather is the name that it has there.
 */
function isCommonSlip(typed: string, { word, papers }: Reading, context: Neighbourhood): boolean {
  const { letters, moreFrequent } = limits.commonSlip
  if (typed.length < letters || !isLikelySlip(typed, word)) return false
  if (papers <= moreFrequent * context.collection.frequencyOf(typed)) return false
  return context.papersBeside(word) >= limits.moreFrequent * context.papersBeside(typed)
}

/** Letters left out or swapped. With others put in or at its start a word often is one of its own: `auction`, `MaskIS`. */
function isLikelySlip(typed: string, word: string): boolean {
  return typed[0] === word[0] && typed.length <= word.length && chanceOf(typed, word) === 1
}

const hasCapital = (word: string): boolean => /\p{Lu}/u.test(word)

/** With a capital inside, which at its start may be a slip: `nIformation`. */
const isName = (word: string): boolean => /\p{Ll}{2}.*\p{Lu}/u.test(word)

/** Short and in capitals, also in the plural, which no slip of the keyboard is. */
function isAcronym(word: string): boolean {
  return word.length < limits.twoEditsFrom && /^\p{Lu}{2,}s?$/u.test(word)
}

/** Counting neighbours reads texts, so that it is left out where it would change nothing. */
function bestOf(typed: string, words: readonly string[], context: Neighbourhood): Reading | undefined {
  const { collection, neighbours } = context
  const likelihood = ({ word, papers, chance }: Reading): number =>
    chance * (papers + limits.besideWeight * context.papersBeside(word))
  const known = words.map(word => {
    const papers = collection.frequencyOf(word)
    return { word, papers, chance: chanceOf(typed, word), likely: papers * chanceOf(typed, word) }
  })
  const likeliest = known.sort((one, other) => other.likely - one.likely || (one.word < other.word ? -1 : 1))
  const most = 1 + limits.besideWeight * neighbours
  const [first, ...others] = likeliest.slice(0, limits.readings)
  return others.reduce(
    (best, one) => (one.likely * most > best!.likely && likelihood(one) > likelihood(best!) ? one : best),
    first,
  )
}

/**
 * How likely a slip makes a word what was typed: there are few ways to leave out a letter or to swap two, and 25 times as
 * many to put in another one (Kernighan, Church and Gale 1990, doi 10.3115/997939.997975).
 */
function chanceOf(typed: string, word: string): number {
  return typed.length < word.length || letterSet(typed) === letterSet(word) ? 1 : limits.otherLetterChance
}
