/** Follow-ups: what has appeared of a discussed paper is said in the thread, once, where a channel wants that. */
import { setImmediate as pause } from 'node:timers/promises'
import { formatPlace, withoutThread } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Library } from '../library/library.ts'
import type { Upstream } from '../library/live.ts'
import type { Logger } from '../log.ts'
import { isTitleId } from '../papers/ids.ts'
import { followUpReply } from './compose.ts'
import type { Discussions } from './discussions.ts'
import {
  beginFollowing,
  endFollowing,
  type FollowUp,
  has,
  markRead,
  moveFollowUp,
  papersToRead,
  unsaid,
  youngIn,
} from './follow-ups.ts'
import type { OpeningContext } from './opening.ts'
import type { Refreshing, RefreshingContext } from './refreshing.ts'
import { discussionOf, isWhole, threadOf } from './threads.ts'

export interface FollowingContext
  extends Pick<OpeningContext, 'db' | 'actionsFor'>,
    Pick<RefreshingContext, 'inspect' | 'nowMs'> {
  readonly delivery: Pick<Delivery, 'send'>
  readonly library: Pick<Library, 'get'>
  readonly upstream: Pick<Upstream, 'readAgain'>
  readonly refreshing: Pick<Refreshing, 'seen'>
  readonly log: Pick<Logger, 'error'>
}

export function createFollowing(context: FollowingContext): Pick<Discussions, 'follow' | 'followUp'> {
  const { db, delivery, library, upstream, refreshing, inspect, actionsFor, nowMs, log } = context
  /** Keys of what is on its way. */
  const saying = new Set<string>()

  async function readAgain(signal: AbortSignal): Promise<void> {
    for (const discussed of await papersToRead(db, nowMs())) {
      if (signal.aborted) return
      // In any case, so that one that cannot be read stands in no other's way.
      await markRead(db, discussed, nowMs())
      const id = (await library.get(discussed))?.id ?? discussed
      if (!isTitleId(id) && !(await upstream.readAgain(id, signal))) return
    }
  }

  async function compare(signal: AbortSignal): Promise<void> {
    for (let after = 0; !signal.aborted; await pause()) {
      const some = await unsaid(db, nowMs(), after)
      if (some.length === 0) return
      for (const one of some) await sayOnce(one)
      after = Math.max(...some.map(({ thread }) => thread.id))
    }
  }

  async function sayOnce(one: FollowUp): Promise<void> {
    const key = `follow-up:${one.thread.id}:${one.kind}`
    if (!isWhole(one.thread)) return
    const paper = await library.get(one.thread.paper)
    const reply = paper && has(paper, one.kind) && followUpReply(one.kind, paper, actionsFor(paper))
    if (!reply || saying.has(key)) return
    if (one.state === 'awaited' && !(await moveFollowUp(db, one, 'found'))) return
    const found: FollowUp = { ...one, state: 'found' }
    const where = await whereToSay(found)
    if (where === 'later') return
    if (where === 'nowhere') return void (await moveFollowUp(db, found, 'over'))
    saying.add(key)
    // Nobody waits for it: its key is there to be sent again.
    void delivery
      .send({ key, place: where, reply })
      .then(({ kind }) => kind !== 'waiting' && moveFollowUp(db, found, 'over'))
      .catch((error: unknown) => log.error({ err: error, key }, 'could not say what has appeared'))
      .finally(() => saying.delete(key))
  }

  /** Nowhere in threads that are locked or gone, nor in those that were archived before anybody answered. */
  async function whereToSay({ thread }: FollowUp) {
    const now = await refreshing.seen(thread)
    const discussion = now && discussionOf(now)
    if (!discussion) return 'later'
    const { state, replies } = discussion
    if (state === 'gone' || state === 'locked') return 'nowhere'
    const place = threadOf(discussion)
    if (state === 'open') return place
    const around = await inspect(withoutThread(place)).catch(() => undefined)
    if (!around) return 'later'
    return replies > 0 && around.state === 'open' ? place : 'nowhere'
  }

  return {
    async follow({ place, followups }) {
      const young = await youngIn(db, formatPlace(place), nowMs())
      if (young.length === 0) return
      if (followups === 'off')
        return endFollowing(
          db,
          young.map(({ id }) => id),
        )
      const papers = await Promise.all(young.map(({ paper }) => library.get(paper)))
      const followed = young.flatMap(({ id }, at) => (papers[at] ? [{ id, paper: papers[at] }] : []))
      await beginFollowing(db, followed, nowMs())
    },

    async followUp(signal) {
      await readAgain(signal)
      await compare(signal)
    },
  }
}
