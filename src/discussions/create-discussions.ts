/** Discussions on the database: threads are opened through the outbox, and what people press is written down at once. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { type Channels, noneIfDamaged } from '../channels/channels.ts'
import { parsePlace } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Library } from '../library/library.ts'
import type { Logger } from '../log.ts'
import { namesOf } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Discussion, Discussions, Opened, Opening, Readers } from './discussions.ts'
import { beginFollowing, isYoung, neverFollow } from './follow-ups.ts'
import { createFollowing, type FollowingContext } from './following.ts'
import { createHistory } from './history.ts'
import { knownOf, knownToOne } from './known.ts'
import { createNameable } from './nameable.ts'
import { createOpeners } from './openers.ts'
import { createOpening, type OpeningContext } from './opening.ts'
import { createRefreshing, type RefreshingContext } from './refreshing.ts'
import { createSayings } from './sayings.ts'
import { readable } from './scopes.ts'
import {
  allThreads,
  damageOf,
  discussionOf,
  insertThread,
  type Stored,
  threadsOn,
  withdrawnFrom,
} from './threads.ts'
import { createWeek } from './week.ts'

export interface DiscussionsOptions extends Pick<OpeningContext, 'actionsFor' | 'linkTo'> {
  readonly db: Kysely<Database>
  readonly delivery: Pick<Delivery, 'send' | 'posted' | 'postedSince'>
  readonly library: Pick<Library, 'get' | 'many' | 'rank'>
  readonly upstream: FollowingContext['upstream']
  readonly channels: Pick<Channels, 'get'>
  readonly inspect: RefreshingContext['inspect']
  readonly now: () => Temporal.Instant
  readonly log: Pick<Logger, 'warn' | 'error'>
}

export function createDiscussions(options: DiscussionsOptions): Discussions {
  const { db, channels, now, log } = options
  const nowMs = (): number => now().epochMilliseconds
  const refreshing = createRefreshing({ ...options, nowMs })
  const opening = createOpening({ ...options, refreshing })
  const following = createFollowing({ ...options, refreshing, nowMs })
  const openers = createOpeners(now)

  /**
   * The thread that counts for a reader, as it is now: one in a channel that has become private is none of theirs, until
   * that is public again.
   */
  async function current(paper: string, { scope }: Readers): Promise<Stored | undefined> {
    const scopes = readable(scope)
    const names = await namesOf(db, [paper])
    for (const threads of [threadsOn, withdrawnFrom])
      for (const row of await threads(db, names, scopes)) {
        const seen = await refreshing.refreshed(row)
        if (scopes.includes(seen.readers)) return seen
      }
    return undefined
  }

  async function find(paper: string, readers: Readers): Promise<Discussion | undefined> {
    const row = await current(paper, readers)
    if (!row) return undefined
    if (row.state !== 'opening') return discussionOf(row)
    const opened = await opening.finish(row)
    return 'discussion' in opened ? opened.discussion : undefined
  }

  /** Those who ask at the same moment get one thread: the first makes the row, the others find it. */
  async function open(asked: Opening): Promise<Opened> {
    const { followups } = await channels.get(asked.reader.place)
    const claimed = await claim(asked, followups === 'on')
    if ('next' in claimed) return { kind: 'too many', next: claimed.next }
    const { row, isNew } = claimed
    if (isNew) openers.count(asked.reader)
    if (row.state === 'unknown') return { kind: 'unknowable', id: row.id }
    const known = discussionOf(row)
    if (known) return { kind: isNew ? 'opened' : 'already', discussion: known }
    const opened = await opening.finish(row, asked.paper)
    if (isNew && opened.kind === 'refused') openers.giveBack(asked.reader)
    return opened.kind === 'opened' && !isNew ? { ...opened, kind: 'already' } : opened
  }

  function claim(
    asked: Opening,
    followed: boolean,
  ): Promise<{ readonly row: Stored; readonly isNew: boolean } | { readonly next: Temporal.Instant }> {
    const { paper, reader, replaced, unlimited } = asked
    return db.transaction().execute(async transaction => {
      const names = await namesOf(transaction, [paper.id])
      const [row] = await threadsOn(transaction, names, readable(reader.scope))
      if (row && row.id !== replaced) return { row, isNew: false }
      const next = unlimited ? undefined : await openers.next(transaction, reader)
      if (next) return { next }
      const made = await insertThread(transaction, asked, names, nowMs())
      if (row) await neverFollow(transaction, row.id)
      if (followed) await beginFollowing(transaction, [{ id: made.id, paper }], nowMs())
      return { row: made, isNew: true }
    })
  }

  /** The others are named in the log, once for each start. */
  async function wholeThreads(): Promise<Stored[]> {
    const rows = (await allThreads(db)).map(row => ({ row, damage: damageOf(row) }))
    for (const { row, damage } of rows)
      if (damage)
        log.error(
          { err: damage, discussion: row.id, paper: row.paper },
          'a discussion cannot be read, and is left out',
        )
    return rows.flatMap(({ row, damage }) => (damage ? [] : [row]))
  }

  const knownTo: Discussions['knownTo'] = async (papers, reader) => {
    const { known, threads } = await knownToOne(db, papers, reader)
    refreshing.look(threads)
    return known
  }

  return {
    async known(papers, readers) {
      const { known, threads } = await knownOf(db, papers, readers)
      refreshing.look(threads)
      return known
    },
    knownTo,
    nameable: createNameable({ ...options, refreshing, nowMs }),
    find,
    open,

    ...createSayings({ db, nowMs, knownTo }),
    ...createHistory(options),
    ...following,
    week: createWeek({ ...options, nowMs, refreshing }),

    async start() {
      const rows = await wholeThreads()
      // Settings may have been changed last by a process that did not get to this.
      for (const channel of new Set(rows.filter(row => isYoung(row, nowMs())).map(row => row.channel))) {
        const settings = await channels.get(parsePlace(channel)).catch(noneIfDamaged)
        if (settings) await following.follow(settings)
      }
      for (const row of rows.filter(({ state }) => state === 'opening'))
        void opening
          .finish(row)
          .catch((error: unknown) => log.error({ err: error, paper: row.paper }, 'a discussion is not open'))
    },

    settled: () => refreshing.settled(),
  }
}
