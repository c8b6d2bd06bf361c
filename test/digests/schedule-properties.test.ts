import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  dueSlot,
  firstUnclaimed,
  nextSlot,
  slotBefore,
  slotInstant,
  type Timed,
} from '../../src/digests/schedule.ts'
import { anyTime, anyZone } from '../channels/fixture.ts'
import { anyInstant, anyTimed, at, later } from './fixture.ts'

const compare = (one: Temporal.Instant, other: Temporal.Instant | string): number =>
  Temporal.Instant.compare(one, other)
const dayOfWeek = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek

test('the next slot is after now and after the last date, on one of its days, and no slot lies between', () => {
  const lastDates = fc.option(
    anyInstant.map(instant => instant.toString().slice(0, 10)),
    { nil: undefined },
  )
  fc.assert(
    fc.property(anyTimed, anyInstant, lastDates, (one, now, lastDate) => {
      const next = nextSlot(one, now, lastDate)
      expect(compare(next.at, now)).toBe(1)
      expect(one.days).toContain(dayOfWeek(next.date))
      expect(compare(next.at, slotInstant(one, next.date))).toBe(0)
      expect(lastDate === undefined || next.date > lastDate).toBe(true)
      const before = slotBefore(one, next.at)
      expect(compare(before.at, now) <= 0 || (lastDate !== undefined && before.date <= lastDate)).toBe(true)
    }),
  )
})

test('something is due exactly when the first slot that was not claimed is over', () => {
  fc.assert(
    fc.property(anyTimed, anyInstant, anyInstant, (one, now, claimed) => {
      const lastDate = slotBefore(one, claimed).date
      const due = dueSlot(one, now, lastDate)
      expect(due !== undefined).toBe(compare(firstUnclaimed(one, lastDate).at, now) <= 0)
      expect(due === undefined || compare(due.at, slotBefore(one, later(now, 1)).at) <= 0).toBe(true)
    }),
  )
})

/** The dates of all slots of so many days, counted from the calendar. */
function datesOf(one: Timed, from: Temporal.Instant, days: number): string[] {
  const first = from.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 2 })
  const end = from.add({ hours: days * 24 })
  return Array.from({ length: days + 5 }, (_, day) => first.add({ days: day }))
    .filter(date => one.days.includes(date.dayOfWeek))
    .map(date => ({ date: date.toString(), at: slotInstant(one, date.toString()) }))
    .filter(slot => compare(slot.at, from) > 0 && compare(slot.at, end) <= 0)
    .map(({ date }) => date)
}

/** Claims for a year what is due, at ticks that are so many minutes apart or come with the next slot. */
function claims(one: Timed, from: Temporal.Instant, pauses: readonly number[]): string[] {
  const claimed: string[] = []
  const end = from.add({ hours: 365 * 24 })
  let lookAt = firstUnclaimed(one).at
  for (let now = from, tick = 0; compare(lookAt, end) <= 0; tick++) {
    const due = dueSlot(one, now, claimed.at(-1))
    if (due) claimed.push(due.date)
    lookAt = nextSlot(one, now, claimed.at(-1)).at
    const awake = later(now, pauses[tick % pauses.length]!)
    now = compare(lookAt, awake) > 0 ? lookAt : awake
  }
  return claimed
}

test('a year of ticks, twice at once or late by hours: each date exactly once', () => {
  const pauses = fc.array(fc.constantFrom(0, 1, 2, 60, 300), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(anyTimed, pauses, (one, waits) => {
      const from = at(one.since)
      expect(claims(one, from, [...waits, 1])).toEqual(datesOf(one, from, 365))
    }),
    { numRuns: 20 },
  )
})

test('a year with downtime of days: no date twice, and none but its own', () => {
  const pauses = fc.array(fc.integer({ min: 1, max: 20 * 24 * 60 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(anyTimed, pauses, (one, waits) => {
      const from = at(one.since)
      const claimed = claims(one, from, waits)
      expect(claimed).toEqual([...new Set(claimed)].toSorted())
      const own = new Set(datesOf(one, from, 400))
      expect(claimed.filter(date => !own.has(date))).toEqual([])
    }),
    { numRuns: 30 },
  )
})

test('with the time and zone changed again and again: never twice on a date', () => {
  const changes = fc.array(fc.tuple(fc.integer({ min: 1, max: 3000 }), anyTime, anyZone), { maxLength: 60 })
  fc.assert(
    fc.property(anyTimed, changes, (start, steps) => {
      const claimed: string[] = []
      let now = at(start.since)
      let one: Timed = start
      for (const [minutes, time, zone] of steps) {
        now = later(now, minutes)
        const due = dueSlot(one, now, claimed.at(-1))
        expect(due === undefined || compare(due.at, one.since) > 0).toBe(true)
        if (due) claimed.push(due.date)
        one = { ...one, time, zone, since: now.toString() }
      }
      expect(claimed).toEqual([...new Set(claimed)].toSorted())
    }),
  )
})
