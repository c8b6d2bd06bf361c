/** What a subscription is going to post: the next time, and what it would have posted of the last lists. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Subscription } from '../channels/settings.ts'
import type { Place } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Logger } from '../log.ts'
import { limits } from './limits.ts'
import { type Preview, preview } from './preview.ts'
import type { Shared } from './shared.ts'
import { turnOf } from './slot-lists.ts'
import { coverageOf, lastOf } from './slot-note.ts'

/** The next post of a subscription. */
export interface Upcoming {
  readonly at: Temporal.Instant
  /** The lists whose turn it is then, as the calendar says, oldest first; none where it is not chosen from new lists. */
  readonly lists: readonly string[]
  /** It is due, and waits for these lists. */
  readonly awaited?: readonly string[]
}

export interface Outlook {
  /** As if it were not paused. */
  upcoming(subscription: Subscription): Promise<Upcoming>
  /** Tries it on the newest lists that are known, without what the channel got by other subscriptions. */
  preview(subscription: Subscription, place: Place): Promise<Preview>
}

interface OutlookContext {
  readonly shared: () => Promise<Shared>
  readonly delivery: Pick<Delivery, 'latest' | 'posted'>
  readonly log: Pick<Logger, 'error'>
}

export function createOutlook({ shared, delivery, log }: OutlookContext): Outlook {
  return {
    async upcoming(subscription) {
      const common = await shared()
      const before = (await delivery.latest([subscription.id])).get(subscription.id)
      const due = common.dueSlot(subscription, before?.date)
      const slot = due ?? common.nextSlot(subscription, before?.date)
      const coverage = coverageOf(lastOf(before, log), { subscription, slot, shared: common })
      const { closing, open } = turnOf(subscription, slot, coverage)
      const lists = subscription.kind === 'trending' ? [] : [...closing, ...open]
      if (!due) return { at: slot.at, lists }
      const { awaited } = common.covering(subscription, slot, coverage)
      return { at: slot.at, lists, awaited }
    },

    async preview(subscription, place) {
      const common = await shared()
      const newest = common.known.filter(({ papers }) => papers > 0).slice(0, limits.previewLists)
      const { topics, lists } = await common.situationOn(
        subscription,
        newest.map(({ date }) => date),
      )
      const posted = (await delivery.posted(place)).filter(one => one.subscription !== subscription.id)
      return preview({
        subscription,
        topics,
        lists,
        posted: new Map(posted.map(({ paper, claimedAt }) => [paper, claimedAt])),
      })
    },
  }
}
