/** Reads words that the library doesn't know as the nearest that it knows, by what stands beside them. */
import { analyze, isGreekLetter, type Word } from '../language/analysis.ts'
import { areAuthors, isNameOf } from './author-names.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import { mayBeOperator } from '../query/operators.ts'
import { nearestWord } from './nearest-word.ts'
import { Neighbourhood } from './neighbourhood.ts'
import { type Correction, Rewritten, type Typed } from './rewritten.ts'
import { isWord } from './slips.ts'

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
    const second = [place, place + 1].find(
      one => isNameInTwo(typed, one, collection) && rewritten.isAsTyped(typed[one]!),
    )
    // Capitals keep a word from being replaced, not from being joined.
    const original = second === undefined ? rewritten.asTyped(word) : word.text
    const reading = nearestWord({ ...word, original, context, isInLong: isLong })
    if (reading === undefined || isOfName(typed, place, reading, collection)) continue
    if (second === undefined) rewritten.replace(word, reading)
    else rewritten.join(typed[second - 1]!, typed[second]!)
    if (second === place) place--
  }
  return rewritten.result()
}

function wordsOf(text: string, at: number, collection: Collection): Typed[] {
  return analyze(text).flatMap(({ words, joined }) => {
    const isKnown = joined !== undefined && collection.frequencyOf(joined) > 0
    return words.map(word => ({ ...word, at, isKnown: isKnown || isMeantAsOperator(word, text) }))
  })
}

/** `auhtor:hinton`: what it was meant for is said where the query is parsed. */
const isMeantAsOperator = ({ text: name, end }: Word, text: string): boolean =>
  /^:\S/.test(text.slice(end)) && mayBeOperator(name)

/** All that was typed is the name of an author, or the word and one beside it are; or it is one of the names, and its reading is rare. */
function isOfName(typed: readonly Typed[], place: number, reading: string, collection: Collection): boolean {
  const words = typed.map(({ text }) => text)
  if (words.length === 1)
    return isNameOf(words[0]!, collection.frequencyOf(reading) / limits.moreFrequent, collection)
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
