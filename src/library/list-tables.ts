/** The library's tables of lists, and of the papers on them. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database, PaperRow } from '../storage/schema.ts'
import type { ListInfo } from './library.ts'

type Db = Kysely<Database>

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
        .where(
          sql<boolean>`unixepoch(list_entries.first_seen_at, 'subsec') > unixepoch(${seenAt}, 'subsec')`,
        ),
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
