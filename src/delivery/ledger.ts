/** What was claimed: slots, and the papers that each channel got. */
import { type Kysely, sql, type Transaction } from 'kysely'
import { formatPlace, parsePlace, type Place } from '../chat/place.ts'
import { namesOf } from '../storage/names.ts'
import type { Database, SlotRow } from '../storage/schema.ts'
import type { Claim, ClaimResult, PostedPaper, Slot } from './delivery.ts'
import { postsOf } from './delivered.ts'
import { enqueue } from './outbox.ts'
import { instantOf, placedIn, readJson } from './stored.ts'

type Db = Kysely<Database>

/** Takes a slot and its papers and puts its posts into the outbox; changes nothing unless it is `claimed`. */
export async function storeClaim(
  transaction: Transaction<Database>,
  { subscription, date, channel, papers, posts, note }: Claim,
  nowMs: number,
): Promise<ClaimResult> {
  const slot = { subscription, date }
  const ids = papers.map(({ id }) => id)
  const taken = await postedPapers(transaction, channel, ids)
  if (taken.length > 0)
    return (await rowOf(transaction, slot))
      ? { kind: 'already' }
      : { kind: 'conflict', papers: taken.map(({ paper }) => paper) }

  const where = { ...placedIn(channel), channel: formatPlace(channel) }
  const { numInsertedOrUpdatedRows: inserted } = await transaction
    .insertInto('slots')
    .values({ ...slot, ...where, claimed_at: nowMs, note: note === undefined ? null : JSON.stringify(note) })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  if (inserted === 0n) return { kind: 'already' }
  const rows = papers.map(({ id, receipt }) => ({
    ...slot,
    ...where,
    paper: id,
    receipt: JSON.stringify(receipt),
  }))
  if (rows.length > 0) await transaction.insertInto('posted_papers').values(rows).execute()
  for (const post of posts) await enqueue(transaction, post, nowMs, slot)
  return { kind: 'claimed' }
}

/** The papers that a channel got: of those asked for, under the ids asked for; else all, under the ids they have now. */
export async function postedPapers(
  db: Db,
  channel: Place,
  papers?: readonly string[],
): Promise<PostedPaper[]> {
  if (papers?.length === 0) return []
  const names = papers && (await namesOf(db, papers))
  const query = db
    .selectFrom('posted_papers as posted')
    .innerJoin('slots', join =>
      join.onRef('slots.subscription', '=', 'posted.subscription').onRef('slots.date', '=', 'posted.date'),
    )
    .leftJoin('aliases', 'aliases.old_id', 'posted.paper')
    .select(['posted.paper', 'posted.subscription', 'posted.date', 'posted.receipt'])
    .select(['slots.claimed_at', 'aliases.paper_id'])
    .where('posted.channel', '=', formatPlace(channel))
    .orderBy('slots.claimed_at')
    .orderBy('posted.paper')
  const rows = await (names ? query.where('posted.paper', 'in', [...names.keys()]) : query).execute()
  return rows.map(({ paper, paper_id, subscription, date, receipt, claimed_at }) => ({
    paper: names?.get(paper) ?? paper_id ?? paper,
    subscription,
    date,
    claimedAt: instantOf(claimed_at),
    receipt: readJson(receipt),
  }))
}

/** The ids of the papers that a channel got since an instant, that included, oldest first. */
export async function postedSince(
  db: Db,
  channel: Place,
  sinceMs: number,
): Promise<{ readonly paper: string; readonly atMs: number }[]> {
  return db
    .selectFrom('slots')
    .innerJoin('posted_papers as posted', join =>
      join.onRef('slots.subscription', '=', 'posted.subscription').onRef('slots.date', '=', 'posted.date'),
    )
    .select(['posted.paper', 'slots.claimed_at as atMs'])
    .where('slots.channel', '=', formatPlace(channel))
    .where('slots.claimed_at', '>=', sinceMs)
    .orderBy('slots.claimed_at')
    .execute()
}

export async function slotOf(db: Db, subscription: string, date: string): Promise<Slot | undefined> {
  const row = await rowOf(db, { subscription, date })
  return row && readSlot(db, row)
}

/** The last slots of a subscription, newest first. */
export async function recentSlots(
  db: Db,
  subscription: string,
  count: number,
  before?: string,
): Promise<Slot[]> {
  const rows = await db
    .selectFrom('slots')
    .selectAll()
    .where('subscription', '=', subscription)
    .$if(before !== undefined, query => query.where('date', '<', before!))
    .orderBy('date', 'desc')
    .limit(count)
    .execute()
  return Promise.all(rows.map(row => readSlot(db, row)))
}

/** The last slot of each of these subscriptions. */
export async function latestSlots(
  db: Db,
  subscriptions: readonly string[],
): Promise<Map<string, Pick<Claim, 'subscription' | 'date' | 'note'>>> {
  const asked = sql<{
    subscription: string
  }>`(select value as subscription from json_each(${JSON.stringify(subscriptions)}))`
  const rows = await db
    .selectFrom(asked.as('asked'))
    .innerJoin('slots', join =>
      join.onRef('slots.subscription', '=', 'asked.subscription').on('slots.date', '=', slot =>
        slot
          .selectFrom('slots as last')
          .select(last => last.fn.max('last.date').as('date'))
          .whereRef('last.subscription', '=', 'asked.subscription'),
      ),
    )
    .select(['slots.subscription', 'slots.date', 'slots.note'])
    .execute()
  return new Map(
    rows.map(({ note, ...slot }) => [
      slot.subscription,
      { ...slot, ...(note !== null && { note: readJson(note) }) },
    ]),
  )
}

/** The last date of each subscription. */
export async function lastDates(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('slots')
    .select(slot => ['subscription', slot.fn.max('date').as('date')])
    .groupBy('subscription')
    .execute()
  return new Map(rows.map(({ subscription, date }) => [subscription, date]))
}

const rowOf = (
  db: Db,
  { subscription, date }: Pick<Claim, 'subscription' | 'date'>,
): Promise<SlotRow | undefined> =>
  db
    .selectFrom('slots')
    .selectAll()
    .where('subscription', '=', subscription)
    .where('date', '=', date)
    .executeTakeFirst()

async function readSlot(db: Db, row: SlotRow): Promise<Slot> {
  const { subscription, date } = row
  const papers = await db
    .selectFrom('posted_papers')
    .select(['paper', 'receipt'])
    .where('subscription', '=', subscription)
    .where('date', '=', date)
    .execute()
  return {
    subscription,
    date,
    channel: parsePlace(row.channel),
    claimedAt: instantOf(row.claimed_at),
    papers: papers.map(({ paper, receipt }) => ({ id: paper, receipt: readJson(receipt) })),
    posts: await postsOf(db, subscription, date),
    ...(row.note === null ? {} : { note: readJson(row.note) }),
  }
}
