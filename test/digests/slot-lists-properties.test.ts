import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueSlot, firstUnclaimed, nextSlot } from '../../src/digests/schedule.ts'
import {
  type Coverage,
  type CoveredList,
  listsOfSlot,
  readiness,
  turnOf,
} from '../../src/digests/slot-lists.ts'
import type { ListInfo } from '../../src/library/library.ts'
import { closesAt, listDaysBetween } from '../../src/papers/calendar.ts'
import { anyTimed, at, later } from './fixture.ts'

const compare = (one: Temporal.Instant, other: Temporal.Instant | string): number =>
  Temporal.Instant.compare(one, other)
const hourMs = 3_600_000
const calendar = listDaysBetween('2024-11-01', '2028-04-01').map(date => ({
  date,
  closesMs: at(closesAt(date)).epochMilliseconds,
}))

/** How many hours after closing each list is there. */
type Lateness = (date: string) => number

/** What the library knows at an instant: a list grows from the morning on, unless it is late. */
function knownAt(now: Temporal.Instant, lateness: Lateness): ListInfo[] {
  const nowMs = now.epochMilliseconds
  const near = calendar.filter(({ closesMs }) => Math.abs(nowMs - closesMs - 720 * hourMs) < 750 * hourMs)
  return near.flatMap(({ date, closesMs }): ListInfo[] => {
    if (closesMs + lateness(date) * hourMs <= nowMs) return [{ date, papers: 20, closed: true }]
    const grows = lateness(date) === 0 && closesMs - 20 * hourMs <= nowMs
    return grows ? [{ date, papers: 5, closed: false }] : []
  })
}

interface Told {
  readonly posted: (CoveredList & { readonly at: Temporal.Instant })[]
  readonly leftOut: { readonly date: string; readonly at: Temporal.Instant }[]
  readonly coverage: Coverage | undefined
}

/** Six weeks of ticks that are so many minutes apart, or come when there is something to look at. */
function play(
  subscription: Parameters<typeof turnOf>[0],
  pauses: readonly number[],
  lateness: Lateness,
): Told {
  const posted: (CoveredList & { at: Temporal.Instant })[] = []
  const leftOut: { date: string; at: Temporal.Instant }[] = []
  const start = at(subscription.since)
  let coverage: Coverage | undefined
  let claimed: string | undefined
  let lookAt = firstUnclaimed(subscription).at
  for (let now = start, tick = 0; compare(now, start.add({ hours: 42 * 24 })) < 0; tick++) {
    const slot = dueSlot(subscription, now, claimed)
    if (slot) {
      const lists = listsOfSlot(turnOf(subscription, slot, coverage), knownAt(now, lateness))
      const ready = readiness(slot, lists, now, start)
      if (ready.kind === 'wait') lookAt = ready.at
      else {
        const when = now
        posted.push(...lists.lists.map(list => ({ ...list, at: when })))
        leftOut.push(...lists.leftOut.map(date => ({ date, at: when })))
        claimed = slot.date
        coverage = lists.coverage
        lookAt = nextSlot(subscription, now, claimed).at
      }
    }
    const awake = later(now, pauses[tick % pauses.length]!)
    now = compare(lookAt, awake) > 0 ? lookAt : awake
  }
  return { posted, leftOut, coverage }
}

const anySubscription = fc
  .tuple(anyTimed, fc.constantFrom('complete' as const, 'so far' as const))
  .map(([one, list]) => ({ ...one, list }))
const anyPauses = fc.array(fc.constantFrom(60, 90, 600, 5_000, 20_000), { minLength: 1, maxLength: 12 })
const anyLateness = fc
  .array(fc.constantFrom(0, 0, 0, 0, 1, 4, 30, 80, 10_000), { minLength: 1, maxLength: 15 })
  .map(hours => (date: string) => hours[Number(date.replaceAll('-', '')) % hours.length]!)

test('every list is posted once, but for what joins it later; it is whole only once it closed', () => {
  fc.assert(
    fc.property(anySubscription, anyPauses, anyLateness, (one, pauses, lateness) => {
      const { posted, leftOut } = play(one, pauses, lateness)
      const first = posted.filter(({ part }) => part !== 'rest').map(({ date }) => date)
      expect(first).toEqual([...new Set(first)])
      for (const { date, part, at: when } of posted) {
        expect(leftOut.filter(left => left.date === date && compare(left.at, when) <= 0)).toEqual([])
        expect(compare(when, closesAt(date)) >= 0 || part !== 'complete').toBe(true)
        expect(part !== 'rest' || first.includes(date)).toBe(true)
        expect(part === 'complete' || one.list === 'so far').toBe(true)
      }
    }),
    { numRuns: 40 },
  )
})

test('every list since the first is posted, left out, or still missing', () => {
  fc.assert(
    fc.property(anySubscription, anyPauses, anyLateness, (one, pauses, lateness) => {
      const { posted, leftOut, coverage } = play(one, pauses, lateness)
      if (!coverage || posted.length === 0) return
      const told = new Set([...[...posted, ...leftOut].map(({ date }) => date), ...coverage.missing])
      const begin = [...told].sort()[0]!
      const lost = listDaysBetween(begin, coverage.through).filter(date => !told.has(date))
      expect(lost.filter(date => lateness(date) < 10_000)).toEqual([])
    }),
    { numRuns: 40 },
  )
})
