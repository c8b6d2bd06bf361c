/** Which discussions a message to everybody in a channel may name. */
import type { Kysely } from 'kysely'
import { scopeOf } from '../chat/place.ts'
import { namesOf } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Discussions } from './discussions.ts'
import { limits } from './limits.ts'
import type { Refreshing, RefreshingContext } from './refreshing.ts'
import { readable, scopeSeen } from './scopes.ts'
import { discussionOf, firstOfEach, type Stored, threadsOn } from './threads.ts'

interface NameableContext extends Pick<RefreshingContext, 'inspect' | 'nowMs'> {
  readonly db: Kysely<Database>
  readonly refreshing: Pick<Refreshing, 'seen'>
}

export function createNameable({ db, refreshing, inspect, nowMs }: NameableContext): Discussions['nameable'] {
  /** What was heard a moment ago is not asked for again: many channels get the same paper at the same time. */
  const asOfNow = async (row: Stored): Promise<Stored | undefined> =>
    nowMs() - row.seen_at < limits.refreshMs ? row : refreshing.seen(row)

  return async (papers, channel) => {
    const names = await namesOf(db, papers)
    // No platform is asked as long as there is nothing to name.
    const most = readable(scopeOf(channel, 'private'))
    if ((await threadsOn(db, names, most)).length === 0) return new Map()
    const around = await inspect(channel).catch(() => undefined)
    if (!around || around.state === 'gone') return new Map()
    const scopes = readable(scopeSeen(channel, around))
    const rows = firstOfEach(await threadsOn(db, names, scopes))
    const seen = await Promise.all(rows.map(async row => ({ paper: row.paper, row: await asOfNow(row) })))
    return new Map(
      seen.flatMap(({ paper, row }) => {
        const discussion = row && row.state !== 'gone' && scopes.includes(row.readers) && discussionOf(row)
        return discussion ? [[paper, discussion] as const] : []
      }),
    )
  }
}
