/** What to search for instead where nothing was found. */
import type { Library } from '../../src/library/library.ts'
import { grouped } from '../../src/papers/text.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import type { Query } from '../../src/search/query/query.ts'
import { type Relaxation, relaxations, withConditions } from '../../src/search/query/relax.ts'
import type { ByName } from './by-name.ts'

/** What is misspelt of a query, corrected. */
type Respellings = Pick<Query, 'phrases' | 'filters'>
type Corrections = Pick<Library, 'find' | 'correct' | 'nearestNames'>

export interface BetterQuery {
  /** As it is typed. */
  readonly text: string
  /** `12 match without org:nvidia.` */
  readonly said: string
  /** For its button. */
  readonly label: string
}

/** The label of a button with a condition as it was meant. */
export const searchWithIt = 'Search with it'

/**
 * The query with the misspelt words of its phrases and names corrected; or else, corrected or not, without the condition
 * without which most papers match.
 */
export async function betterQuery(
  query: Query,
  library: Corrections,
  today: string,
): Promise<BetterQuery | undefined> {
  const respellings = respellingsOf(query, library)
  const respelt = await respeltBy(respellings, query, library, today)
  if (respelt) return respelt
  const relaxed = [
    ...relaxations(query).map(one => ({ ...one, kept: '' })),
    ...respeltRelaxations(query, respellings),
  ]
  const tried = relaxed.map(async one => ({ ...one, total: await matching(one.text, library, today) }))
  const [best] = (await Promise.all(tried)).sort((one, other) => other.total - one.total)
  if (!best || best.total === 0) return undefined
  const said = `${matches(best.total)} ${best.kept}without ${best.dropped}.`
  return { text: best.text, said, label: 'Search without it' }
}

/** Those that keep something of what was corrected. */
function respeltRelaxations(query: Query, respelt: Respellings): (Relaxation & { kept: string })[] {
  const { changed } = withConditions(query, respelt)
  return relaxations({ ...query, ...respelt }).flatMap(one => {
    const kept = changed.filter(condition => condition !== one.dropped)
    return kept.length > 0 ? [{ ...one, kept: `with ${kept.join(', ')} and ` }] : []
  })
}

/** The query with the misspelt words of its phrases and names corrected, where papers match that. */
export function respeltQuery(
  query: Query,
  library: Corrections,
  today: string,
): Promise<BetterQuery | undefined> {
  return respeltBy(respellingsOf(query, library), query, library, today)
}

async function respeltBy(
  respellings: Respellings,
  query: Query,
  library: Corrections,
  today: string,
): Promise<BetterQuery | undefined> {
  const { text, changed } = withConditions(query, respellings)
  if (changed.length === 0) return undefined
  const total = await matching(text, library, today)
  return total > 0
    ? { text, said: `${matches(total)} with ${changed.join(', ')}.`, label: searchWithIt }
    : undefined
}

function respellingsOf(query: Query, library: Corrections): Respellings {
  const phrases = query.phrases.map(phrase => corrected(phrase, query, library))
  return { phrases, filters: library.nearestNames(query) }
}

async function matching(text: string, library: Pick<Library, 'find'>, today: string): Promise<number> {
  const { total, withEvery } = await library.find(parseQuery(text, today).query, { limit: 0 })
  return withEvery || total
}

/** That a query asks for nothing: what was wrong with it, where that is known. */
export const nothingToLookFor = (complaints: readonly string[]): string =>
  complaints.length > 0 ? complaints.join(' ') : 'There is nothing to look for.'

/** What to do where nothing was found. */
export function nextStep(
  { text }: Query,
  better: BetterQuery | undefined,
  byName: ByName | undefined,
): string {
  if (better) return better.said
  if (byName) return `It is the name of an ${byName.of}.`
  return isEnglish(text) ? 'Try fewer or other words.' : 'Papers are in English: try English words.'
}

/** As far as its letters tell. */
const isEnglish = (text: string): boolean => /[\p{sc=Latin}\p{sc=Greek}]/u.test(text) || !/\p{L}/u.test(text)

const matches = (count: number): string => `${grouped(count)} ${count === 1 ? 'matches' : 'match'}`

function corrected(phrase: string, query: Query, library: Pick<Library, 'correct'>): string {
  const { words, corrections } = library.correct({ ...query, words: phrase.split(' ') })
  return corrections.length === 0 ? phrase : words.filter(word => word !== '').join(' ')
}
