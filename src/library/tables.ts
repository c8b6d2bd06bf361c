/** The library's tables: papers, the lists they are on, and the ids they once had. */
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { PaperboyError } from '../errors.ts'
import { isTitleId, titleId } from '../papers/ids.ts'
import { type Paper, paperSchema } from '../papers/paper.ts'
import type { Database, PaperRow } from '../storage/schema.ts'
import type { ListInfo } from './library.ts'
import type { BatchChange, KnownPapers } from './merge-batch.ts'

type Db = Kysely<Database>

/**
 * The paper of a row.
 *
 * @throws PaperboyError `library.damaged-paper`
 */
export function paperOf({ id, record }: Pick<PaperRow, 'id' | 'record'>): Paper {
  try {
    return paperSchema.parse(JSON.parse(record))
  } catch (cause) {
    throw new PaperboyError('library.damaged-paper', `What is stored of the paper "${id}" is damaged.`, {
      cause,
      help: 'Import it again, or run "npm run -s papers -- sync": that replaces it.',
    })
  }
}

/** What is known that this batch may touch: its papers, those with their titles, and what took over its titles. */
export async function loadKnown(
  db: Db,
  batch: readonly Paper[],
  read: (rows: PaperRow[]) => Paper[],
): Promise<KnownPapers> {
  const titleKeys = batch.map(paper => titleId(paper.title))
  const titleIds = batch.map(paper => paper.id).filter(isTitleId)
  const sameTitle = await db
    .selectFrom('papers')
    .select(['title_key as title', 'id'])
    .where('title_key', 'in', titleIds)
    .where('id', 'not like', 'title:%')
    .orderBy('id', 'desc')
    .execute()
  const taken = await db
    .selectFrom('aliases')
    .select(['old_id as title', 'paper_id as id'])
    .where('old_id', 'in', titleIds)
    .execute()
  const idsByTitle = new Map([...sameTitle, ...taken].map(({ title, id }) => [title, id]))
  const ids = [...batch.map(paper => paper.id), ...titleKeys, ...idsByTitle.values()]
  const rows = await db.selectFrom('papers').selectAll().where('id', 'in', ids).execute()
  return { papers: new Map(read(rows).map(paper => [paper.id, paper])), idsByTitle }
}

/** Stores what a batch changed, under one revision. */
export async function storeChange(
  transaction: Transaction<Database>,
  { changed, takenOver }: BatchChange,
  revision: number,
): Promise<void> {
  if (changed.length > 0)
    await transaction
      .insertInto('papers')
      .values(changed.map(paper => rowOf(paper, revision)))
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(row => ({
          title_key: row.ref('excluded.title_key'),
          record: row.ref('excluded.record'),
          origin: row.ref('excluded.origin'),
          upvotes: row.ref('excluded.upvotes'),
          revision: row.ref('excluded.revision'),
        })),
      )
      .execute()
  for (const [oldId, id] of takenOver) await takeOver(transaction, oldId, id, revision)
}

function rowOf(paper: Paper, revision: number): PaperRow {
  return {
    id: paper.id,
    title_key: titleId(paper.title),
    record: JSON.stringify(paper),
    origin: paper.origin,
    upvotes: paper.upvotes ?? null,
    revision,
  }
}

async function takeOver(
  transaction: Transaction<Database>,
  oldId: string,
  id: string,
  revision: number,
): Promise<void> {
  await sql`update or ignore list_entries set paper_id = ${id} where paper_id = ${oldId}`.execute(transaction)
  await transaction.deleteFrom('list_entries').where('paper_id', '=', oldId).execute()
  await transaction.deleteFrom('papers').where('id', '=', oldId).execute()
  await transaction.replaceInto('aliases').values({ old_id: oldId, paper_id: id, revision }).execute()
}

/**
 * Puts papers on lists, which are made when they are not known. What was once seen on a list stays on it, since the
 * earliest time: a clock that was ahead would keep it from every post until then.
 */
export async function enterLists(
  transaction: Transaction<Database>,
  entries: readonly { readonly date: string; readonly id: string }[],
  seenAt: string,
): Promise<void> {
  if (entries.length === 0) return
  const dates = [...new Set(entries.map(entry => entry.date))]
  await transaction
    .insertInto('lists')
    .values(dates.map(date => ({ date, fetched_at: null, closed: 0 as const })))
    .onConflict(conflict => conflict.doNothing())
    .execute()
  await transaction
    .insertInto('list_entries')
    .values(entries.map(({ date, id }) => ({ list_date: date, paper_id: id, first_seen_at: seenAt })))
    .onConflict(conflict =>
      conflict
        .columns(['list_date', 'paper_id'])
        .doUpdateSet({ first_seen_at: seenAt })
        .where('list_entries.first_seen_at', '>', seenAt),
    )
    .execute()
}

/** Records that a list was fetched. It never opens again, and its newest fetch counts. */
export async function recordFetch(
  transaction: Transaction<Database>,
  date: string,
  { fetchedAt, closed }: { readonly fetchedAt: string; readonly closed: boolean },
): Promise<void> {
  await transaction
    .insertInto('lists')
    .values({ date, fetched_at: fetchedAt, closed: closed ? 1 : 0 })
    .onConflict(conflict =>
      conflict.column('date').doUpdateSet({
        fetched_at: sql`max(coalesce(lists.fetched_at, ''), excluded.fetched_at)`,
        closed: sql`max(lists.closed, excluded.closed)`,
      }),
    )
    .execute()
}

/** The date of the newest list that has papers. */
export async function newestListDate(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('list_entries')
    .select(entry => entry.fn.max('list_date').as('date'))
    .executeTakeFirst()
  return row?.date ?? undefined
}

/** What is known of lists, newest first: of one date, or of the newest `limit`. */
export async function listInfos(
  db: Db,
  which: { readonly date: string } | { readonly limit: number },
): Promise<ListInfo[]> {
  const query = db
    .selectFrom('lists')
    .select(list => [
      'date',
      'fetched_at',
      'closed',
      list
        .selectFrom('list_entries')
        .whereRef('list_date', '=', 'lists.date')
        .select(entry => entry.fn.countAll<number>().as('papers'))
        .as('papers'),
    ])
    .orderBy('date', 'desc')
  const rows = await ('date' in which
    ? query.where('date', '=', which.date)
    : query.limit(which.limit)
  ).execute()
  return rows.map(row => ({
    date: row.date,
    papers: row.papers ?? 0,
    closed: row.closed === 1,
    ...(row.fetched_at === null ? {} : { fetchedAt: row.fetched_at }),
  }))
}

/** When each paper was first seen on a list, by its id. */
export async function firstSeen(db: Db, date: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('list_entries')
    .select(['paper_id', 'first_seen_at'])
    .where('list_date', '=', date)
    .execute()
  return new Map(rows.map(row => [row.paper_id, row.first_seen_at]))
}

/** The lists that a paper is on, oldest first. */
export async function datesOf(db: Db, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom('list_entries')
    .select('list_date')
    .where('paper_id', '=', id)
    .orderBy('list_date')
    .execute()
  return rows.map(row => row.list_date)
}

/** Papers on lists of these dates, most upvotes first. */
export async function listedPapers(
  db: Db,
  { from, to, limit }: { readonly from: string; readonly to?: string; readonly limit?: number },
): Promise<PaperRow[]> {
  const listed = db.selectFrom('list_entries').select('paper_id').where('list_date', '>=', from)
  const within = to === undefined ? listed : listed.where('list_date', '<=', to)
  const query = db
    .selectFrom('papers')
    .selectAll()
    .where('id', 'in', within)
    .orderBy('upvotes', order => order.desc().nullsLast())
    .orderBy('id', 'desc')
  return (limit === undefined ? query : query.limit(limit)).execute()
}

/** The id under which a paper is known now. */
export async function currentId(db: Db, id: string): Promise<string> {
  if (!isTitleId(id)) return id
  const alias = await db.selectFrom('aliases').select('paper_id').where('old_id', '=', id).executeTakeFirst()
  return alias?.paper_id ?? id
}
