/** Search in the papers that something happened to here: the library's search among them, and what was written of them. */
import { isDeepStrictEqual } from 'node:util'
import type { Kysely } from 'kysely'
import { type Place, withoutThread } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Library } from '../library/library.ts'
import type { Query } from '../search/query/query.ts'
import { compileTopic, type Topic } from '../search/topics/topic.ts'
import { namesOf, takenOver } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Discussions, Happened, Reader, Verdict } from './discussions.ts'
import { knownToOne } from './known.ts'
import { limits } from './limits.ts'
import { createPapersHere } from './papers-here.ts'
import { onListsOfOthers } from './reading.ts'
import { asksMore, isAsked, type Remarked, remarkedBy, remarkedOn, type Remarks } from './remarks.ts'
import { readable } from './scopes.ts'
import { verdictOf, verdictsOn } from './verdicts.ts'

type Db = Kysely<Database>

export interface HistoryContext {
  readonly db: Db
  readonly library: Pick<Library, 'rank' | 'many'>
  readonly delivery: Pick<Delivery, 'posted' | 'postedSince'>
}

/**
 * What is ranked are the papers that the readers of a place may know of, by what all papers of the library say: what was
 * said elsewhere has no part in it.
 */
export function createHistory({
  db,
  library,
  delivery,
}: HistoryContext): Pick<Discussions, 'history' | 'forgotten'> {
  const here = createPapersHere({ db, delivery })

  async function history(query: Query, reader: Reader): Promise<Happened[]> {
    const channel = withoutThread(reader.place)
    const scopes = readable(reader.scope)
    const { papers, remarks } = await here.papersOf(channel, scopes)
    const remarked = await remarkedIn(remarks, query, scopes)
    let happened: readonly Happened[] = []
    // Further down only where nothing is left of some: few are looked at as a rule.
    for (const most of [limits.historyHits, limits.historyLooked]) {
      const found = library.rank(query, most, papers)
      happened = await happenedTo(withRemarked(found, remarked).slice(0, most), channel, reader)
      if (happened.length >= limits.historyHits || found.length < most) break
    }
    return happened.slice(0, limits.historyHits).map(one => withVerdict(one, remarked.get(one.paper)))
  }

  /** Papers by what was written of them, as it is now. */
  async function remarkedIn(
    remarks: Remarks,
    query: Query,
    scopes: readonly string[],
  ): Promise<ReadonlyMap<string, Remarked>> {
    const topic = compileTopic(query)
    const most = asksMore(topic) ? limits.historyLooked : limits.historyRemarked
    const written = remarkedOn(remarks, topic, most)
    if (written.length === 0) return new Map()
    const now = await takenOver(db, written)
    const ids = await among(topic, [...new Set(written.map(id => now.get(id) ?? id))])
    const verdicts = Map.groupBy(await verdictsOn(db, await namesOf(db, ids), scopes), ({ paper }) => paper)
    return new Map(
      ids.flatMap(id => {
        const remarked = remarkedBy(topic, (verdicts.get(id) ?? []).map(verdictOf))
        return remarked ? [[id, remarked] as const] : []
      }),
    )
  }

  /** Those of the papers that are what is asked for, whatever was said. */
  async function among(topic: Topic, ids: readonly string[]): Promise<readonly string[]> {
    if (!asksMore(topic)) return ids
    return (await library.many(ids)).filter(paper => isAsked(topic, paper)).map(({ id }) => id)
  }

  /** Without those of which nothing is left: a vote may have been taken back, a channel may have become private. */
  async function happenedTo(
    papers: readonly string[],
    channel: Place,
    reader: Reader,
  ): Promise<readonly Happened[]> {
    const { known } = await knownToOne(db, papers, reader)
    const lists = await onListsOfOthers(db, papers, reader)
    const posted = new Map(
      (await delivery.posted(channel, papers)).map(({ paper, claimedAt }) => [paper, claimedAt]),
    )
    return papers.flatMap(paper => {
      const [knownOf, savedBy, postedAt] = [known.get(paper), lists.get(paper), posted.get(paper)]
      const happened = {
        ...(knownOf && { known: knownOf }),
        ...(savedBy && { savedBy }),
        ...(postedAt && { postedAt }),
      }
      return Object.keys(happened).length === 0 ? [] : [{ paper, ...happened }]
    })
  }

  return { history, forgotten: here.forgotten }
}

/** First those of which most of what is asked for was written, last those of which some of it was. */
function withRemarked(found: readonly string[], remarked: ReadonlyMap<string, Remarked>): string[] {
  const [most = [], some = []] = [true, false].map(isMost =>
    [...remarked].flatMap(([paper, one]) => (one.isMost === isMost ? [paper] : [])),
  )
  return [...new Set([...most, ...found, ...some])]
}

/** With the verdict that answers, where another is the latest. */
function withVerdict(happened: Happened, remarked: Remarked | undefined): Happened {
  const isLatest = (verdict: Verdict): boolean => isDeepStrictEqual(verdict, happened.known?.verdict)
  return remarked && !isLatest(remarked.verdict) ? { ...happened, answer: remarked.verdict } : happened
}
