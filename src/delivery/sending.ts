/** One step of one message: handing it to its platform, or looking for it there, and writing down what came of it. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { parsePlace, type Place } from '../chat/place.ts'
import type { Outcome, Platform } from '../chat/platform.ts'
import { explain, PaperboyError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { setAside } from '../storage/damaged.ts'
import type { Database } from '../storage/schema.ts'
import { limits } from './limits.ts'
import { type Change, change, refused, sent, type Stored, withKey } from './outbox.ts'
import { instantOf, readMessage, readReply, readThread } from './stored.ts'
import type { Write } from './writer.ts'

/** What delivery needs of a platform. */
export type Sender = Pick<Platform, 'post' | 'openThread' | 'find'>

export interface SendingContext {
  readonly db: Kysely<Database>
  readonly write: Write
  readonly now: () => Temporal.Instant
  readonly log: Pick<Logger, 'warn' | 'error'>
  /** Whether a subscription of a channel is to be posted, by the database as it is in a transaction. */
  readonly isWanted: (db: Kysely<Database>, channel: Place, subscription: string) => Promise<boolean>
  /** Writes down what a message has come to. `pauses`: its subscription is not to be sent until somebody mends it. */
  readonly settle: (row: Stored, to: Change, pauses: boolean) => Promise<void>
}

/** How a message is handed to its platform, or why it never will be. */
type Prepared = { readonly hand: () => Promise<Outcome> } | { readonly never: Change }

/** A refusal that no owner can mend. */
type Fault = Extract<Outcome, { kind: 'refused' }> & { readonly fault: true }

/** What looking for a message came to; `unreachable` for now. */
type Found = Awaited<ReturnType<Platform['find']>> | 'unreachable'

const ourFault = 'Paperboy could not write this message. Whoever runs Paperboy finds the reason in its log.'
const givenUp = refused('It could not be posted for a day, so it was left out.', 'given up after a day')
const orphaned = refused(
  'The message that it belongs to was not posted.',
  'the message it belongs to was not sent',
)
const withdrawn = refused('Its subscription was paused or removed before it was posted.', 'withdrawn')
const damaged = (reason: string): Change =>
  refused('It was damaged on the disk, so it was not posted.', `damaged: ${reason}`)

/** Takes a due message one state further. */
export function createStep({ db, write, now, log, isWanted, settle }: SendingContext) {
  const nowMs = (): number => now().epochMilliseconds

  return (row: Stored, platform: Sender): Promise<void> =>
    row.state === 'claimed' ? send(row, platform) : look(row, platform)

  async function send(row: Stored, platform: Sender): Promise<void> {
    const prepared = isOld(row, nowMs()) ? { never: givenUp } : await prepare(row, platform)
    if ('never' in prepared) {
      log.warn({ post: row.key, place: row.place, reason: prepared.never.for_log }, 'not posted')
      return settle(row, prepared.never, false)
    }
    const at = nowMs()
    const sending: Change = { state: 'sending', at, due: at + limits.settleMs }
    const taken = await write(async transaction =>
      (await mayBeSaid(transaction, row)) ? change(transaction, row, sending) : 'unwanted',
    )
    if (taken === 'unwanted') return settle(row, withdrawn, false)
    if (taken) await conclude({ ...row, ...sending }, prepared.hand)
  }

  /** Asked in the very transaction in which it is taken, so that no change of settings comes between. */
  async function mayBeSaid(transaction: Kysely<Database>, { subscription, place }: Stored): Promise<boolean> {
    return subscription === null || isWanted(transaction, parsePlace(place), subscription)
  }

  async function prepare(row: Stored, platform: Sender): Promise<Prepared> {
    const parent = row.under === null ? undefined : await withKey(db, row.under)
    if (parent && parent.state !== 'sent') return { never: orphaned }
    try {
      return { hand: handing(row, parent, platform) }
    } catch (error) {
      const reason = explain(error)
      log.error({ post: row.key, place: row.place, err: error }, 'a message in the outbox is damaged')
      const value = JSON.stringify({ reply: row.reply, thread: row.thread })
      await write(transaction => setAside(transaction, { namespace: 'outbox', key: row.key, value, reason }))
      return { never: damaged(reason) }
    }
  }

  async function conclude(row: Stored, hand: () => Promise<Outcome>): Promise<void> {
    const outcome = await handed(row, hand)
    if (outcome.kind !== 'sent') log.warn({ post: row.key, place: row.place, outcome }, 'not posted')
    const pauses = outcome.kind === 'refused' && !('fault' in outcome)
    await settle(row, changeAfter(outcome, nowMs()), pauses)
  }

  /** A platform throws a fault of ours before it sends anything; after any other error it may have been sent. */
  async function handed(row: Stored, hand: () => Promise<Outcome>): Promise<Outcome | Fault> {
    try {
      return await hand()
    } catch (error) {
      log.error({ post: row.key, place: row.place, err: error }, 'a fault while posting')
      const forLog = explain(error)
      return error instanceof PaperboyError
        ? { kind: 'refused', forOwner: ourFault, forLog, fault: true }
        : { kind: 'unknown', forLog }
    }
  }

  async function look(row: Stored, platform: Sender): Promise<void> {
    const found = isUnder(row) ? lookUnder(row, nowMs()) : await find(row, platform)
    if (found === 'cannot look' || (found === 'unreachable' && isOld(row, nowMs())))
      log.warn({ post: row.key, place: row.place }, 'may have been posted, and cannot be looked for')
    await settle(row, changeFound(found, row, nowMs()), false)
  }

  async function find(row: Stored, platform: Sender): Promise<Found> {
    try {
      return await platform.find(parsePlace(row.place), row.key, instantOf(row.claimed_at))
    } catch (error) {
      log.warn({ post: row.key, place: row.place, err: error }, 'the platform cannot be looked at now')
      return 'unreachable'
    }
  }
}

/** Throws for what was damaged. */
function handing(row: Stored, parent: Stored | undefined, platform: Sender): () => Promise<Outcome> {
  const reply = readReply(row.reply ?? '')
  const place = parsePlace(row.place)
  if (row.thread === null) return () => platform.post(place, reply, row.key)
  const { under, ...opening } = readThread(row.thread)
  const where = parent ? readMessage(parent.message ?? '') : (under ?? place)
  return () => platform.openThread(where, { ...opening, reply }, row.key)
}

/**
 * Opening a thread under a message again leads to the thread that is there, so it isn't looked for. Once it is too old
 * to be opened, nobody can tell whether it was.
 */
const lookUnder = (row: Stored, nowMs: number): Found => (isOld(row, nowMs) ? 'cannot look' : 'none')

/** One that is damaged is looked for like a post, and set aside where it would be sent again. */
function isUnder({ under, thread }: Stored): boolean {
  if (under !== null || thread === null) return under !== null
  try {
    return readThread(thread).under !== undefined
  } catch {
    return false
  }
}

const isOld = ({ claimed_at }: Stored, nowMs: number): boolean => nowMs - claimed_at >= limits.giveUpMs

function changeAfter(outcome: Outcome, nowMs: number): Change {
  if (outcome.kind === 'sent') return sent(outcome.message)
  if (outcome.kind === 'refused') return refused(outcome.forOwner, outcome.forLog)
  return outcome.kind === 'retry'
    ? { state: 'claimed', due: nowMs + Math.max(outcome.afterMs, limits.pollMs) }
    : { state: 'sending', due: nowMs + limits.settleMs, for_log: outcome.forLog }
}

function changeFound(found: Found, row: Stored, nowMs: number): Change {
  if (typeof found === 'object') return sent(found)
  if (found === 'none') return { state: 'claimed', due: nowMs }
  if (found === 'unreachable' && !isOld(row, nowMs)) return { state: 'sending', due: nowMs + limits.settleMs }
  return { state: 'unknowable', due: null, for_log: row.for_log ?? 'stopped before an answer came' }
}
