/** Search in the papers that something happened to here, by the engine that searches the library. */
import type { Kysely } from 'kysely'
import { formatPlace, type Place } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Library } from '../library/library.ts'
import { createEngine, type SearchEngine } from '../search/engine.ts'
import type { Query } from '../search/query.ts'
import { takenOver } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Happened, Reader } from './discussions.ts'
import { knownToOne } from './known.ts'
import { limits } from './limits.ts'
import { onListsOfOthers } from './reading.ts'
import { readable } from './scopes.ts'

type Db = Kysely<Database>

export interface HistoryContext {
  readonly db: Db
  readonly library: Pick<Library, 'many'>
  readonly delivery: Pick<Delivery, 'posted'>
}

/** The papers of one place, in memory, and how far the rows were read that name them. */
interface Index {
  readonly engine: SearchEngine
  readonly papers: Set<string>
  read: Marks
}

/** The last row of each table. */
type Marks = Readonly<Record<(typeof tables)[number], number>>

const tables = ['discussions', 'marks', 'verdicts'] as const
const nothingRead: Marks = { discussions: 0, marks: 0, verdicts: 0 }

/**
 * Each place has an index of its own, of what its readers may know: what is said elsewhere has no part in it, not even
 * in how common a word is. The first search of a place makes it, later ones add what is new.
 */
export function createHistory({ db, library, delivery }: HistoryContext) {
  /** The last used last. */
  const indexes = new Map<string, Promise<Index>>()

  return async (query: Query, reader: Reader): Promise<Happened[]> => {
    const channel = channelOf(reader.place)
    const { engine } = await indexOf(channel, readable(reader.scope))
    const { matches } = engine.search(query, { limit: limits.historyLooked })
    const ids = await currentIds(matches.map(({ id }) => id))
    const happened: Happened[] = []
    for (let at = 0; at < ids.length && happened.length < limits.historyHits; at += limits.historyHits)
      happened.push(...(await happenedTo(ids.slice(at, at + limits.historyHits), channel, reader)))
    return happened.slice(0, limits.historyHits)
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

  /** The ids that papers have now, each once. */
  async function currentIds(ids: readonly string[]): Promise<string[]> {
    const current = await takenOver(db, ids)
    return [...new Set(ids.map(id => current.get(id) ?? id))]
  }

  /** Those who ask at the same moment wait for one reading. */
  function indexOf(channel: Place, scopes: readonly string[]): Promise<Index> {
    const key = [formatPlace(channel), ...scopes].join(' ')
    const before = indexes.get(key) ?? Promise.resolve(newIndex())
    const after = before.catch(newIndex).then(index => caughtUp(index, channel, scopes))
    indexes.delete(key)
    indexes.set(key, after)
    if (indexes.size > limits.historyIndexes) indexes.delete(indexes.keys().next().value!)
    return after
  }

  async function caughtUp(index: Index, channel: Place, scopes: readonly string[]): Promise<Index> {
    const read = await lastRows(db)
    const isNew = tables.some(table => read[table] !== index.read[table])
    const named = isNew ? await namedSince(db, index.read, scopes) : []
    const posted = await delivery.posted(channel)
    const ids = [...new Set([...named, ...posted.map(({ paper }) => paper)])]
    const fresh = (await currentIds(ids)).filter(id => !index.papers.has(id))
    index.engine.add(await library.many(fresh))
    for (const id of fresh) index.papers.add(id)
    index.read = read
    return index
  }
}

const newIndex = (): Index => ({ engine: createEngine(), papers: new Set(), read: nothingRead })

const channelOf = ({ thread: _thread, ...channel }: Place): Place => channel

async function lastRows(db: Db): Promise<Marks> {
  const rows = tables.map(async table => {
    const last = await db
      .selectFrom(table)
      .select(row => row.fn.max('id').as('id'))
      .executeTakeFirst()
    return [table, last?.id ?? 0] as const
  })
  return Object.fromEntries(await Promise.all(rows)) as Marks
}

/** The papers that were spoken of in these scopes since. */
async function namedSince(db: Db, read: Marks, scopes: readonly string[]): Promise<string[]> {
  const threads = db
    .selectFrom('discussions')
    .select('paper')
    .where('id', '>', read.discussions)
    .where('readers', 'in', scopes)
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

const defined = <T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never
