import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultTime, formatDays, parseDays, parseTime } from '../../src/channels/timing.ts'
import { zonesLike } from '../../src/channels/zones.ts'
import { explain } from '../../src/errors.ts'
import { closesAt } from '../../src/papers/calendar.ts'
import { anyDays, anyTime } from './fixture.ts'

const complaint = (read: () => unknown): string => {
  try {
    return `read as ${String(read())}`
  } catch (error) {
    return explain(error)
  }
}

describe('the default time', () => {
  test.each([
    ['Europe/Berlin', '09:00'],
    ['America/Los_Angeles', '09:00'],
    ['UTC', '09:00'],
    ['Asia/Kolkata', '09:00'],
    ['Asia/Kathmandu', '09:00'],
    ['Asia/Yangon', '09:30'],
    ['Asia/Shanghai', '11:00'],
    ['Australia/Eucla', '11:30'],
    ['Asia/Tokyo', '12:00'],
    ['Australia/Lord_Howe', '14:00'],
    ['Pacific/Fiji', '15:00'],
    ['Pacific/Auckland', '09:00'],
  ])('%s: %s', (zone, time) => expect(defaultTime(zone)).toBe(time))

  test('is never between the two times at which a list closes, and never in the hour before', () => {
    for (const zone of zonesLike('', 1000))
      for (const date of ['2026-01-15', '2026-07-15']) {
        const closing = Temporal.Instant.from(closesAt(date)).toZonedDateTimeISO(zone).toPlainTime()
        const minutes = Temporal.PlainTime.from(defaultTime(zone)).until(closing).total('minutes')
        expect(minutes > 0 && minutes < 60, `${zone} ${date}`).toBe(false)
      }
  })
})

describe('parseTime', () => {
  test.each([
    ['09:00', '09:00'],
    ['9', '09:00'],
    [' 9:05 ', '09:05'],
    ['9.30', '09:30'],
    ['21h', '21:00'],
    ['9h30', '09:30'],
    ['0930', '09:30'],
    ['9 am', '09:00'],
    ['9:30pm', '21:30'],
    ['12am', '00:00'],
    ['12 p.m.', '12:00'],
    ['23:59', '23:59'],
  ])('%s', (typed, time) => expect(parseTime(typed)).toBe(time))

  test.each(['24:00', '25', '9:60', '9:5', '13 pm', '0 am', '9m', '', '-1', 'nine', '9:00:00', '٩:٠٠'])(
    '"%s" is not one',
    typed => expect(complaint(() => parseTime(typed))).toBe(`I can't read the time "${typed}". Try 09:00.`),
  )

  test('reads every time as it is written', () => {
    fc.assert(
      fc.property(anyTime, time => {
        expect(parseTime(time)).toBe(time)
      }),
    )
  })
})

describe('parseDays', () => {
  test.each([
    ['weekdays', [1, 2, 3, 4, 5]],
    ['every weekday', [1, 2, 3, 4, 5]],
    ['Monday to Friday', [1, 2, 3, 4, 5]],
    ['mon–fri', [1, 2, 3, 4, 5]],
    ['daily', [1, 2, 3, 4, 5, 6, 7]],
    ['Every day', [1, 2, 3, 4, 5, 6, 7]],
    ['Mon, Thu', [1, 4]],
    ['thu and mon', [1, 4]],
    ['Tue;We & su', [2, 3, 7]],
    ['Friday', [5]],
    ['on Mondays', [1]],
    ['weekly', [5]],
    ['weekly on Tuesday', [2]],
    ['weekends', [6, 7]],
    ['fri - mon', [1, 5, 6, 7]],
    ['Mon, Monday', [1]],
  ])('%s', (typed, days) => expect(parseDays(typed)).toEqual(days))

  test.each(['', 'never', 'm', 'Mon, Foo', 'mon-tue-wed', '-', 'every', 'constructor', 'toString', '1-5'])(
    '"%s" is not one',
    typed =>
      expect(complaint(() => parseDays(typed))).toBe(
        `I can't read the days "${typed}". Try weekdays, daily, or Mon, Thu.`,
      ),
  )

  test('reads what formatDays writes', () => {
    fc.assert(
      fc.property(anyDays, days => {
        expect(parseDays(formatDays(days))).toEqual(days)
      }),
    )
    expect(formatDays([1, 2, 3, 4, 5])).toBe('Monday to Friday')
    expect(formatDays([1, 3, 5])).toBe('Monday, Wednesday and Friday')
  })

  test('any text is answered in one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), typed => {
        for (const read of [parseDays, parseTime])
          expect(complaint(() => read(typed))).toMatch(
            /^(read as [\d:,]+$|I can't read the (days|time) ".*$)/,
          )
      }),
    )
  })
})
