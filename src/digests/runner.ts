/** The daily posts: wakes each minute, and claims what is due. */
import type { Temporal } from '@js-temporal/polyfill'
import { schedule, type TaskOptions } from 'node-cron'
import type { Channels } from '../channels/channels.ts'
import type { ChannelSettings, Subscription } from '../channels/settings.ts'
import { formatPlace, type Place } from '../chat/place.ts'
import type { Reply } from '../chat/reply.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Library } from '../library/library.ts'
import type { Logger } from '../log.ts'
import type { Due, DueTable, Move } from './due.ts'
import type { Situation } from './judge.ts'
import { limits } from './limits.ts'
import { type Accounts, createAccounts } from './account.ts'
import { createOutlook, type Outlook } from './outlook.ts'
import { type PostedNow, postNow, runNow } from './post-now.ts'
import { createShared, type KnownPapers, type Shared } from './shared.ts'
import { createRescheduling } from './rescheduling.ts'
import { situationAgain } from './situation-again.ts'
import { planOf, type SlotContext } from './slot-claim.ts'
import { runSlot } from './slot-run.ts'

export interface DigestsOptions extends Pick<SlotContext, 'actionsFor' | 'discussions' | 'linkTo'> {
  readonly channels: Pick<Channels, 'get' | 'all' | 'update'>
  readonly due: DueTable
  readonly delivery: Pick<
    Delivery,
    'claim' | 'posted' | 'slot' | 'recent' | 'latest' | 'lastDates' | 'pause' | 'paused'
  >
  readonly library: KnownPapers & Pick<Library, 'listsOf'>
  readonly now: () => Temporal.Instant
  /** Default: node-cron. */
  readonly cron?: (expression: string, wake: () => void, options: TaskOptions) => { destroy(): unknown }
  readonly log: Pick<Logger, 'error'>
}

export interface Digests extends Outlook, Accounts {
  /** Makes the schedule anew from all settings, ticks, and ticks each minute. */
  start(): Promise<void>
  /**
   * Claims all that is due now; joins a tick that is under way. A subscription whose messages were refused claims
   * nothing until it is resumed, so that it loses nothing.
   */
  tick(): Promise<void>
  /** Looks again at once at what waits for its lists, because some came. */
  lookAgain(): Promise<void>
  /** Waits for what is being claimed. */
  stop(): Promise<void>
  /**
   * Takes over changed settings: `onChange` of the channels. Where the schedule can't be written now, the next tick tries
   * again: the settings are stored all the same.
   */
  changed(settings: ChannelSettings): Promise<void>
  /** Undefined where the channel has no such subscription. */
  postNow(place: Place, subscription: string): Promise<PostedNow | undefined>
  /** What the team's week would say if it was posted now; undefined where nobody did anything. */
  weekNow(subscription: Subscription, channel: ChannelSettings): Promise<Reply | undefined>
  /**
   * What a post that is over was chosen from, so that `explain` can say of any paper why it was or wasn't in it.
   * Undefined when there was none on that date, or its note is damaged.
   */
  situationOf(subscription: string, date: string): Promise<Situation | undefined>
}

/** It decides nothing: what is due follows from settings, claims and the clock, so a late or double wake does no harm. */
const everyMinute = '* * * * *'

export function createDigests(options: DigestsOptions): Digests {
  const { channels, due, delivery, library, now, cron = schedule, log } = options
  let lookingSince = now()
  let running: Promise<void> | undefined
  let task: { destroy(): unknown } | undefined
  let stopped = false

  const rescheduling = createRescheduling({ channels, due, delivery, log })
  const shared = (): Promise<Shared> => createShared({ library, now, lookingSince })

  async function runDue(): Promise<void> {
    await rescheduling.catchUp()
    let common: Shared | undefined
    for (;;) {
      const batch = stopped ? [] : await due.due(common?.now ?? now(), limits.dueAtOnce)
      if (batch.length === 0) return
      common ??= await shared()
      await due.move(await runBatch(batch, common))
    }
  }

  async function runBatch(batch: readonly Due[], common: Shared): Promise<Move[]> {
    const latest = await delivery.latest(batch.map(({ subscription }) => subscription))
    const held = await delivery.paused()

    async function run({ subscription: id, place }: Due): Promise<Temporal.Instant | undefined> {
      const channel = await channels.get(place)
      const subscription = channel.subscriptions.find(one => one.id === id)
      if (!subscription || subscription.paused) return undefined
      const before = latest.get(id)
      return held.has(id)
        ? common.nextSlot(subscription, before?.date).at
        : runSlot({ subscription, channel, before }, common, options)
    }

    /** One after the other: each sees what the one before it took. */
    async function runPlace(some: readonly Due[]): Promise<Move[]> {
      const moves: Move[] = []
      for (const one of some)
        moves.push(moveOf(one, await run(one).catch(error => afterFault(one, common, error))))
      return moves
    }

    const ofPlaces = Object.values(Object.groupBy(batch, ({ place }) => formatPlace(place)))
    return (await Promise.all(ofPlaces.map((some = []) => runPlace(some)))).flat()
  }

  /** A fault of one channel doesn't stop the others. */
  function afterFault({ subscription, place }: Due, common: Shared, error: unknown): Temporal.Instant {
    log.error({ subscription, place: formatPlace(place), err: error }, 'could not make a post that is due')
    return common.now.add({ milliseconds: limits.afterFaultMs })
  }

  function tick(): Promise<void> {
    running ??= runDue().finally(() => {
      running = undefined
    })
    return running
  }

  function wake(): void {
    tick().catch((error: unknown) => log.error({ err: error }, 'could not look for what is due'))
  }

  const situationOf: Digests['situationOf'] = async (subscription, date) =>
    situationAgain({ subscription, date }, await shared(), { delivery, log })

  const outlook = createOutlook({ shared, delivery, log })

  return {
    ...outlook,
    ...createAccounts({ shared, delivery, library, outlook, situationOf, log }),
    tick,
    changed: settings => rescheduling.changed(settings),

    async lookAgain() {
      await running?.catch(() => undefined)
      const at = now()
      await due.bringForward(at, at.add({ milliseconds: limits.lookAgainMs }))
      await tick()
    },

    situationOf,

    async start() {
      lookingSince = now()
      await due.rebuild(channels.all(), await delivery.lastDates())
      // What a laptop slept through is made up for by the next wake, and nobody need be told.
      task = cron(everyMinute, wake, { suppressMissedWarning: true })
      wake()
    },

    async stop() {
      stopped = true
      await task?.destroy()
      await running?.catch(() => undefined)
    },

    async postNow(place, id) {
      const channel = await channels.get(place)
      const subscription = channel.subscriptions.find(one => one.id === id)
      if (!subscription) return undefined
      const before = (await delivery.latest([id])).get(id)
      return postNow({ subscription, channel, before }, await shared(), options)
    },

    async weekNow(subscription, channel) {
      const before = (await delivery.latest([subscription.id])).get(subscription.id)
      const run = runNow({ subscription, channel, before }, await shared(), options)
      const [post] = (await planOf(run, options)).posts
      return post?.reply
    },
  }
}

const moveOf = (due: Due, to: Temporal.Instant | undefined): Move => ({ due, ...(to && { to }) })
