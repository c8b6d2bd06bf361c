/** How many discussions a person opens within a day. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { createAllowance } from '../chat/allowance.ts'
import type { Database } from '../storage/schema.ts'
import type { Reader } from './discussions.ts'
import { limits } from './limits.ts'
import { personOf } from './scopes.ts'
import { openedSince } from './threads.ts'

interface Openers {
  /** When a person may open one more; undefined where they may now. */
  next(db: Kysely<Database>, reader: Reader): Promise<Temporal.Instant | undefined>
  count(reader: Reader): void
  /** The last that was counted came to nothing. */
  giveBack(reader: Reader): void
}

/**
 * Counted by what is stored, and in memory under names that say nothing once this process is over: whoever deletes their
 * data has no more discussions for it, and nobody's name is kept.
 */
export function createOpeners(now: () => Temporal.Instant): Openers {
  const secret = randomBytes(32)
  const nameOf = (reader: Reader): string =>
    createHmac('sha256', secret).update(personOf(reader)).digest('base64')
  const counted = createAllowance(now, { most: limits.discussionsADay, withinMs: limits.dayMs })
  return {
    async next(db, reader) {
      const since = now().epochMilliseconds - limits.dayMs
      const oldest = (await openedSince(db, personOf(reader), since)).at(limits.discussionsADay - 1)
      if (oldest === undefined) return counted.next(nameOf(reader))
      return now().add({ milliseconds: oldest - since })
    },
    count: reader => counted.count(nameOf(reader)),
    giveBack: reader => counted.giveBack(nameOf(reader)),
  }
}
