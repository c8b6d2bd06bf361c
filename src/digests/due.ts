/** The schedule as a table, so that a tick reads only what is due. Made of the settings; it decides nothing itself. */
import { Temporal } from '@js-temporal/polyfill'
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { ChannelSettings } from '../channels/settings.ts'
import { formatPlace, parsePlace, type Place } from '../chat/place.ts'
import type { Database, ScheduleRow } from '../storage/schema.ts'
import { firstUnclaimed } from './schedule.ts'

/** A subscription that is to be looked at. Whether it posts is decided from its settings as they are then. */
export interface Due {
  readonly subscription: string
  readonly place: Place
  readonly at: Temporal.Instant
}

/** Where a due subscription goes: looked at again `to` that time, or, without one, gone. */
export interface Move {
  readonly due: Due
  readonly to?: Temporal.Instant
}

/** The last local date that each subscription claimed, by its id. */
export type LastDates = ReadonlyMap<string, string>

export interface DueTable {
  /** What is due, the oldest first. */
  due(now: Temporal.Instant, limit: number): Promise<Due[]>
  /** Takes over the settings of a channel, in the order in which they change; needs its own `lastDates` only. */
  put(settings: ChannelSettings, lastDates: LastDates): Promise<void>
  /** What would be looked at between two times is due at the first. */
  bringForward(to: Temporal.Instant, from: Temporal.Instant): Promise<void>
  /** All of it or nothing, but for what `put` changed since it was read as due: that stays as it is. */
  move(moves: readonly Move[]): Promise<void>
  /** Begins anew with these settings; at a start, before the first tick. */
  rebuild(all: AsyncIterable<ChannelSettings>, lastDates: LastDates): Promise<void>
}

type Db = Kysely<Database>

/** Rows that are written at once. */
const rowsPerWrite = 200

export function createDueTable(db: Db): DueTable {
  return {
    async due(now, limit) {
      const rows = await db
        .selectFrom('schedule')
        .selectAll()
        .where('next_at', '<=', now.epochMilliseconds)
        .orderBy('next_at')
        .limit(limit)
        .execute()
      return rows.map(readDue)
    },

    async put(settings, lastDates) {
      const rows = rowsOf(settings, lastDates)
      await db.transaction().execute(async transaction => {
        await transaction.deleteFrom('schedule').where('place', '=', formatPlace(settings.place)).execute()
        if (rows.length > 0) await transaction.insertInto('schedule').values(rows).execute()
      })
    },

    async bringForward(to, from) {
      await db
        .updateTable('schedule')
        .set({ next_at: to.epochMilliseconds })
        .where('next_at', '>', to.epochMilliseconds)
        .where('next_at', '<=', from.epochMilliseconds)
        .execute()
    },

    async move(moves) {
      await db.transaction().execute(async transaction => {
        for (const some of Object.values(Object.groupBy(moves, wayOf))) await moveTogether(transaction, some!)
      })
    },

    async rebuild(all, lastDates) {
      await db.deleteFrom('schedule').execute()
      let rows: ScheduleRow[] = []
      for await (const settings of all) {
        rows.push(...rowsOf(settings, lastDates))
        if (rows.length < rowsPerWrite) continue
        await db.insertInto('schedule').values(rows).execute()
        rows = []
      }
      if (rows.length > 0) await db.insertInto('schedule').values(rows).execute()
    },
  }
}

/** All from one time to another, or away. A row that isn't as it was read is left alone. */
async function moveTogether(db: Db, moves: readonly Move[]): Promise<void> {
  const { due, to } = moves[0]!
  const ids = moves.map(one => one.due.subscription)
  const asRead = (row: ExpressionBuilder<Database, 'schedule'>): Expression<SqlBool> =>
    row('next_at', '=', due.at.epochMilliseconds).and('subscription', 'in', ids)
  await (to
    ? db.updateTable('schedule').set({ next_at: to.epochMilliseconds }).where(asRead).execute()
    : db.deleteFrom('schedule').where(asRead).execute())
}

const wayOf = ({ due, to }: Move): string => `${due.at.epochMilliseconds} ${to?.epochMilliseconds}`

/** A paused subscription is never due. */
function rowsOf({ place, subscriptions }: ChannelSettings, lastDates: LastDates): ScheduleRow[] {
  const { platform, workspace } = place
  return subscriptions
    .filter(({ paused }) => !paused)
    .map(subscription => ({
      subscription: subscription.id,
      platform,
      workspace,
      place: formatPlace(place),
      next_at: firstUnclaimed(subscription, lastDates.get(subscription.id)).at.epochMilliseconds,
    }))
}

const readDue = ({ subscription, place, next_at }: ScheduleRow): Due => ({
  subscription,
  place: parsePlace(place),
  at: Temporal.Instant.fromEpochMilliseconds(next_at),
})
