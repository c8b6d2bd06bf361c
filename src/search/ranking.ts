/** Papers in order: every segment scored, what may not pass left out, the best kept. */
import { Best, byRelevance, type Hit } from './best.ts'
import { type WeightedTerm, weigh } from './bm25.ts'
import type { Collection } from './collection.ts'
import { weighEvidence } from './evidence/evidence.ts'
import { admitted } from './filters.ts'
import { limits } from './limits.ts'
import type { LiveSegment } from './live-segment.ts'
import type { Plan } from './plan.ts'
import type { SortOrder } from './query.ts'
import type { Scores } from './scoring.ts'
import type { Semantics } from './semantic/semantics.ts'
import { type TitleFit, titleFit } from './title.ts'

export interface Ranking {
  readonly hits: readonly Hit[]
  readonly total: number
  readonly withEvery: number
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
  readonly titles: Readonly<Record<'whole' | 'name', number>>
}

/**
 * By relevance a paper needs one of the words, and papers with every word of a short query come first. Ordered by
 * date or upvotes it needs all of them, where any paper has them all; otherwise one common word would flood the
 * list. Without words all that pass the filters are found, the newest first.
 */
export function rank(
  plan: Plan,
  collection: Collection,
  scores: Scores,
  sort: SortOrder,
  keep: number,
  semantics?: Semantics,
): Ranking {
  const scheme = schemeOf(plan, collection)
  const order = plan.words.length === 0 && sort === 'relevance' ? 'newest' : sort
  const kept = sort === 'relevance' ? Math.max(keep, limits.weighedPapers) : keep
  const best = { withAny: new Best(kept, order), withAll: new Best(kept, order) }
  for (const live of collection.segments) {
    const passes = admitted(live, plan)
    if (plan.words.length === 0) offerAll(live, passes, best.withAny)
    else {
      scores.score(live, plan.words, scheme.terms, collection.meanLength)
      offerScored(live, passes, scores, titleFit(live, plan.title), scheme, best)
    }
  }
  const withEvery = plan.words.length === 0 ? best.withAny.offered : best.withAll.offered
  const found = sort === 'relevance' || best.withAll.offered === 0 ? best.withAny : best.withAll
  const hits = order === 'relevance' ? weighed(found.hits(), plan, collection, semantics) : found.hits()
  return { hits: hits.slice(0, keep), total: found.offered, withEvery, scheme }
}

/** Evidence only adds points, so that the papers it isn't weighed for stay behind all others. */
function weighed(
  hits: readonly Hit[],
  plan: Plan,
  collection: Collection,
  semantics: Semantics | undefined,
): Hit[] {
  const first = weighEvidence(hits.slice(0, limits.weighedPapers), plan, collection, semantics)
  return [...byRelevance(first), ...hits.slice(limits.weighedPapers)]
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
  return { terms, needed, everyWord: isShort ? most : 0, titles: { whole: 8 * most, name: 4 * most } }
}

function offerAll(live: LiveSegment, passes: Uint8Array, best: Best): void {
  for (let document = 0; document < passes.length; document++)
    if (passes[document]) best.offer(live, document, 0, 0, true)
}

function offerScored(
  live: LiveSegment,
  passes: Uint8Array,
  scores: Scores,
  fitOf: (document: number) => TitleFit,
  { needed, everyWord, titles }: Scheme,
  { withAny, withAll }: { readonly withAny: Best; readonly withAll: Best },
): void {
  for (const document of scores.documents) {
    if (!passes[document]) continue
    const hasAll = scores.wordsHeld(document) === needed
    const words = scores.points(document)
    const fit = hasAll ? fitOf(document) : undefined
    const bonus = (hasAll ? everyWord : 0) + (fit ? titles[fit] : 0)
    withAny.offer(live, document, words, bonus, hasAll)
    if (hasAll) withAll.offer(live, document, words, bonus, hasAll)
  }
}
