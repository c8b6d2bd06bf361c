/** Where a query has the name of an author: the papers by that author. */
import type { Library } from '../../src/library/library.ts'
import { counted, cutGraphemes } from '../../src/papers/text.ts'
import { hasFilters, type Query } from '../../src/search/query/query.ts'
import type { NamedAuthor } from '../../src/search/reading/author-names.ts'

export interface ByAuthor {
  /** As typed. */
  readonly name: string
  readonly total: number
  /** What finds them, as it is typed. */
  readonly text: string
}

/** Graphemes of a name. */
const mostNamed = 40

/** `By Ada Lovelace: 8 papers`. */
export const byAuthorInWords = ({ name, total }: ByAuthor): string =>
  `By ${cutGraphemes(name, mostNamed)}: ${counted(total, 'paper')}`

type Names = Pick<Library, 'find' | 'namesAuthor' | 'authorWithin'>

/** Those that have the other words of the query too. Nothing where no author has the name, or more than words and it was typed. */
export async function papersByAuthor(query: Query, library: Names): Promise<ByAuthor | undefined> {
  const { filters, excluded, like } = query
  const [first, ...authors] = filters.authors
  if (excluded.length > 0 || like || hasFilters({ ...filters, authors })) return undefined
  const named = first === undefined ? namedIn(query, library) : namedBehind(first, query, library)
  if (!named) return undefined
  const asked = {
    ...query,
    text: '',
    words: named.others,
    phrases: [],
    filters: { ...filters, authors: [named.name] },
  }
  const { withEvery } = await library.find(asked, { limit: 0 })
  if (withEvery === 0) return undefined
  return { name: named.name, total: withEvery, text: [`author:"${named.name}"`, ...named.others].join(' ') }
}

/** All that was typed, or some words of it. */
function namedIn(query: Query, library: Names): NamedAuthor | undefined {
  const { words, phrases } = query
  const names = words.length > 0 ? [words.join(' '), ...phrases] : phrases
  if (names.length !== 1) return undefined
  if (isName(names[0]!, query, library)) return { name: names[0]!, others: [] }
  return phrases.length === 0 ? library.authorWithin(query) : undefined
}

/** `author:ada lovelace` */
function namedBehind(first: string, query: Query, library: Names): NamedAuthor | undefined {
  const { words, phrases } = query
  const name = [first, ...words].join(' ')
  if (words.length === 0 || phrases.length > 0 || !isName(name, query, library)) return undefined
  return { name, others: [] }
}

const isName = (name: string, query: Query, library: Names): boolean =>
  library.namesAuthor({ ...query, words: name.split(' ') })
