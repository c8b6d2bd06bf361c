/** The bot, put together from what was opened: what it answers with, what it posts, when. */
import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { commands, completers } from '../commands/index.ts'
import type { Services } from '../commands/services.ts'
import { digestActions } from '../commands/shared/digest-actions.ts'
import { discussionActions } from '../commands/shared/discussion-actions.ts'
import { withFirstContact } from '../commands/shared/first-contact.ts'
import { type Channels, createChannels } from './channels/channels.ts'
import type { ChannelSettings } from './channels/settings.ts'
import { createKeptData } from './channels/kept-data.ts'
import { keptSettings } from './channels/kept-settings.ts'
import { createPolicy } from './channels/policy.ts'
import { createRecentlyShown } from './channels/recently-shown.ts'
import { isWanted } from './channels/wanted.ts'
import { createAllowance } from './chat/allowance.ts'
import { createDispatch } from './chat/dispatch.ts'
import { inspectInTime } from './chat/inspection.ts'
import type { Handlers, Platform } from './chat/platform.ts'
import type { OpenedLibrary } from './compose.ts'
import { createDelivery, type DeliveryOptions } from './delivery/create-delivery.ts'
import type { Delivery } from './delivery/delivery.ts'
import { keptPosts } from './delivery/kept-posts.ts'
import { createDueTable } from './digests/due.ts'
import { keptSchedule } from './digests/kept-schedule.ts'
import { type PauseContext, tellOwner } from './digests/pause-notice.ts'
import { createDigests } from './digests/runner.ts'
import { createDiscussions } from './discussions/create-discussions.ts'
import { keptDiscussions } from './discussions/kept-discussions.ts'
import { keptSayings } from './discussions/kept-sayings.ts'
import type { Upstream } from './library/live.ts'
import type { SyncReport } from './library/sync.ts'
import type { Logger } from './log.ts'

export interface BotOptions {
  readonly opened: Pick<OpenedLibrary, 'library' | 'settings' | 'seen' | 'db'>
  readonly upstream: Upstream
  readonly platforms: readonly Platform[]
  readonly now: Services['now']
  /** Default: timers, which don't keep the process. */
  readonly wait?: DeliveryOptions['wait']
  readonly log: Logger
}

export interface Bot {
  readonly handlers: Handlers
  /** Begins to post what is due, and goes on. */
  start(): Promise<void>
  /** Posts what waited for these lists, and says what has appeared of discussed papers. Never rejects. */
  synced(report: Pick<SyncReport, 'lists'>, signal: AbortSignal): Promise<void>
  /** Once all that is due now is posted, and all that was announced is said. */
  settled(): Promise<void>
  /** Finishes what is being posted. */
  stop(): Promise<void>
}

const timer: DeliveryOptions['wait'] = (ms, signal) => setTimeout(ms, undefined, { signal, ref: false })

export function createBot({ opened, upstream, platforms, now, wait = timer, log }: BotOptions): Bot {
  const { library, settings, seen, db } = opened
  const byName = new Map(platforms.map(platform => [platform.name, platform]))
  const platformOf = ({ platform }: { readonly platform: string }): Platform => byName.get(platform)!
  const places: Services['places'] = {
    inspect: async place => inspectInTime(platformOf(place), place, wait),
    direct: (person, met) => platformOf(met).directPlace(person, met.workspace),
    linkTo: message => platformOf(message.place).linkTo(message),
  }
  const onChange = async (changed: ChannelSettings): Promise<void> => {
    await digests.changed(changed)
    await discussions.follow(changed)
  }
  const channels: Channels = createChannels({ store: settings, now, onChange })
  const delivery: Delivery = createDelivery({
    db,
    platforms: byName,
    now,
    wait,
    log,
    isWanted,
    onRefused: pause => tellOwner(pause, pausing),
  })
  const pausing: PauseContext = { channels, delivery, direct: (person, met) => places.direct(person, met) }
  const due = createDueTable(db)
  const discussions = createDiscussions({
    ...places,
    db,
    delivery,
    library,
    upstream,
    channels,
    now,
    log,
    actionsFor: discussionActions,
  })
  const digests = createDigests({
    channels,
    due,
    delivery,
    discussions,
    linkTo: message => places.linkTo(message),
    library,
    now,
    log,
    actionsFor: digestActions,
  })
  const announcing = new Set<Promise<unknown>>()
  const services: Services = {
    library,
    upstream,
    channels,
    keptData: createKeptData({
      db,
      channels,
      rooms: [keptSettings, keptPosts, keptSchedule, keptDiscussions],
      sayings: keptSayings,
      inspect: place => places.inspect(place),
      onForgotten() {
        delivery.forgotten()
        discussions.forgotten()
      },
      now,
    }),
    shown: createRecentlyShown(now),
    delivery,
    digests,
    discussions,
    places,
    changes: createAllowance(now),
    announce(post) {
      const said = delivery
        .send(post)
        .catch((error: unknown) => log.error({ err: error, post: post.key }, 'could not announce'))
        .finally(() => announcing.delete(said))
      announcing.add(said)
    },
    newId: () => randomBytes(9).toString('base64url'),
    now,
  }
  const dispatch = createDispatch({
    commands,
    completers,
    services,
    policy: createPolicy(channels),
    now,
    seen,
    log,
    newReference: () => randomBytes(3).toString('hex'),
  })
  return {
    handlers: { ...dispatch, handle: withFirstContact(request => dispatch.handle(request), services) },
    async start() {
      // What it takes with many channels is waited for here, not by who asks first.
      await channels.subscribed()
      await delivery.start()
      await discussions.start()
      await digests.start()
    },
    async synced({ lists }, signal) {
      if (lists > 0)
        await digests
          .lookAgain()
          .catch((error: unknown) => log.error({ err: error }, 'could not look for what was waited for'))
      await discussions
        .followUp(signal)
        .catch((error: unknown) => log.error({ err: error }, 'could not look for what has appeared'))
    },
    async settled() {
      await digests.tick()
      await Promise.all([delivery.settled(), ...announcing])
    },
    async stop() {
      await digests.stop()
      await discussions.settled()
      await delivery.stop()
    },
  }
}
