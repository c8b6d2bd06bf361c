/** Which papers a place knows of: those that were posted there, and those that its readers may know were spoken of. */
import { type Kysely, sql } from 'kysely'
import { formatPlace, type Place } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import { isTitleId } from '../papers/ids.ts'
import { takenOver } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import { limits } from './limits.ts'
import { addRemark, type Remark, type Remarks } from './remarks.ts'

type Db = Kysely<Database>

/** The ids of a place's papers, in memory, and how far the rows were read that name them. */
interface PapersHere {
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

/** For the places asked last: the first question about one reads all of its rows, later ones those that are new. */
export function createPapersHere({
  db,
  delivery,
}: {
  readonly db: Db
  readonly delivery: Pick<Delivery, 'postedSince'>
}) {
  /** The last used last. */
  const places = new Map<string, Promise<PapersHere>>()

  /** Those who ask at the same moment wait for one reading. */
  function papersOf(channel: Place, scopes: readonly string[]): Promise<PapersHere> {
    const key = [formatPlace(channel), ...scopes].join(' ')
    const before = places.get(key) ?? Promise.resolve(nobodysYet())
    const after = before.catch(nobodysYet).then(named => caughtUp(named, channel, scopes))
    places.delete(key)
    places.set(key, after)
    if (places.size > limits.historyPlaces) places.delete(places.keys().next().value!)
    return after
  }

  /** The same set where no paper is new, for what was found out about it holds on. */
  async function caughtUp(
    before: PapersHere,
    channel: Place,
    scopes: readonly string[],
  ): Promise<PapersHere> {
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

  return { papersOf, forgotten: (): void => places.clear() }
}

const nobodysYet = (): PapersHere => ({
  papers: new Set(),
  titles: [],
  remarks: new Map(),
  read: nothingRead,
  postedMs: 0,
})

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
