/** What is awaited of the papers of followed discussions, and what was said of it. SQL only. */
import type { Kysely } from 'kysely'
import { projectPageOf } from '../papers/ids.ts'
import type { Paper } from '../papers/paper.ts'
import type { Database, FollowUpRow } from '../storage/schema.ts'
import { limits } from './limits.ts'
import type { Stored } from './threads.ts'

type Db = Kysely<Database>

export type FollowUpKind = FollowUpRow['kind']
const kinds: readonly FollowUpKind[] = ['code', 'page']

/** A discussion, and what may be said in it. */
export interface FollowUp extends Pick<FollowUpRow, 'kind' | 'state'> {
  readonly thread: Stored
}

export const has = (paper: Paper, kind: FollowUpKind): boolean =>
  Boolean(kind === 'code' ? paper.code : projectPageOf(paper))

/** Follows discussions from now on: what their papers lack is awaited, unless it was said already. */
export async function beginFollowing(
  db: Db,
  discussions: readonly { readonly id: number; readonly paper: Paper }[],
  at: number,
): Promise<void> {
  const rows = discussions.flatMap(({ id, paper }) =>
    kinds.map(kind => ({
      discussion: id,
      kind,
      state: has(paper, kind) ? ('had' as const) : ('awaited' as const),
      read_at: at,
    })),
  )
  if (rows.length === 0) return
  await db
    .insertInto('follow_ups')
    .values(rows)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Awaits and says nothing more of these discussions, until they are followed again. */
export async function endFollowing(db: Db, discussions: readonly number[]): Promise<void> {
  await db
    .deleteFrom('follow_ups')
    .where('state', 'in', ['awaited', 'found'])
    .where('discussion', 'in', discussions)
    .execute()
}

/** Follows a discussion never again, whatever is switched on later. */
export async function neverFollow(db: Db, discussion: number): Promise<void> {
  await db
    .insertInto('follow_ups')
    .values(kinds.map(kind => ({ discussion, kind, state: 'over' as const, read_at: 0 })))
    .onConflict(conflict => conflict.columns(['discussion', 'kind']).doUpdateSet({ state: 'over' }))
    .execute()
}

/** Whether a discussion is young enough to be followed. */
export const isYoung = (thread: Pick<Stored, 'opened_at'>, nowMs: number): boolean =>
  thread.opened_at > oldest(nowMs)

/** The discussions of a channel that are young enough to be followed. */
export const youngIn = (db: Db, channel: string, nowMs: number): Promise<Pick<Stored, 'id' | 'paper'>[]> =>
  db
    .selectFrom('discussions')
    .select(['id', 'paper'])
    .where('channel', '=', channel)
    .where('opened_at', '>', oldest(nowMs))
    .where('state', '!=', 'failed')
    .execute()

/** What was not said yet of the first few young discussions after one. */
export async function unsaid(db: Db, nowMs: number, after: number): Promise<FollowUp[]> {
  const threads = await db
    .selectFrom('discussions')
    .selectAll()
    .where('id', 'in', unsaidRows(db).select('discussion'))
    .where('id', '>', after)
    .where('opened_at', '>', oldest(nowMs))
    .orderBy('id')
    .limit(limits.comparedAtOnce)
    .execute()
  const ids = threads.map(({ id }) => id)
  const rows = await unsaidRows(db)
    .select(['discussion', 'kind', 'state'])
    .where('discussion', 'in', ids)
    .execute()
  return rows.map(({ discussion, kind, state }) => ({
    thread: threads.find(({ id }) => id === discussion)!,
    kind,
    state,
  }))
}

/** Papers of which something is awaited, under the ids that they were discussed by; those read longest ago first. */
export async function papersToRead(db: Db, nowMs: number): Promise<string[]> {
  const rows = await db
    .selectFrom('follow_ups')
    .innerJoin('discussions', 'discussions.id', 'follow_ups.discussion')
    .select(row => ['paper', row.fn.min('read_at').as('read')])
    .where('follow_ups.state', '=', 'awaited')
    .where('read_at', '<=', nowMs - limits.readAgainMs)
    .where('opened_at', '>', oldest(nowMs))
    .groupBy('paper')
    .orderBy('read')
    .limit(limits.readAgainAtOnce)
    .execute()
  return rows.map(({ paper }) => paper)
}

export async function markRead(db: Db, paper: string, at: number): Promise<void> {
  const discussed = db.selectFrom('discussions').select('id').where('paper', '=', paper)
  await db
    .updateTable('follow_ups')
    .set({ read_at: at })
    .where('state', '=', 'awaited')
    .where('discussion', 'in', discussed)
    .execute()
}

/** Takes one further; `false` where another did. */
export async function moveFollowUp(
  db: Db,
  { thread, kind, state }: FollowUp,
  to: 'found' | 'over',
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('follow_ups')
    .set({ state: to })
    .where('discussion', '=', thread.id)
    .where('kind', '=', kind)
    .where('state', '=', state)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const unsaidRows = (db: Db) => db.selectFrom('follow_ups').where('state', 'in', ['awaited', 'found'])

const oldest = (nowMs: number): number => nowMs - limits.followedDays * limits.dayMs
