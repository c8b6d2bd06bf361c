/** A query as a yes-or-no question about one paper: what a channel subscribes to. Pure, and without an index. */
import type { Acronym } from '../language/acronyms.ts'
import { fold, foldName } from '../language/analysis.ts'
import { hasWords, isBy, isDated, isHandle, isUpvoted, isWithin } from '../matching/conditions.ts'
import { asksForEither } from '../query/booleans.ts'
import type { Query, QueryFilters } from '../query/query.ts'
import type { Field, Occurrence, ReadPaper } from './read-paper.ts'
import { dateNumber } from '../index/segment.ts'
import { phrasing, type Wording, wordings } from './wording.ts'

/** One condition of a topic that a paper doesn't meet. Texts are as typed, without operator and quotes. */
export type Missing =
  | {
      readonly kind: 'word' | 'phrase' | 'author' | 'organization' | 'category' | 'id' | 'like'
      readonly text: string
    }
  /** It must not occur, and does. */
  | { readonly kind: 'excluded'; readonly text: string; readonly found: Occurrence }
  | { readonly kind: 'dates'; readonly after: string | undefined; readonly before: string | undefined }
  | {
      readonly kind: 'upvotes'
      readonly minUpvotes: number | undefined
      readonly maxUpvotes: number | undefined
    }
  | { readonly kind: 'code' }

export interface Matched {
  readonly matched: true
  /** Only orders what matched, 0 to 3: the mean over words and phrases of 3 for one in the title, 2 keywords, 1 abstract. */
  readonly fit: number
  /** Each word and phrase; `passage` of the paper read shows what stands around it. */
  readonly found: readonly Occurrence[]
}

export interface Unmatched {
  readonly matched: false
  /** Everything, not only the first. */
  readonly missing: readonly Missing[]
}

export type TopicMatch = Matched | Unmatched

/** A query made ready for many papers. */
export interface Topic {
  readonly query: Query
  readonly asked: readonly Asked[]
  readonly excluded: readonly Wording[]
  readonly filters: readonly Filter[]
  /** What its acronyms, and long forms of some, are taken to mean. */
  readonly acronyms: readonly Acronym[]
}

interface Asked {
  readonly kind: 'word' | 'phrase'
  readonly wording: Wording
}

interface Filter {
  readonly missing: Missing
  holds(read: ReadPaper): boolean
}

const fieldFit: Readonly<Record<Field, number>> = { title: 3, keywords: 2, abstract: 1 }

/**
 * Makes a query a yes-or-no question. Each content word, phrase and filter must hold and no excluded words may occur,
 * in title, keywords or abstract, stemmed as in a search. An acronym and its long form are the same, except in phrases. It differs from a search with every word
 * in that keywords count, that the parts of `multi-agent` must follow one another, and that what is typed or written
 * open, hyphenated or in one is the same. An id is a topic that one paper matches; `like:` is one that none does
 * (`topicComplaints`).
 * @param acronyms by default none: nothing is looked up, so that the same topic always asks the same
 */
export function compileTopic(query: Query, acronyms: readonly Acronym[] = []): Topic {
  const { id, words, phrases } = query
  if (id !== undefined) return { query, asked: [], excluded: [], filters: [onlyPaper(id)], acronyms }
  const asked: Asked[] = [
    ...wordings(words, phrases, acronyms).map(wording => ({ kind: 'word' as const, wording })),
    ...phrases.flatMap(text => phrasing(text)).map(wording => ({ kind: 'phrase' as const, wording })),
  ]
  return {
    query,
    asked: asked.length > 0 ? asked : [...words, ...phrases].map(unsearchable),
    excluded: query.excluded.flatMap(text => phrasing(text, acronyms)),
    filters: filtersOf(query),
    acronyms,
  }
}

/** What a person is told about a query that can be searched for but is no topic. */
export function topicComplaints({ like, text }: Query): string[] {
  if (asksForEither(text))
    return [
      'several topics are separated by commas, as in LoRA, QLoRA. Where OR is a word, it stands in quotes, as in "OR problems".',
    ]
  if (like === undefined) return []
  return [
    `like:${like} orders papers, and can't tell which to leave out. Name what they are about, as in speculative decoding.`,
  ]
}

/** Whether a paper is on the topic, with the evidence or with all that is missing. */
export function matches(topic: Topic, read: ReadPaper): TopicMatch {
  const found: Occurrence[] = []
  const missing: Missing[] = []
  for (const { kind, wording } of topic.asked) {
    const occurrence = read.find(wording)
    if (occurrence) found.push(occurrence)
    else missing.push({ kind, text: wording.label })
  }
  for (const wording of topic.excluded) {
    const occurrence = read.find(wording)
    if (occurrence) missing.push({ kind: 'excluded', text: wording.label, found: occurrence })
  }
  for (const one of topic.filters) if (!one.holds(read)) missing.push(one.missing)
  return missing.length > 0 ? { matched: false, missing } : { matched: true, fit: fitOf(found), found }
}

/** The topic that a paper fits best, the first of equals. Undefined when it matches none. */
export function matchesAny(
  topics: readonly Topic[],
  read: ReadPaper,
): { readonly topic: Topic; readonly match: Matched } | undefined {
  let best: { topic: Topic; match: Matched } | undefined
  for (const topic of topics) {
    const match = matches(topic, read)
    if (match.matched && (!best || match.fit > best.match.fit)) best = { topic, match }
  }
  return best
}

function fitOf(found: readonly Occurrence[]): number {
  return found.reduce((sum, { field }) => sum + fieldFit[field], 0) / (found.length || 1)
}

/** No text has it. */
function unsearchable(label: string): Asked {
  return { kind: 'word', wording: { label, forms: [], trace: /(?!)/ } }
}

function onlyPaper(id: string): Filter {
  return { missing: { kind: 'id', text: id }, holds: ({ paper }) => paper.id === id }
}

function filtersOf({ like, filters: { authors, organizations, categories, ...filters } }: Query): Filter[] {
  return [
    ...authors.map(text => ({ missing: { kind: 'author' as const, text }, holds: isByAuthor(text) })),
    ...organizations.map(text => ({ missing: { kind: 'organization' as const, text }, holds: isFrom(text) })),
    ...categories.map(text => ({ missing: { kind: 'category' as const, text }, holds: isIn(text) })),
    ...columnFilters(filters),
    ...(like === undefined ? [] : [{ missing: { kind: 'like' as const, text: like }, holds: () => false }]),
  ]
}

function isByAuthor(name: string): Filter['holds'] {
  const named = isBy(name)
  return ({ authors }) => authors.some(named)
}

function isFrom(name: string): Filter['holds'] {
  const named = hasWords(name)
  const isTheirs = isHandle(name)
  return ({ paper: { organization } }) =>
    organization !== undefined &&
    (named(foldName(organization.name)) || isTheirs(fold(organization.handle ?? '')))
}

function isIn(category: string): Filter['holds'] {
  const within = isWithin(category)
  return ({ paper }) => paper.categories.some(one => within(fold(one)))
}

function columnFilters(filters: Omit<QueryFilters, 'authors' | 'organizations' | 'categories'>): Filter[] {
  const { after, before, minUpvotes, maxUpvotes, hasCode } = filters
  const dated = isDated(after, before)
  const upvoted = isUpvoted(minUpvotes, maxUpvotes)
  const all: Filter[] = []
  if (after !== undefined || before !== undefined)
    all.push({
      missing: { kind: 'dates', after, before },
      holds: ({ paper }) => dated(dateNumber(paper.published), dateNumber(paper.listDate)),
    })
  if (minUpvotes !== undefined || maxUpvotes !== undefined)
    all.push({
      missing: { kind: 'upvotes', minUpvotes, maxUpvotes },
      holds: ({ paper }) => upvoted(paper.upvotes ?? -1),
    })
  if (hasCode) all.push({ missing: { kind: 'code' }, holds: ({ paper }) => paper.code !== undefined })
  return all
}
