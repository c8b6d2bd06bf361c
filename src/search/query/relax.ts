/** What to try when nothing matches: the same query without one of its conditions, or with other phrases and names. */
import type { Query, QueryFilters } from './query.ts'

export interface Relaxation {
  /** The condition that was left out, as it is typed: `org:nvidia`. */
  readonly dropped: string
  /** The query without it, as it is typed. Never empty. */
  readonly text: string
}

/** Every way to leave out one filter, phrase or exclusion, as long as something is left to look for. */
export function relaxations(query: Query): Relaxation[] {
  const { words, wanted, exclusions } = conditionsOf(query)
  return [...wanted, ...exclusions].flatMap(dropped => {
    const left = (condition: string): boolean => condition !== dropped
    const asked = [...words, ...wanted.filter(left)]
    const text = [...asked, ...exclusions.filter(left)].join(' ')
    return asked.length > 0 ? [{ dropped, text }] : []
  })
}

/** A query with other phrases and filters, as it is typed, and the conditions that differ from those of the first. */
export function withConditions(
  query: Query,
  others: Pick<Query, 'phrases' | 'filters'>,
): { text: string; changed: string[] } {
  const { words, wanted, exclusions } = conditionsOf({ ...query, ...others })
  const before = conditionsOf(query).wanted
  return {
    text: [...words, ...wanted, ...exclusions].join(' '),
    changed: wanted.filter((condition, at) => condition !== before[at]),
  }
}

/** What a query asks for, each as it is typed. */
function conditionsOf({ words, like, phrases, filters, excluded }: Query) {
  return {
    words: [...words, ...(like ? [`like:${like}`] : [])],
    wanted: [...phrases.map(phrase => `"${phrase}"`), ...filterTexts(filters)],
    exclusions: excluded.map(phrase => `-${quoted(phrase)}`),
  }
}

function filterTexts(filters: QueryFilters): string[] {
  return [
    ...filters.authors.map(name => `author:${quoted(name)}`),
    ...filters.organizations.map(name => `org:${quoted(name)}`),
    ...filters.categories.map(name => `cat:${name}`),
    ...(filters.after ? [`after:${filters.after}`] : []),
    ...(filters.before ? [`before:${filters.before}`] : []),
    ...upvoteConditions(filters),
    ...(filters.hasCode ? ['has:code'] : []),
  ]
}

function upvoteConditions({ minUpvotes, maxUpvotes }: QueryFilters): string[] {
  if (minUpvotes === undefined && maxUpvotes === undefined) return []
  if (maxUpvotes === undefined) return [`upvotes:${minUpvotes}`]
  return [`upvotes:${minUpvotes ?? 0}..${maxUpvotes}`]
}

const quoted = (words: string): string => (/\s/.test(words) ? `"${words}"` : words)
