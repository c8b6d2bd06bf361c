/** Papers in order: every segment scored, what may not pass left out, the best kept. */
import { Best, byRelevance, type Hit, idOf } from './best.ts'
import { type WeightedTerm, weigh } from './weighing.ts'
import type { Collection } from '../index/collection.ts'
import { weighEvidence } from './evidence/evidence.ts'
import type { Nearness } from './evidence/nearness.ts'
import { admitted } from '../matching/filters.ts'
import { limits } from '../limits.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import type { Plan, StandIn } from '../query/plan.ts'
import type { SortOrder } from '../query/query.ts'
import type { Scores } from './scoring.ts'
import { type TitleFit, titleFit } from './title.ts'

export interface Ranking {
  readonly hits: readonly Hit[]
  readonly total: number
  readonly withEvery: number
  /** By what stands in for a word, how many papers have every word and this one by it alone. */
  readonly standIns: ReadonlyMap<StandIn, number>
  readonly scheme: Scheme
}

/** How a plan is scored, the same in every segment. */
export interface Scheme {
  readonly terms: readonly WeightedTerm[]
  /** Words that a paper must hold to have all that was typed. */
  readonly needed: number
  /** Points for every word of a short query: as many as all its words together could bring. */
  readonly everyWord: number
  /** Points for a title, or a system's name in it, that is the query word for word: more than all else could bring. */
  readonly titles: Readonly<Record<NonNullable<TitleFit>, number>>
}

/**
 * By relevance a paper needs one of the words, and papers with every word of a short query come first. Ordered by
 * date or upvotes it needs all of them, where any paper has them all; otherwise one common word would flood the
 * list. Without words all that pass the filters are found, the newest first.
 * @param nearness in meaning; by relevance it also adds papers, those that stand out by it
 */
export function rank(
  plan: Plan,
  collection: Collection,
  scores: Scores,
  sort: SortOrder,
  keep: number,
  nearness?: Nearness,
): Ranking {
  const scheme = schemeOf(plan, collection)
  const order = plan.words.length === 0 && sort === 'relevance' ? 'newest' : sort
  const kept = sort === 'relevance' ? Math.max(keep, limits.weighedPapers) : keep
  const withAny = new Best(kept, order)
  // By relevance those with every word are only counted.
  const withAll = sort === 'relevance' ? undefined : new Best(kept, order)
  const standIns = new Map<StandIn, number>()
  let withEvery = 0
  const outstanding = documentsOf(order === 'relevance' ? (nearness?.outstanding ?? []) : [], collection)
  const near: Hit[] = []
  for (const live of collection.segments) {
    if (plan.words.length === 0)
      offerAll(
        live,
        admitted(live, plan, () => true),
        withAny,
      )
    else {
      scores.score(live, plan.words, scheme.terms, collection.meanLength)
      const others = outstanding.get(live)
      const passes = admitted(
        live,
        plan,
        document => scores.points(document) > 0 || (others?.has(document) ?? false),
      )
      const fitOf = titleFit(live, plan.title)
      withEvery += offerScored(live, passes, scores, fitOf, scheme, withAny, withAll)
      countBrought(passes, scores, scheme, standIns)
      for (const document of others ?? [])
        if (passes[document]) near.push(hitOf(live, document, scores, fitOf, scheme))
    }
  }
  const added = nearest(near, nearness)
  if (plan.words.length === 0) withEvery = withAny.offered
  const found = withAll && withEvery > 0 && plan.words.length > 0 ? withAll : withAny
  const hits =
    order === 'relevance' ? weighed(found.hits(), added, plan, collection, keep, nearness) : found.hits()
  const wordless = added.filter(({ words }) => words === 0).length
  return { hits: hits.slice(0, keep), total: found.offered + wordless, withEvery, standIns, scheme }
}

/** Evidence only adds points, so that the papers it isn't weighed for stay behind all others. */
function weighed(
  hits: readonly Hit[],
  added: readonly Hit[],
  plan: Plan,
  collection: Collection,
  keep: number,
  nearness: Nearness | undefined,
): Hit[] {
  const best = hits.slice(0, limits.weighedPapers)
  const others = hits.slice(limits.weighedPapers)
  const first = [...best, ...without(added, best)]
  return [...byRelevance(weighEvidence(first, plan, collection, nearness, keep)), ...without(others, added)]
}

function without(hits: readonly Hit[], others: readonly Hit[]): readonly Hit[] {
  if (hits.length === 0 || others.length === 0) return hits
  const ids = new Set(others.map(idOf))
  return hits.filter(hit => !ids.has(idOf(hit)))
}

function documentsOf(ids: readonly string[], collection: Collection): Map<LiveSegment, Set<number>> {
  const documents = new Map<LiveSegment, Set<number>>()
  for (const id of ids) {
    const found = collection.find(id)
    if (!found) continue
    const known = documents.get(found.live)
    if (known) known.add(found.document)
    else documents.set(found.live, new Set([found.document]))
  }
  return documents
}

function nearest(hits: readonly Hit[], nearness: Nearness | undefined): Hit[] {
  const measured = hits.map(hit => ({ hit, near: nearness?.of(hit.live, hit.document) ?? 0 }))
  measured.sort((one, other) => other.near - one.near)
  return measured.slice(0, limits.nearPapers).map(({ hit }) => hit)
}

/**
 * Putting papers with every word first brings short queries +.010 nDCG@10 on hf_keywords and +.004 on acm_kw, and
 * costs long ones .002 to .006 (cacm, csfcube_title, scitldr).
 */
function schemeOf({ words }: Plan, collection: Collection): Scheme {
  const terms = weigh(words, collection)
  const most = terms.reduce((sum, { ceiling }) => sum + ceiling, 0)
  const needed = words.filter(({ required }) => required).length
  const isShort = needed > 1 && needed <= limits.shortQueryWords
  return {
    terms,
    needed,
    everyWord: isShort ? most : 0,
    titles: { whole: 12 * most, name: 8 * most, alike: 4 * most },
  }
}

function offerAll(live: LiveSegment, passes: Uint8Array, best: Best): void {
  for (let document = 0; document < passes.length; document++)
    if (passes[document]) best.offer(live, document, 0, 0, true)
}

/** @returns how many hold every word */
function offerScored(
  live: LiveSegment,
  passes: Uint8Array,
  scores: Scores,
  fitOf: (document: number) => TitleFit,
  scheme: Scheme,
  withAny: Best,
  withAll: Best | undefined,
): number {
  const { documents } = scores
  let withEvery = 0
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at]!
    if (!passes[document]) continue
    const hasAll = scores.wordsHeld(document) === scheme.needed
    const words = scores.points(document)
    const bonus = hasAll ? bonusOf(fitOf(document), scheme) : 0
    withAny.offer(live, document, words, bonus, hasAll)
    if (!hasAll) continue
    withEvery++
    withAll?.offer(live, document, words, bonus, hasAll)
  }
  return withEvery
}

/** Adds how many documents have every word of which one is there by a stand-in alone. */
function countBrought(
  passes: Uint8Array,
  scores: Scores,
  { needed }: Scheme,
  counts: Map<StandIn, number>,
): void {
  for (const [standIn, documents] of scores.standingIn) {
    const brought = documents.filter(document => passes[document] && scores.wordsHeld(document) === needed)
    counts.set(standIn, (counts.get(standIn) ?? 0) + brought.length)
  }
}

/** What `offerScored` offers for a document, which need hold no word. */
function hitOf(
  live: LiveSegment,
  document: number,
  scores: Scores,
  fitOf: (document: number) => TitleFit,
  scheme: Scheme,
): Hit {
  const words = scores.points(document)
  const hasAll = scores.wordsHeld(document) === scheme.needed
  return { live, document, words, score: words + (hasAll ? bonusOf(fitOf(document), scheme) : 0), hasAll }
}

/** Points beside those of its words for a document that holds all of them. */
function bonusOf(fit: TitleFit, { everyWord, titles }: Scheme): number {
  return everyWord + (fit ? titles[fit] : 0)
}
