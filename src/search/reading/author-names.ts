/** Names of authors that are typed as words. */
import { foldedNames } from '../language/author-names.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import { isInitial, nameWords } from '../matching/conditions.ts'
import { documentsIn } from '../index/segment.ts'
import { textAt, textsHolding } from '../index/texts.ts'

/** Whether words are together the whole name of an author in the library: initials may be left out, accents too. */
export function isAuthor(words: readonly string[], collection: Collection): boolean {
  return foldedNames(words.join(' ')).some(name => {
    const wanted = nameWords(name)
    return wanted.length > 1 && areAuthors([wanted], longestOf(wanted), collection)
  })
}

/**
 * Which of the words of a query are together the whole name of an author, as their first place and that behind the last.
 * One of them is rare in what papers say.
 */
export function authorWithin(
  words: readonly string[],
  collection: Collection,
): readonly [from: number, to: number] | undefined {
  const plain = words.map(nameWords)
  const isTelling = (word: string): boolean =>
    !isInitial(word) && collection.frequencyOf(word) <= collection.size * limits.openedShare
  const places = [3, 2]
    .flatMap(length => words.map((_, at): readonly [number, number] => [at, at + length]))
    .filter(
      ([from, to]) => to <= words.length && plain.slice(from, to).some(([word]) => word && isTelling(word)),
    )
  const namesOf = ([from, to]: readonly [number, number]): string[] => plain.slice(from, to).flat()
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
    for (const row of textsHolding(labels, word)) {
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

const isSame = (ofName: string, word: string): boolean =>
  ofName === word || (isInitial(word) && ofName.startsWith(word))

function isNamed(name: readonly string[], wanted: readonly string[]): boolean {
  return (
    wanted.every(word => name.some(one => isSame(one, word))) &&
    name.every(one => one.length === 1 || wanted.some(word => isSame(one, word)))
  )
}
