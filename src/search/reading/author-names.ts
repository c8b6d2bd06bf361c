/** Names of authors that are typed as words. */
import { foldedNames } from '../language/author-names.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import { isInitial, nameWords } from '../matching/conditions.ts'
import { documentsIn } from '../index/segment.ts'
import { textAt, textsHolding } from '../index/texts.ts'

/** Words that name an author, and those beside them. */
export interface NamedAuthor {
  readonly name: string
  readonly others: readonly string[]
}

/**
 * Whether words are together the whole name of an author in the library: initials may be left out, accents too. One word is
 * one of the names of an author, in as many papers as say it.
 */
export function isAuthor(words: readonly string[], collection: Collection): boolean {
  const [word, ...others] = words
  if (word !== undefined && others.length === 0)
    return isNameOf(word, Math.max(0, collection.frequencyOf(word) - 1), collection)
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
      for (const row of textsHolding(labels, wanted))
        if (nameWords(textAt(labels, row)).includes(wanted)) {
          for (const document of documentsIn(documents, row)) papers += live[document]!
          if (papers > moreThan) return true
        }
    }
    return false
  })
}

/**
 * The author among the words of a query: the whole name, of which one word is rare in what papers say; one of the names, as
 * it is cited (`Touvron et al., 2023`), or where no paper says it.
 */
export function authorWithin(words: readonly string[], collection: Collection): NamedAuthor | undefined {
  const { cited, plain } = withoutCiting(words)
  const whole = wholeNameWithin(plain, collection)
  if (whole) return nameAt(plain, whole)
  if (cited !== undefined && isNameOf(cited, 0, collection)) return nameAt(plain, [plain.indexOf(cited), 1])
  const unsaid = plain.findIndex(word => collection.frequencyOf(word) === 0 && isNameOf(word, 0, collection))
  return unsaid < 0 ? undefined : nameAt(plain, [unsaid, 1])
}

function nameAt(words: readonly string[], [at, length]: readonly [at: number, length: number]): NamedAuthor {
  return {
    name: words.slice(at, at + length).join(' '),
    others: [...words.slice(0, at), ...words.slice(at + length)],
  }
}

/** Without `et al.` and the year behind it, and the name before it. */
function withoutCiting(words: readonly string[]): { plain: readonly string[]; cited?: string } {
  const plain = words.map(word => nameWords(word).join(' '))
  const at = plain.findIndex((word, place) => place > 0 && word === 'et' && plain[place + 1] === 'al')
  if (at < 0) return { plain: words }
  const end = /^(?:19|20)\d\d[a-z]?$/.test(plain[at + 2] ?? '') ? at + 3 : at + 2
  return { plain: [...words.slice(0, at), ...words.slice(end)], cited: words[at - 1]! }
}

function wholeNameWithin(
  words: readonly string[],
  collection: Collection,
): readonly [at: number, length: number] | undefined {
  const plain = words.map(nameWords)
  const isTelling = (word: string): boolean =>
    !isInitial(word) && collection.frequencyOf(word) <= collection.size * limits.openedShare
  const places = [3, 2]
    .flatMap(length => words.map((_, at): readonly [number, number] => [at, length]))
    .filter(
      ([at, length]) =>
        at + length <= words.length && plain.slice(at, at + length).some(([word]) => word && isTelling(word)),
    )
  const namesOf = ([at, length]: readonly [number, number]): string[] => plain.slice(at, at + length).flat()
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
