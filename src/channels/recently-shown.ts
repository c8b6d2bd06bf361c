/** Which papers a channel saw a moment ago, so that a link to one of them gets no second card. */
import type { Temporal } from '@js-temporal/polyfill'
import { formatPlace, type Place, withoutThread } from '../chat/place.ts'

/** A paper that was shown so long ago may be shown again. */
const recentlyMs = 30 * 60 * 1000

export interface RecentlyShown {
  /** Counts a paper as shown in a channel or a thread of it now; whether it was not within the last 30 minutes. */
  first(place: Place, paper: string): boolean
}

/** Kept in memory alone: after a restart a link gets one card more at most. */
export function createRecentlyShown(now: () => Temporal.Instant): RecentlyShown {
  /** By channel and paper, the longest ago first. */
  const shownMs = new Map<string, number>()

  function forget(beforeMs: number): void {
    for (const [key, atMs] of shownMs) {
      if (atMs > beforeMs) return
      shownMs.delete(key)
    }
  }

  return {
    first(place, paper) {
      const nowMs = now().epochMilliseconds
      forget(nowMs - recentlyMs)
      const key = `${formatPlace(withoutThread(place))} ${paper}`
      if (shownMs.has(key)) return false
      shownMs.set(key, nowMs)
      return true
    },
  }
}
