/** Opening a thread: its messages go through the outbox under keys of their own, so that it is opened once. */
import type { Kysely } from 'kysely'
import type { Temporal } from '@js-temporal/polyfill'
import type { MessageRef } from '../chat/platform.ts'
import type { Delivered, Delivery } from '../delivery/delivery.ts'
import { writeMessage } from '../delivery/stored.ts'
import type { Library } from '../library/library.ts'
import type { Logger } from '../log.ts'
import type { Paper } from '../papers/paper.ts'
import { parseQuery } from '../search/query/parse-query.ts'
import { namesOf } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import { composeDiscussion, type DiscussedBefore, type DiscussionActions } from './compose.ts'
import type { Opened } from './discussions.ts'
import { limits } from './limits.ts'
import type { Refreshing } from './refreshing.ts'
import { changeThread, discussionOf, isLine, openAs, type Stored, threadsOn } from './threads.ts'

export interface OpeningContext {
  readonly db: Kysely<Database>
  readonly delivery: Pick<Delivery, 'send'>
  readonly library: Pick<Library, 'get' | 'many' | 'rank'>
  readonly now: () => Temporal.Instant
  readonly log: Pick<Logger, 'warn'>
  /** What can be pressed in its messages; never empty, for posts are found by their buttons. */
  readonly actionsFor: (paper: Paper) => DiscussionActions
  readonly refreshing: Pick<Refreshing, 'seen'>
  /** Where a person opens a message; undefined where its platform has no addresses. */
  readonly linkTo: (message: MessageRef) => string | undefined
}

type Finished = Exclude<Opened, { kind: 'too many' | 'already' }>

export interface Openings {
  /** Sends what is not sent yet, and writes down where the thread is. At the same time once for each discussion. */
  finish(row: Stored, known?: Paper): Promise<Finished>
}

export function createOpening({
  db,
  delivery,
  library,
  now,
  log,
  linkTo,
  actionsFor,
  refreshing,
}: OpeningContext): Openings {
  const today = (): string => now().toString().slice(0, 10)
  const finishing = new Map<number, Promise<Finished>>()

  function finish(row: Stored, known?: Paper): Promise<Finished> {
    const begun = finishing.get(row.id) ?? send(row, known).finally(() => finishing.delete(row.id))
    finishing.set(row.id, begun)
    return begun
  }

  async function send(row: Stored, known: Paper | undefined): Promise<Finished> {
    const paper = known ?? (await library.get(row.paper))
    if (!paper) {
      log.warn({ paper: row.paper }, 'a discussion waits for a paper that the library lacks')
      return { kind: 'waiting' }
    }
    const posts = composeDiscussion({
      row,
      paper,
      before: await discussedBefore(row, paper),
      actions: actionsFor(paper),
    })
    // All are in the outbox before the first is sent: they are asked for in the same moment.
    const delivered = await Promise.all(posts.map(post => delivery.send(post)))
    return settle(row, delivered)
  }

  async function settle(row: Stored, delivered: readonly Delivered[]): Promise<Finished> {
    // A thread is refused under a message that may stand: nobody can tell.
    if (delivered.some(({ kind }) => kind === 'unknowable')) {
      await changeThread(db, row, { state: 'unknown' })
      return { kind: 'unknowable', id: row.id }
    }
    const failed = delivered.find(({ kind }) => kind === 'refused')
    const thread = delivered.at(-1)!
    if (failed?.kind === 'refused') {
      // The line in the channel that stands without its thread is the next one's parent; one that took none is left alone.
      const [line] = delivered
      const parent = delivered.length > 1 && line?.kind === 'sent' ? writeMessage(line.message) : null
      await changeThread(db, row, { state: 'failed', parent })
      const stands = parent !== null ? 'waits' : (await isLine(db, row)) ? 'left' : undefined
      return { kind: 'refused', forOwner: failed.forOwner, ...(stands && { line: stands }) }
    }
    if (thread.kind !== 'sent') return { kind: 'waiting' }
    const opened = openAs(thread.message)
    await changeThread(db, row, opened)
    return { kind: 'opened', discussion: discussionOf({ ...row, ...opened })! }
  }

  /**
   * Papers nearby with a thread that the same people read, as its platform says now: what is written in a message stays
   * there, whoever reads it later.
   */
  async function discussedBefore(row: Stored, paper: Paper): Promise<DiscussedBefore[]> {
    const { query } = parseQuery(`like:${paper.id}`, today())
    const ids = library.rank(query, limits.nearby).filter(id => id !== paper.id)
    const threads = await threadsOn(db, await namesOf(db, ids), [row.readers])
    const known = ids.flatMap(id => threads.find(thread => thread.paper === id) ?? [])
    const open = known.filter(thread => discussionOf(thread) && thread.state !== 'gone')
    const seen = await Promise.all(
      open.slice(0, limits.discussedBefore).map(thread => refreshing.seen(thread)),
    )
    const readable = seen.filter(
      thread => thread !== undefined && thread.readers === row.readers && thread.state !== 'gone',
    )
    const papers = await library.many(readable.map(thread => thread!.paper))
    return papers.map(one => {
      const { openedAt, message } = discussionOf(readable.find(thread => thread!.paper === one.id)!)!
      return { paper: one, openedAt, link: linkTo(message) }
    })
  }

  return { finish }
}
