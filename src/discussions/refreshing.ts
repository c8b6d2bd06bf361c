/** What platforms say of threads now: asked for where somebody waits for it, and now and then where nobody does. */
import type { Kysely } from 'kysely'
import { parsePlace, type Place } from '../chat/place.ts'
import type { Inspection } from '../chat/platform.ts'
import type { Logger } from '../log.ts'
import type { Database } from '../storage/schema.ts'
import { limits } from './limits.ts'
import { privateScope } from './scopes.ts'
import { changeThread, discussionOf, type Stored, threadOf } from './threads.ts'

export interface RefreshingContext {
  readonly db: Kysely<Database>
  /** Rejects where nothing can be known now. */
  readonly inspect: (place: Place) => Promise<Inspection>
  readonly nowMs: () => number
  readonly log: Pick<Logger, 'warn'>
}

export interface Refreshing {
  /** As it is now; as it was last known where its platform doesn't tell. */
  refreshed(row: Stored): Promise<Stored>
  /** As it is now; undefined where its platform doesn't tell. */
  seen(row: Stored): Promise<Stored | undefined>
  /** Asks after those that were not asked about for minutes. Waits for nothing. */
  look(rows: readonly Stored[]): void
  /** Once nothing is being asked for any more. */
  settled(): Promise<void>
}

export function createRefreshing({ db, inspect, nowMs, log }: RefreshingContext): Refreshing {
  const asking = new Map<number, Promise<Stored | undefined>>()

  function seen(row: Stored): Promise<Stored | undefined> {
    const asked = asking.get(row.id) ?? ask(row).finally(() => asking.delete(row.id))
    asking.set(row.id, asked)
    return asked
  }

  async function ask(row: Stored): Promise<Stored | undefined> {
    const discussion = discussionOf(row)
    if (!discussion) return row
    try {
      const { state, replies, private: isPrivate, name } = await inspect(threadOf(discussion))
      // Whether what is gone was private is not known; what became private is shown in its channel alone, as long as it is.
      const readersNow = isPrivate ? privateScope(parsePlace(row.channel)) : row.scope
      const now = {
        state,
        replies: state === 'gone' ? row.replies : replies,
        readers: state === 'gone' ? row.readers : readersNow,
        seen_at: nowMs(),
        channel_name: name ?? row.channel_name,
      }
      await changeThread(db, row, now)
      return { ...row, ...now }
    } catch (error) {
      log.warn({ err: error, paper: row.paper }, 'a discussion cannot be looked at now')
      return undefined
    }
  }

  return {
    seen,
    refreshed: async row => (await seen(row)) ?? row,
    look(rows) {
      const old = rows.filter(({ seen_at: at }) => nowMs() - at >= limits.refreshMs)
      for (const row of old) if (asking.size < limits.refreshesAtOnce) void seen(row)
    },
    async settled() {
      await Promise.all(asking.values())
    },
  }
}
