/** The schedule as a table, so that a tick reads only what is due. Made of the settings; it decides nothing itself. */
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
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
  /** Takes over the settings of a channel, in the order in which they change. Only its own `lastDates` are looked at. */
  put(settings: ChannelSettings, lastDates: LastDates): Promise<void>
  /** All of it or nothing, but for what `put` changed since it was read as due: that stays as it is. */
  move(moves: readonly Move[]): Promise<void>
  /** Begins anew with these settings; at a start, before the first tick. */
  rebuild(all: AsyncIterable<ChannelSettings>, lastDates: LastDates): Promise<void>
}

/** Rows that are written at once. */
const rowsPerWrite = 200

export function createDueTable(db: Kysely<Database>): DueTable {
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

    async move(moves) {
      await db.transaction().execute(async transaction => {
        for (const { due, to } of moves) {
          const query = to
            ? transaction.updateTable('schedule').set({ next_at: to.epochMilliseconds })
            : transaction.deleteFrom('schedule')
          await query.where(…)
        }
      })
    },
  }
}
