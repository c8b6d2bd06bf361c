import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import type { Timed } from '../../src/digests/schedule.ts'
import { anyDays, anyTime, anyZone } from '../channels/fixture.ts'

export const at = (text: string): Temporal.Instant => Temporal.Instant.from(text)
/** An instant as the clocks of a zone show it. */
export const local = (instant: Temporal.Instant, zone: string): string =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
export const later = (instant: Temporal.Instant, minutes: number): Temporal.Instant =>
  instant.add({ minutes })

export const everyDay = [1, 2, 3, 4, 5, 6, 7]
export const timed = (changes: Partial<Timed> = {}): Timed => ({
  time: '09:00',
  days: [1, 2, 3, 4, 5],
  zone: 'Europe/Berlin',
  since: '2026-01-01T00:00:00Z',
  ...changes,
})

/** Within three years. */
export const anyInstant = fc
  .integer({ min: 0, max: 3 * 365 * 24 * 60 })
  .map(minutes => later(at('2025-01-01T00:00:00Z'), minutes))
export const anyTimed = fc
  .record({ time: anyTime, days: anyDays, zone: anyZone, since: anyInstant })
  .map(one => ({ ...one, since: one.since.toString() }))
