/** Which documents of a segment a query lets through: phrases, exclusions and filters. */
import { analyze, fold, foldName } from './analysis.ts'
import type { LiveSegment } from './live-segment.ts'
import { eachWithPhrase } from './phrases.ts'
import type { Plan } from './plan.ts'
import type { QueryFilters } from './query.ts'
import { dateNumber, type Facet, type Segment } from './segment.ts'

/** 1 for each live document that every condition lets through. Not to be changed: it may be the segment's own. */
export function admitted(live: LiveSegment, plan: Plan): Uint8Array {
  const conditions = [
    ...plan.phrases.map(phrase => holding(live, found => eachWithPhrase(live, phrase, found))),
    ...plan.excluded.map(phrase => inverse(holding(live, found => eachWithPhrase(live, phrase, found)))),
    ...facetConditions(live, plan.filters),
    ...columnConditions(live.segment, plan.filters),
  ]
  const without = plan.without === undefined ? undefined : live.documentOf(plan.without)
  if (conditions.length === 0 && without === undefined) return live.live
  const all = live.live.slice()
  for (const condition of conditions) for (let at = 0; at < all.length; at++) all[at]! &= condition[at]!
  if (without !== undefined) all[without] = 0
  return all
}

function holding(live: LiveSegment, each: (found: (document: number) => void) => void): Uint8Array {
  const documents = new Uint8Array(live.live.length)
  each(document => {
    documents[document] = 1
  })
  return documents
}

function inverse(documents: Uint8Array): Uint8Array {
  return documents.map(one => 1 - one)
}

function facetConditions(live: LiveSegment, filters: QueryFilters): Uint8Array[] {
  const { authors, organizations, handles, categories } = live.segment.facets
  return [
    ...filters.authors.map(name => holding(live, found => eachLabelled(authors, hasWords(name), found))),
    ...filters.organizations.map(name =>
      holding(live, found => {
        const named = hasWords(name)
        eachLabelled(organizations, label => named(foldName(label)), found)
        eachLabelled(handles, label => label === fold(name), found)
      }),
    ),
    ...filters.categories.map(name =>
      holding(live, found => eachLabelled(categories, isWithin(name), found)),
    ),
  ]
}

function eachLabelled(
  { labels, documents }: Facet,
  matches: (label: string) => boolean,
  found: (document: number) => void,
): void {
  labels.forEach((label, row) => {
    if (!matches(label)) return
    for (let at = documents.start[row]!; at < documents.start[row + 1]!; at++) found(documents.values[at]!)
  })
}

/** A folded name that has each word of another, in any order: `hinton` and `Geoffrey Hinton` in `geoffrey e. hinton`. */
function hasWords(name: string): (folded: string) => boolean {
  const wanted = analyze(name).flatMap(({ words }) => words.map(word => word.text))
  return folded => wanted.length > 0 && wanted.every(word => hasWord(folded, word))
}

/** Without splitting the name: this runs over all names of the library. */
function hasWord(folded: string, word: string): boolean {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
    if (!isWordCharacter(folded[at - 1]) && !isWordCharacter(folded[at + word.length])) return true
  return false
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character)
}

/** The category itself, or one below it: `cs.cl` is within `cs`. */
function isWithin(category: string): (label: string) => boolean {
  const wanted = fold(category)
  return label => label === wanted || label.startsWith(`${wanted}.`)
}

function columnConditions(segment: Segment, filters: QueryFilters): Uint8Array[] {
  const { after, before, minUpvotes, maxUpvotes, hasCode } = filters
  const conditions: Uint8Array[] = []
  if (after !== undefined || before !== undefined) conditions.push(datedWithin(segment, after, before))
  if (minUpvotes !== undefined || maxUpvotes !== undefined)
    conditions.push(upvotedWithin(segment, minUpvotes ?? 0, maxUpvotes ?? Number.MAX_SAFE_INTEGER))
  if (hasCode) conditions.push(segment.hasCode)
  return conditions
}

/** Published, or listed, within one span; a paper without a date is not. */
function datedWithin({ published, listed }: Segment, after?: string, before?: string): Uint8Array {
  const first = Math.max(dateNumber(after), 1)
  const end = before === undefined ? Number.MAX_SAFE_INTEGER : dateNumber(before)
  const within = (date: number): boolean => date >= first && date < end
  return where(published.length, document => within(published[document]!) || within(listed[document]!))
}

/** A paper whose upvotes are unknown is in no span. */
function upvotedWithin({ upvotes }: Segment, least: number, most: number): Uint8Array {
  return where(upvotes.length, document => upvotes[document]! >= least && upvotes[document]! <= most)
}

/** A loop rather than `Uint8Array.from`, which is ten times as slow. */
function where(size: number, test: (document: number) => boolean): Uint8Array {
  const documents = new Uint8Array(size)
  for (let document = 0; document < size; document++) if (test(document)) documents[document] = 1
  return documents
}
