/**
 * When a subscription posts. Pure. A slot is one local date on which it does; what is due follows from the settings,
 * the last date that was claimed and the clock, so that a tick may come late, twice or not at all.
 */
import { Temporal } from '@js-temporal/polyfill'
import type { Subscription } from '../channels/settings.ts'

/** What the schedule looks at. */
export type Timed = Pick<Subscription, 'time' | 'days' | 'zone' | 'since'>

export interface Slot {
  /** Local, `YYYY-MM-DD`. */
  readonly date: string
  readonly at: Temporal.Instant
}

/** Reaches from any day over a week of others. */
const daysLooked = 10

/** Clocks change by at most two hours: a slot between them is on its own date, others may be moved over midnight. */
const firstHours = '03:00'
const lastHours = '21:00'

/**
 * The instant of a local date's slot, by the rule "compatible": a wall-clock time that the clocks skip is as much later
 * (02:30 is 03:30), one that comes twice is the first, and a date that the zone leaves out is the next one.
 * https://tc39.es/proposal-temporal/docs/ambiguity.html
 */
export function slotInstant({ time, zone }: Pick<Timed, 'time' | 'zone'>, date: string): Temporal.Instant {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
}

/** The first slot after an instant. `lastDate`: the last date that was claimed; no slot is on it or before it. */
export function nextSlot(timed: Timed, after: Temporal.Instant, lastDate?: string): Slot {
  const today = localDate(after, timed.zone)
  const start = (timed.time >= lastHours ? today.subtract({ days: 1 }) : today).toString()
  const first = lastDate !== undefined && lastDate >= start ? dayAfter(lastDate) : start
  return slotsFrom(timed, first, 1).find(slot => isAfter(slot.at, after))!
}

/** The first slot of a subscription that was not claimed: in the future, or due. This is when it is looked at next. */
export function firstUnclaimed(timed: Timed, lastDate?: string): Slot {
  return nextSlot(timed, Temporal.Instant.from(timed.since), lastDate)
}

/** What is to be posted now: the newest slot up to now, unless it was claimed or fell due before `since`. */
export function dueSlot(timed: Timed, now: Temporal.Instant, lastDate?: string): Slot | undefined {
  const newest = slotBefore(timed, now.add({ nanoseconds: 1 }))
  const isOwn = isAfter(newest.at, Temporal.Instant.from(timed.since))
  return isOwn && (lastDate === undefined || newest.date > lastDate) ? newest : undefined
}

/** The last slot before an instant, as if the subscription had always been there. */
export function slotBefore(timed: Timed, before: Temporal.Instant): Slot {
  const today = localDate(before, timed.zone).toString()
  const first = timed.time < firstHours ? dayAfter(today) : today
  return slotsFrom(timed, first, -1).find(slot => isAfter(before, slot.at))!
}

/** The slots of the next weeks, or of the last ones, from a date on. */
function* slotsFrom(timed: Timed, start: string, step: 1 | -1): Generator<Slot> {
  const first = Temporal.PlainDate.from(start)
  for (let days = 0; days < daysLooked; days++) {
    const day = first.add({ days: days * step })
    if (!timed.days.includes(day.dayOfWeek)) continue
    const date = day.toString()
    yield { date, at: slotInstant(timed, date) }
  }
}

const localDate = (at: Temporal.Instant, zone: string): Temporal.PlainDate =>
  at.toZonedDateTimeISO(zone).toPlainDate()

const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString()

const isAfter = (one: Temporal.Instant, other: Temporal.Instant): boolean =>
  Temporal.Instant.compare(one, other) > 0
