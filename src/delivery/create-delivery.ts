/** Delivery on the database: what is claimed is written, woken, sent and told. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { parsePlace } from '../chat/place.ts'
import type { Logger } from '../log.ts'
import type { Database } from '../storage/schema.ts'
import { countWaiting, deliveredOf } from './delivered.ts'
import type { ClaimResult, Delivered, Delivery, Pause } from './delivery.ts'
import {
  lastDates,
  latestSlots,
  postedPapers,
  postedSince,
  recentSlots,
  slotOf,
  storeClaim,
} from './ledger.ts'
import { limits } from './limits.ts'
import {
  type Change,
  change,
  claimAgain,
  duePlaces,
  enqueue,
  nextIn,
  type Stored,
  withKey,
} from './outbox.ts'
import { beginPause, endPause, markTold, pausedOnes, pauseOf, untold } from './pauses.ts'
import { createPlaces, type Wait } from './places.ts'
import { createStep, type Sender, type SendingContext } from './sending.ts'
import { createWriter } from './writer.ts'

export interface DeliveryOptions extends Pick<SendingContext, 'isWanted'> {
  readonly db: Kysely<Database>
  /** By name. What is for another platform waits until that is there. */
  readonly platforms: ReadonlyMap<string, Sender>
  readonly now: () => Temporal.Instant
  readonly wait: Wait
  readonly log: Pick<Logger, 'warn' | 'error'>
  /**
   * Tells the owner that a subscription is paused: once for each pause, and once more where the process ended before
   * this resolved. A message sent with a key made of `subscription` and `since` is therefore seen once.
   */
  readonly onRefused: (pause: Pause) => Promise<void>
}

const forgotten: Delivered = {
  kind: 'refused',
  forOwner: 'What Paperboy kept about this channel was deleted before it was posted.',
  forLog: 'forgotten',
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { db, platforms, now, wait, log, isWanted, onRefused } = options
  const names = [...platforms.keys()]
  const nowMs = (): number => now().epochMilliseconds
  const write = createWriter(db)
  const step = createStep({ db, write, now, log, isWanted, settle })
  /** By key. */
  const asking = new Map<string, PromiseWithResolvers<Delivered> & { readonly place: string }>()
  let stopped = false
  const places = createPlaces({
    platforms: names,
    due: () => duePlaces(db, names, nowMs()),
    work,
    wait,
    onError: error => log.error({ err: error }, 'delivery failed and goes on'),
  })

  async function work(place: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const row = await nextIn(db, place)
      if (!row) return answerForgotten(place)
      if (row.due === null || row.due > nowMs()) return
      await step(row, platforms.get(row.platform)!)
    }
  }

  async function settle(row: Stored, to: Change, pauses: boolean): Promise<void> {
    const after = { ...row, ...to }
    const pause = await write(async transaction => {
      const changed = await change(transaction, row, to)
      return changed && pauses ? beginPause(transaction, after, nowMs()) : undefined
    })
    if (after.due === null) answer(row.key, deliveredOf(after))
    if (pause) void tell(pause)
  }

  /** Nobody waits for it: what it sends may have to wait for the very place that was refused. */
  async function tell(pause: Pause): Promise<void> {
    try {
      await onRefused(pause)
      await write(transaction => markTold(transaction, pause.subscription))
    } catch (error) {
      log.error({ subscription: pause.subscription, err: error }, 'could not tell the owner of a pause')
    }
  }

  function answer(key: string, delivered: Delivered): void {
    asking.get(key)?.resolve(delivered)
    asking.delete(key)
  }

  /** Who waits for a message that is there no more, since its channel's data was deleted, is told so. */
  async function answerForgotten(place: string): Promise<void> {
    for (const [key, asked] of asking)
      if (asked.place === place && !(await withKey(db, key))) answer(key, forgotten)
  }

  return {
    async claim(claim) {
      const { subscription, channel } = claim
      const result = await write(async (transaction): Promise<ClaimResult> => {
        const wanted = await isWanted(transaction, channel, subscription)
        return wanted ? storeClaim(transaction, claim, nowMs()) : { kind: 'unwanted' }
      })
      if (result.kind === 'claimed') places.wake(claim.posts.map(({ place }) => place))
      return result
    },

    async send(post) {
      const row = await write(async transaction => {
        await enqueue(transaction, post, nowMs())
        return withKey(transaction, post.key)
      })
      if (!row || row.due === null || stopped) return row ? deliveredOf(row) : { kind: 'waiting' }
      const asked = asking.get(post.key) ?? { ...Promise.withResolvers<Delivered>(), place: row.place }
      asking.set(post.key, asked)
      places.wake([post.place])
      return asked.promise
    },

    async resume(subscription) {
      const at = nowMs()
      const resumed = await write(async transaction => {
        await endPause(transaction, subscription)
        return claimAgain(transaction, subscription, { sinceMs: at - limits.giveUpMs, nowMs: at })
      })
      places.wake(resumed)
    },

    forgotten: () => places.wake([...asking.values()].map(({ place }) => parsePlace(place))),

    async start() {
      for (const pause of await untold(db)) void tell(pause)
      places.start()
    },

    settled: () => places.settled(),

    async stop() {
      stopped = true
      await places.stop()
      for (const key of asking.keys()) answer(key, { kind: 'waiting' })
    },

    posted: (channel, papers) => postedPapers(db, channel, papers),
    postedSince: (channel, sinceMs) => postedSince(db, channel, sinceMs),
    slot: (subscription, date) => slotOf(db, subscription, date),
    recent: (subscription, count, before) => recentSlots(db, subscription, count, before),
    latest: subscriptions => latestSlots(db, subscriptions),
    lastDates: () => lastDates(db),
    pause: subscription => pauseOf(db, subscription),
    paused: () => pausedOnes(db),
    waiting: place => countWaiting(db, place),
  }
}
