/** Subscriptions that a platform refused: kept as rows of their own, so that no setting is ever changed by a fault. */
import type { Kysely, Transaction } from 'kysely'
import { parsePlace } from '../chat/place.ts'
import type { Database, PauseRow } from '../storage/schema.ts'
import type { Pause } from './delivery.ts'
import type { Stored } from './outbox.ts'
import { instantOf } from './stored.ts'

type Db = Kysely<Database>

/** The pause that begins with a message that was refused; none where nobody subscribed, or the pause is there. */
export async function beginPause(
  transaction: Transaction<Database>,
  { subscription, platform, workspace, place, for_owner, for_log }: Stored,
  since: number,
): Promise<Pause | undefined> {
  if (subscription === null) return undefined
  const why = { for_owner: for_owner ?? '', for_log: for_log ?? '' }
  const begun = await transaction
    .insertInto('pauses')
    .values({ subscription, platform, workspace, place, ...why, since, told: 0 })
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return begun && read(begun)
}

export async function endPause(transaction: Transaction<Database>, subscription: string): Promise<void> {
  await transaction.deleteFrom('pauses').where('subscription', '=', subscription).execute()
}

export async function pauseOf(db: Db, subscription: string): Promise<Pause | undefined> {
  const row = await db
    .selectFrom('pauses')
    .selectAll()
    .where('subscription', '=', subscription)
    .executeTakeFirst()
  return row && read(row)
}

/** The ids of all subscriptions that are paused by a refusal. */
export async function pausedOnes(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('pauses').select('subscription').execute()
  return new Set(rows.map(({ subscription }) => subscription))
}

/** Pauses whose owners weren't told, or were told just before a crash. */
export async function untold(db: Db): Promise<Pause[]> {
  const rows = await db.selectFrom('pauses').selectAll().where('told', '=', 0).execute()
  return rows.map(read)
}

export async function markTold(transaction: Transaction<Database>, subscription: string): Promise<void> {
  await transaction.updateTable('pauses').set({ told: 1 }).where('subscription', '=', subscription).execute()
}

const read = ({ subscription, place, for_owner, for_log, since }: PauseRow): Pause => ({
  subscription,
  place: parsePlace(place),
  forOwner: for_owner,
  forLog: for_log,
  since: instantOf(since),
})
