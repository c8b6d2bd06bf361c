/** Which documents of a segment a query lets through: phrases, exclusions and filters. */
import { foldName } from '../language/analysis.ts'
import { foldedNames } from '../language/author-names.ts'
import { hasWords, isDated, isHandle, isUpvoted, isWithin, nameWords } from './conditions.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import { keepByPhrases } from './phrase-conditions.ts'
import type { Plan } from '../query/plan.ts'
import type { QueryFilters } from '../query/query.ts'
import { documentsIn, type Facet, type Segment } from '../index/segment.ts'
import { countOf, textAt, textsHolding } from '../index/texts.ts'

/**
 * 1 for each live document that every condition lets through. Not to be changed: it may be the segment's own.
 * @param matters documents of which it is asked; whether phrases let others through is left open
 */
export function admitted(live: LiveSegment, plan: Plan, matters: (document: number) => boolean): Uint8Array {
  const conditions = [
    ...facetConditions(live, plan.filters),
    ...columnConditions(live.segment, plan.filters),
    ...(plan.among ? [live.among(plan.among)] : []),
  ]
  const without = plan.without === undefined ? undefined : live.documentOf(plan.without)
  const asked = conditions.length + plan.phrases.length + plan.excluded.length
  if (asked === 0 && without === undefined) return live.live
  const all = live.live.slice()
  const keep = (condition: Uint8Array): void => {
    for (let at = 0; at < all.length; at++) all[at]! &= condition[at]!
  }
  conditions.forEach(keep)
  if (without !== undefined) all[without] = 0
  if (plan.phrases.length + plan.excluded.length > 0) keepByPhrases(live, plan, all, matters)
  return all
}

function holding(live: LiveSegment, each: (found: (document: number) => void) => void): Uint8Array {
  const documents = new Uint8Array(live.live.length)
  each(document => {
    documents[document] = 1
  })
  return documents
}

function facetConditions(live: LiveSegment, filters: QueryFilters): Uint8Array[] {
  const { authors, organizations, handles, categories } = live.segment.facets
  return [
    ...filters.authors.map(name => holding(live, found => eachNamed(authors, name, found))),
    ...filters.organizations.map(name =>
      holding(live, found => {
        const named = hasWords(name)
        eachLabelled(organizations, label => named(foldName(label)), found)
        eachLabelled(handles, isHandle(name), found)
      }),
    ),
    ...filters.categories.map(name =>
      holding(live, found => eachLabelled(categories, isWithin(name), found)),
    ),
  ]
}

/** Authors are many, so that only those are looked at that hold the longest word of the name. */
function eachNamed({ labels, documents }: Facet, name: string, found: (document: number) => void): void {
  for (const way of foldedNames(name)) {
    const longest = nameWords(way).reduce((one, other) => (other.length > one.length ? other : one), '')
    if (longest === '') return
    const matches = hasWords(way)
    for (const row of textsHolding(labels, longest))
      if (matches(textAt(labels, row))) for (const document of documentsIn(documents, row)) found(document)
  }
}

function eachLabelled(
  { labels, documents }: Facet,
  matches: (label: string) => boolean,
  found: (document: number) => void,
): void {
  for (let row = 0; row < countOf(labels); row++)
    if (matches(textAt(labels, row))) for (const document of documentsIn(documents, row)) found(document)
}

function columnConditions(segment: Segment, filters: QueryFilters): Uint8Array[] {
  const { published, listed, upvotes } = segment
  const { after, before, minUpvotes, maxUpvotes, hasCode } = filters
  const conditions: Uint8Array[] = []
  if (after !== undefined || before !== undefined) {
    const within = isDated(after, before)
    conditions.push(where(published.length, at => within(published[at]!, listed[at]!)))
  }
  if (minUpvotes !== undefined || maxUpvotes !== undefined) {
    const within = isUpvoted(minUpvotes, maxUpvotes)
    conditions.push(where(upvotes.length, at => within(upvotes[at]!)))
  }
  if (hasCode) conditions.push(segment.hasCode)
  return conditions
}

/** A loop rather than `Uint8Array.from`, which is ten times as slow. */
function where(size: number, test: (document: number) => boolean): Uint8Array {
  const documents = new Uint8Array(size)
  for (let document = 0; document < size; document++) if (test(document)) documents[document] = 1
  return documents
}
