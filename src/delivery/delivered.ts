/** What became of messages, read from the outbox. */
import type { Kysely } from 'kysely'
import { formatPlace, parsePlace, type Place } from '../chat/place.ts'
import type { Database, OutboxRow } from '../storage/schema.ts'
import type { Delivered, Slot, Waiting } from './delivery.ts'
import type { Stored } from './outbox.ts'
import { readMessage } from './stored.ts'

type Db = Kysely<Database>

/** The messages of a slot in the order in which they are sent, and what became of each. */
export async function postsOf(db: Db, subscription: string, date: string): Promise<Slot['posts']> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('subscription', '=', subscription)
    .where('date', '=', date)
    .orderBy('id')
    .execute()
  return rows.map(row => ({ key: row.key, place: parsePlace(row.place), delivered: deliveredOf(row) }))
}

export function deliveredOf({ state, message, for_owner, for_log }: Stored): Delivered {
  const forLog = for_log ?? ''
  if (state === 'sent') return { kind: 'sent', message: readMessage(message ?? '') }
  if (state === 'refused') return { kind: 'refused', forOwner: for_owner ?? '', forLog }
  return state === 'unknowable' ? { kind: 'unknowable', forLog } : { kind: 'waiting' }
}

/** How many messages of one place, or of all, are not over or ended in doubt. */
export async function countWaiting(db: Db, place?: Place): Promise<Waiting> {
  const unsent = db
    .selectFrom('outbox')
    .leftJoin('pauses', 'pauses.subscription', 'outbox.subscription')
    .select(row => [
      'state',
      row('since', 'is not', null).as('paused'),
      row.fn.countAll<number>().as('count'),
    ])
    .where('reply', 'is not', null)
    .groupBy(['state', 'paused'])
  const rows = await (place ? unsent.where('outbox.place', '=', formatPlace(place)) : unsent).execute()
  const count = (wanted: OutboxRow['state'], paused?: boolean): number =>
    rows
      .filter(row => row.state === wanted && (paused ?? Boolean(row.paused)) === Boolean(row.paused))
      .reduce((sum, row) => sum + row.count, 0)
  return {
    waiting: count('claimed', false),
    sending: count('sending'),
    paused: count('claimed', true),
    unknowable: count('unknowable'),
  }
}
