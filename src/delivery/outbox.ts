/** The messages and their states: claimed → sending → sent | refused | unknowable. SQL only. */
import type { Kysely, Selectable, Transaction } from 'kysely'
import { formatPlace, parsePlace, type Place } from '../chat/place.ts'
import type { MessageRef } from '../chat/platform.ts'
import { PaperboyError } from '../errors.ts'
import type { Database, OutboxRow } from '../storage/schema.ts'
import type { Claim, Post } from './delivery.ts'
import { placedIn, writeMessage, writeThread } from './stored.ts'

type Db = Kysely<Database>

/** A message as it is stored. */
export type Stored = Selectable<OutboxRow>

/**
 * Puts a message into the outbox. One that belongs to no slot stays as it is where its key is there.
 *
 * @throws PaperboyError `delivery.parent`
 */
export async function enqueue(
  transaction: Transaction<Database>,
  { key, place, reply, thread }: Post,
  nowMs: number,
  slot?: Pick<Claim, 'subscription' | 'date'>,
): Promise<void> {
  const parent = typeof thread?.under === 'string' ? thread.under : undefined
  if (parent !== undefined) await checkParent(transaction, { key, place }, parent)
  await transaction
    .insertInto('outbox')
    .values({
      key,
      ...placedIn(place),
      place: formatPlace(place),
      subscription: slot?.subscription ?? null,
      date: slot?.date ?? null,
      reply: JSON.stringify(reply),
      thread: thread ? writeThread(thread) : null,
      under: parent ?? null,
      state: 'claimed',
      due: nowMs,
      claimed_at: nowMs,
    })
    .$if(slot === undefined, query => query.onConflict(conflict => conflict.column('key').doNothing()))
    .execute()
}

/** A message has one thread: a second one under it would come to nothing. */
async function checkParent(
  db: Db,
  { key, place }: Pick<Post, 'key' | 'place'>,
  under: string,
): Promise<void> {
  const parent = await withKey(db, under)
  const thread = await db.selectFrom('outbox').select('key').where('under', '=', under).executeTakeFirst()
  if (parent?.place === formatPlace(place) && (thread?.key ?? key) === key) return
  throw new PaperboyError(
    'delivery.parent',
    parent
      ? `"${key}" cannot open a thread under "${under}": that is elsewhere, or has one.`
      : `No post "${under}" was given before "${key}".`,
  )
}

export const withKey = (db: Db, key: string): Promise<Stored | undefined> =>
  db.selectFrom('outbox').selectAll().where('key', '=', key).executeTakeFirst()

/** Messages that are not over; those that wait for their subscription to be resumed are left out. */
const open = (db: Db) =>
  db
    .selectFrom('outbox')
    .leftJoin('pauses', 'pauses.subscription', 'outbox.subscription')
    .where('due', 'is not', null)
    .where(row => row.or([row('pauses.since', 'is', null), row('state', '=', 'sending')]))

/** The next message of a place, whenever it is due. */
export const nextIn = (db: Db, place: string): Promise<Stored | undefined> =>
  open(db).selectAll('outbox').where('outbox.place', '=', place).orderBy('id').limit(1).executeTakeFirst()

/** Places on these platforms in which something is due. */
export async function duePlaces(db: Db, platforms: readonly string[], nowMs: number): Promise<Place[]> {
  const rows = await open(db)
    .select('outbox.place')
    .distinct()
    .where('due', '<=', nowMs)
    .where('outbox.platform', 'in', platforms)
    .execute()
  return rows.map(({ place }) => parsePlace(place))
}

/** What is written with a change of state. */
export type Change = Pick<Stored, 'state' | 'due'> & Partial<Omit<Stored, 'id'>>

export const sent = (message: MessageRef): Change => ({
  state: 'sent',
  due: null,
  message: writeMessage(message),
  reply: null,
  thread: null,
})
export const refused = (forOwner: string, forLog: string): Change => ({
  state: 'refused',
  due: null,
  for_owner: forOwner,
  for_log: forLog,
})

/** Changes a message that is as it was read; `false` when it isn't any more. */
export async function change(
  transaction: Transaction<Database>,
  { id, state }: Pick<Stored, 'id' | 'state'>,
  to: Change,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('outbox')
    .set(to)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What was refused of a subscription since then is to be sent again; the places of that. */
export async function claimAgain(
  transaction: Transaction<Database>,
  subscription: string,
  { sinceMs, nowMs }: { readonly sinceMs: number; readonly nowMs: number },
): Promise<Place[]> {
  const rows = await transaction
    .updateTable('outbox')
    .set({ state: 'claimed', due: nowMs, for_owner: null, for_log: null })
    .where('subscription', '=', subscription)
    .where('state', '=', 'refused')
    .where('claimed_at', '>', sinceMs)
    .returning('place')
    .execute()
  return rows.map(({ place }) => parsePlace(place))
}
