/** Where a query has the name of an author or of an organisation: the papers of that. */
import type { Library } from '../../src/library/library.ts'
import { counted, cutGraphemes } from '../../src/papers/text.ts'
import { foldName } from '../../src/search/language/analysis.ts'
import { hasFilters, type Query, type QueryFilters } from '../../src/search/query/query.ts'
import type { NamedAuthor } from '../../src/search/reading/author-names.ts'

export interface ByName {
  readonly of: 'author' | 'organisation'
  /** As typed. */
  readonly name: string
  readonly total: number
  /** What finds them, as it is typed. */
  readonly text: string
}

/** Graphemes of a name. */
const mostNamed = 40
/** Organisations with all that was typed somewhere in their names, the ones of most papers, that are looked at. */
const mostOrganizations = 50

/** `By Ada Lovelace: 8 papers`, `From NVIDIA: 93 papers`. */
export const byNameInWords = ({ of, name, total }: ByName): string =>
  `${of === 'author' ? 'By' : 'From'} ${cutGraphemes(name, mostNamed)}: ${counted(total, 'paper')}`

type Names = Pick<Library, 'find' | 'namesAuthor' | 'authorWithin' | 'completeOrganization'>

/**
 * Those that have the other words of the query too. Nothing where neither has the name, or more than words and an author was
 * typed.
 */
export async function papersByName(query: Query, library: Names): Promise<ByName | undefined> {
  const { filters, excluded, like } = query
  const [first, ...authors] = filters.authors
  if (excluded.length > 0 || like || hasFilters({ ...filters, authors })) return undefined
  const organization = first === undefined ? organizationIn(query, library) : undefined
  if (organization !== undefined)
    return {
      of: 'organisation',
      name: organization,
      total: await papersWith(query, [], { ...filters, organizations: [organization] }, library),
      text: `org:"${organization}"`,
    }
  const named = first === undefined ? namedIn(query, library) : namedBehind(first, query, library)
  if (!named) return undefined
  const total = await papersWith(query, named.others, { ...filters, authors: [named.name] }, library)
  const text = [`author:"${named.name}"`, ...named.others].join(' ')
  return total === 0 ? undefined : { of: 'author', name: named.name, total, text }
}

async function papersWith(
  query: Query,
  words: readonly string[],
  filters: QueryFilters,
  library: Names,
): Promise<number> {
  const asked = { ...query, text: '', title: '', words, phrases: [], filters }
  return (await library.find(asked, { limit: 0 })).withEvery
}

/** The organisation that has all that was typed as its name. */
function organizationIn({ words, phrases }: Query, library: Names): string | undefined {
  const typed = [...words, ...phrases].join(' ')
  if (typed === '') return undefined
  return library
    .completeOrganization(typed, mostOrganizations)
    .find(name => foldName(name) === foldName(typed))
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
