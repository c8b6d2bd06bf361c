/** Names of authors that are typed as words. */
import { foldedNames } from '../language/author-names.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import { isInitial, nameWords } from '../matching/conditions.ts'
import { isAcronym } from './slips.ts'
import { documentsIn } from '../index/segment.ts'
import { textAt, type Texts, textsHolding, textsWithWord } from '../index/texts.ts'

/** Words that name an author, and those beside them. */
export interface NamedAuthor {
  readonly name: string
  readonly others: readonly string[]
}

/**
 * Whether words are together the whole name of an author in the library: initials may be left out, accents too. One word is
 * one of the names of an author, in as many papers as say it; in capitals it is an acronym.
 */
export function isAuthor(words: readonly string[], collection: Collection): boolean {
  const [word, ...others] = words
  if (word !== undefined && others.length === 0) {
    const said = Math.max(...nameWords(word).map(one => collection.frequencyOf(one)))
    return !isAcronym(word) && isNameOf(word, Math.max(0, said - 1), collection)
  }
  return foldedNames(words.join(' ')).some(name => {
    const wanted = nameWords(name)
    return wanted.length > 1 && areAuthors([wanted], longestOf(wanted), collection)
  })
}

/** Whether more papers than so many have an author with a word as one of the names; one is counted for each such author. */
export function isNameOf(word: string, moreThan: number, { segments }: Collection): boolean {
  return foldedNames(word).some(folded => {
    const [wanted, ...others] = nameWords(folded)
    if (wanted === undefined || others.length > 0 || isInitial(wanted)) return false
    let papers = 0
    for (const { segment, live } of segments) {
      const { labels, documents } = segment.facets.authors
      for (const row of labelsWith(wanted, labels)) {
        for (const document of documentsIn(documents, row)) papers += live[document]!
        if (papers > moreThan) return true
      }
    }
    return false
  })
}

/**
 * The author among the words of a query: as cited (`Touvron et al., 2023`); the whole name, of which one word is rare in what
 * papers say; or one of the names, which no paper says.
 */
export function authorWithin(words: readonly string[], collection: Collection): NamedAuthor | undefined {
  const plain = words.map(word => nameWords(word).join(' '))
  const [from, to] = citedIn(words, plain, collection) ??
    wholeNameWithin(words, collection) ??
    unsaidNameIn(words, plain, collection) ?? [0, 0]
  const others = [...words.slice(0, from), ...words.slice(isCitedAt(plain, to) ? endOfCiting(plain, to) : to)]
  return to === 0 ? undefined : { name: words.slice(from, to).join(' '), others }
}

/** The place of a name, and that behind it. */
type NamePlace = readonly [from: number, to: number]

/** The longest name before `et al.` */
function citedIn(
  words: readonly string[],
  plain: readonly string[],
  collection: Collection,
): NamePlace | undefined {
  const to = plain.findIndex((_, at) => at > 0 && isCitedAt(plain, at))
  const from = [to - 3, to - 2].find(at => at >= 0 && isAuthor(words.slice(at, to), collection))
  if (from !== undefined) return [from, to]
  return to > 0 && isNameOf(words[to - 1]!, 0, collection) ? [to - 1, to] : undefined
}

const isCitedAt = (plain: readonly string[], at: number): boolean =>
  plain[at] === 'et' && plain[at + 1] === 'al'

/** Behind the year, where one follows. */
const endOfCiting = (plain: readonly string[], at: number): number =>
  /^(?:19|20)\d\d[a-z]?$/.test(plain[at + 2] ?? '') ? at + 3 : at + 2

function unsaidNameIn(
  words: readonly string[],
  plain: readonly string[],
  collection: Collection,
): NamePlace | undefined {
  const at = words.findIndex(
    (word, place) =>
      !isAcronym(word) && collection.frequencyOf(plain[place]!) === 0 && isNameOf(word, 0, collection),
  )
  return at < 0 ? undefined : [at, at + 1]
}

function wholeNameWithin(words: readonly string[], collection: Collection): NamePlace | undefined {
  const plain = words.map(nameWords)
  const isTelling = (word: string): boolean =>
    !isInitial(word) && collection.frequencyOf(word) <= collection.size * limits.openedShare
  const places = [3, 2]
    .flatMap(length => words.map((_, at): NamePlace => [at, at + length]))
    .filter(
      ([from, to]) => to <= words.length && plain.slice(from, to).some(([word]) => word && isTelling(word)),
    )
  const namesOf = ([from, to]: NamePlace): string[] => plain.slice(from, to).flat()
  for (const [word, within] of Map.groupBy(places, place => longestOf(namesOf(place))))
    if (areAuthors(within.map(namesOf), word, collection))
      return within.find(place => areAuthors([namesOf(place)], word, collection))
  return undefined
}

function longestOf(words: readonly string[]): string {
  return words.reduce((one, other) => (other.length > one.length ? other : one), '')
}

/** Whether one of several lists of words is. @param word that all of them have: names are looked through once for it */
export function areAuthors(
  lists: readonly (readonly string[])[],
  word: string,
  { segments }: Collection,
): boolean {
  const several = lists.filter(({ length }) => length > 1)
  return segments.some(({ segment: { facets }, live }) => {
    const { labels, documents } = facets.authors
    for (const row of labelsWith(word, labels)) {
      const label = textAt(labels, row)
      // Nearly all of them lack the other words, which is told without dividing them.
      const mayBe = several.filter(wanted => wanted.every(one => label.includes(one)))
      if (mayBe.length === 0) continue
      const name = nameWords(label)
      if (mayBe.some(wanted => isNamed(name, wanted)) && documentsIn(documents, row).some(at => live[at]))
        return true
    }
    return false
  })
}

/** Names that have a word, or one that begins with an initial; of other scripts those with it anywhere. */
function labelsWith(word: string, labels: Texts): Generator<number> {
  return /^[a-z0-9]{2,}$/.test(word) ? textsWithWord(labels, word) : textsHolding(labels, word)
}

const isSame = (ofName: string, word: string): boolean =>
  ofName === word || (isInitial(word) && ofName.startsWith(word))

function isNamed(name: readonly string[], wanted: readonly string[]): boolean {
  return (
    wanted.every(word => name.some(one => isSame(one, word))) &&
    name.every(one => one.length === 1 || wanted.some(word => isSame(one, word)))
  )
}
