/** Where a query is the name of an author: the papers by that author. */
import type { Library } from '../../src/library/library.ts'
import { counted, cutGraphemes } from '../../src/papers/text.ts'
import { hasFilters, type Query } from '../../src/search/query/query.ts'

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

/** Nothing where more than a name was typed, or no author has it. */
export async function papersByAuthor(
  query: Query,
  library: Pick<Library, 'find' | 'namesAuthor'>,
): Promise<ByAuthor | undefined> {
  const { words, phrases, excluded, filters, like } = query
  // `author:ada lovelace` begins with one of the name's words.
  const [first, ...authors] = filters.authors
  const typed = first === undefined || words.length === 0 ? words : [first, ...words]
  const names = typed.length > 0 ? [typed.join(' '), ...phrases] : phrases
  const others = { ...filters, authors: typed === words ? filters.authors : authors }
  const isAlone = names.length === 1 && excluded.length === 0 && !like && !hasFilters(others)
  const [name] = names
  if (!isAlone || name === undefined || !library.namesAuthor({ ...query, words: name.split(' ') }))
    return undefined
  const { total } = await library.find(
    { ...query, text: '', words: [], phrases: [], filters: { ...others, authors: [name] } },
    { limit: 0 },
  )
  return { name, total, text: `author:"${name}"` }
}
