/** Search in the papers that something happened to here: the library's search among them, and what was written of them. */
import { isDeepStrictEqual } from 'node:util'
import { type Kysely, sql } from 'kysely'
import { formatPlace, type Place, withoutThread } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Library } from '../library/library.ts'
import { isTitleId } from '../papers/ids.ts'
import type { Query } from '../search/query/query.ts'
import { compileTopic, type Topic } from '../search/topics/topic.ts'
import { namesOf, takenOver } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Discussions, Happened, Reader, Verdict } from './discussions.ts'
import { knownToOne } from './known.ts'
import { limits } from './limits.ts'
import { onListsOfOthers } from './reading.ts'
import {
  addRemark,
  asksMore,
  isAsked,
  type Remark,
  type Remarked,
  remarkedBy,
  remarkedOn,
  type Remarks,
} from './remarks.ts'
import { readable } from './scopes.ts'
import { verdictOf, verdictsOn } from './verdicts.ts'

type Db = Kysely<Database>

export interface HistoryContext {
  readonly db: Db
  readonly library: Pick<Library, 'rank' | 'many'>
  readonly delivery: Pick<Delivery, 'posted' | 'postedSince'>
}

/** The ids of a place's papers, in memory, and how far the rows were read that name them. */
interface Named {
  readonly papers: ReadonlySet<string>
  /** Those that may be taken over. */
  readonly titles: readonly string[]
  /** What was written of them, under the ids that they had then. */
  readonly remarks: Remarks
  readonly read: Marks
  /** When the last of its papers was posted, in milliseconds since the epoch. */
  readonly postedMs: number
}

/** The last row of each table. */
type Marks = Readonly<Record<(typeof tables)[number], number>>

const tables = ['discussions', 'marks', 'verdicts'] as const
const nothingRead: Marks = { discussions: 0, marks: 0, verdicts: 0 }

/**
 * What is ranked are the papers that the readers of a place may know of, by what all papers of the library say: what was
 * said elsewhere has no part in it. The first search of a place reads which papers those are, later ones what is new.
 */
export function createHistory({
  db,
  library,
  delivery,
}: HistoryContext): Pick<Discussions, 'history' | 'forgotten'> {
  /** The last used last. */
  const places = new Map<string, Promise<Named>>()

  async function history(query: Query, reader: Reader): Promise<Happened[]> {
    const channel = withoutThread(reader.place)
    const scopes = readable(reader.scope)
    const { papers, remarks } = await papersOf(channel, scopes)
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
      const happened = {
        known: known.get(paper),
        savedBy: lists.get(paper),
        postedAt: posted.get(paper),
      }
      const isNothing = Object.values(happened).every(value => value === undefined)
      return isNothing ? [] : [{ paper, ...defined(happened) }]
    })
  }

  /** Those who ask at the same moment wait for one reading. */
  function papersOf(channel: Place, scopes: readonly string[]): Promise<Named> {
    const key = [formatPlace(channel), ...scopes].join(' ')
    const before = places.get(key) ?? Promise.resolve(nobodysYet())
    const after = before.catch(nobodysYet).then(named => caughtUp(named, channel, scopes))
    places.delete(key)
    places.set(key, after)
    if (places.size > limits.historyPlaces) places.delete(places.keys().next().value!)
    return after
  }

  /** The same set where no paper is new, for what was found out about it holds on. */
  async function caughtUp(before: Named, channel: Place, scopes: readonly string[]): Promise<Named> {
    const read = await lastRows(db)
    const isNew = tables.some(table => read[table] !== before.read[table])
    const named = isNew ? await namedSince(db, before.read, scopes) : []
    const { remarks } = before
    if (read.verdicts !== before.read.verdicts)
      for (const one of await writtenSince(db, before.read.verdicts, scopes)) addRemark(remarks, one)
    const posted = await delivery.postedSince(channel, before.postedMs)
    const fresh = [...named, ...posted.map(({ paper }) => paper)].filter(id => !before.papers.has(id))
    const titles = [...before.titles, ...fresh.filter(isTitleId)]
    const now = await takenOver(db, titles)
    const after = { read, postedMs: posted.at(-1)?.atMs ?? before.postedMs }
    if (now.size === 0 && fresh.length === 0) return { ...before, ...after }
    return {
      ...after,
      remarks,
      papers: new Set([...before.papers, ...fresh].map(id => now.get(id) ?? id)),
      titles: titles.filter(id => !now.has(id)),
    }
  }

  return { history, forgotten: () => places.clear() }
}

const nobodysYet = (): Named => ({
  papers: new Set(),
  titles: [],
  remarks: new Map(),
  read: nothingRead,
  postedMs: 0,
})

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

async function lastRows(db: Db): Promise<Marks> {
  const { rows } = await sql<Marks>`select
    coalesce((select max(id) from discussions), 0) as discussions,
    coalesce((select max(id) from marks), 0) as marks,
    coalesce((select max(id) from verdicts), 0) as verdicts`.execute(db)
  return rows[0]!
}

/** The papers that were spoken of in these scopes since; those of discussions too that may get these readers back. */
async function namedSince(db: Db, read: Marks, scopes: readonly string[]): Promise<string[]> {
  const threads = db
    .selectFrom('discussions')
    .select('paper')
    .where('id', '>', read.discussions)
    .where(row => row.or([row('readers', 'in', scopes), row('scope', 'in', scopes)]))
  const marks = db
    .selectFrom('marks')
    .select('paper')
    .where('id', '>', read.marks)
    .where('scope', 'in', scopes)
  const verdicts = db
    .selectFrom('verdicts')
    .select('paper')
    .where('id', '>', read.verdicts)
    .where('scope', 'in', scopes)
  const rows = await threads.union(marks).union(verdicts).execute()
  return rows.map(({ paper }) => paper)
}

/** What was written in these scopes since. */
async function writtenSince(db: Db, read: number, scopes: readonly string[]): Promise<Remark[]> {
  const rows = await db
    .selectFrom('verdicts')
    .select(['paper', 'line'])
    .where('id', '>', read)
    .where('scope', 'in', scopes)
    .where('line', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map(({ paper, line }) => ({ paper, line: line! }))
}

const defined = <T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never
