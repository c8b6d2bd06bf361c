import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageInWords,
  closesAt,
  firstListDate,
  formatDate,
  formatListDate,
  isListDay,
  listDaysBetween,
  mayBeClosed,
  nextListDay,
  parseDate,
  previousListDay,
} from '../../src/papers/calendar.ts'

const today = '2026-08-20' // a Thursday
const dates = fc
  .integer({ min: 0, max: 4000 })
  .map(days => Temporal.PlainDate.from(firstListDate).add({ days }).toString())

test.each([
  ['2026-08-20', '0 days'],
  ['2026-08-19', '1 day'],
  ['2026-08-07', '13 days'],
  ['2026-08-06', '2 weeks'],
  ['2026-06-21', '8 weeks'],
  ['2026-06-20', '2 months'],
  ['2024-08-21', '23 months'],
  ['2024-08-20', '2 years'],
  ['1953-04-08', '73 years'],
])('%s is %s ago', (date, age) => expect(ageInWords(date, today)).toBe(age))

describe('list days', () => {
  test('are weekdays since the first list', () => {
    const days = ['2023-05-03', '2023-05-04', '2023-05-05', '2023-05-06', '2023-05-07', '2023-05-08']
    expect(days.filter(isListDay)).toEqual(['2023-05-04', '2023-05-05', '2023-05-08'])
  })

  test('follow each other over weekends and the first list', () => {
    expect(nextListDay('2026-08-21')).toBe('2026-08-24')
    expect(previousListDay('2026-08-24')).toBe('2026-08-21')
    expect(nextListDay('2020-01-01')).toBe(firstListDate)
    expect(previousListDay('2023-05-05')).toBe(firstListDate)
    expect(previousListDay(firstListDate)).toBeUndefined()
  })

  test('between two dates include both', () => {
    expect(listDaysBetween('2026-08-20', '2026-08-25')).toEqual([
      '2026-08-20',
      '2026-08-21',
      '2026-08-24',
      '2026-08-25',
    ])
    expect(listDaysBetween('2026-08-22', '2026-08-23')).toEqual([])
    expect(listDaysBetween('2026-08-25', '2026-08-20')).toEqual([])
    expect(listDaysBetween('2023-01-01', '2023-05-08')).toEqual(['2023-05-04', '2023-05-05', '2023-05-08'])
  })

  test('next and previous are list days and undo each other', () => {
    fc.assert(
      fc.property(dates.filter(isListDay), date => {
        expect(previousListDay(nextListDay(date))).toBe(date)
        expect(isListDay(nextListDay(date))).toBe(true)
      }),
    )
  })

  test('a date that does not exist is refused', () => {
    expect(() => isListDay('2026-02-30')).toThrow(RangeError)
  })
})

describe('a list closes', () => {
  test('at 02:30 UTC of the next day, winter and summer, over both clock changes', () => {
    expect(closesAt('2026-08-20')).toBe('2026-08-21T02:30:00Z')
    expect(closesAt('2026-03-06')).toBe('2026-03-07T02:30:00Z')
    expect(closesAt('2026-03-27')).toBe('2026-03-28T02:30:00Z')
    expect(closesAt('2026-10-30')).toBe('2026-10-31T02:30:00Z')
    expect(closesAt('2025-12-31')).toBe('2026-01-01T02:30:00Z')
  })

  test('only for what was fetched from then on, in any notation of the instant', () => {
    expect(mayBeClosed('2026-08-20', '2026-08-21T02:29:59.999Z')).toBe(false)
    expect(mayBeClosed('2026-08-20', '2026-08-21T02:30:00Z')).toBe(true)
    expect(mayBeClosed('2026-08-20', '2026-08-20T22:29:00-04:00')).toBe(false)
    expect(mayBeClosed('2026-08-20', '2026-08-20T22:30:00-04:00')).toBe(true)
  })

  test('26.5 hours after its day began, for every date', () => {
    fc.assert(
      fc.property(dates, date => {
        const hours = Temporal.Instant.from(`${date}T00:00Z`).until(closesAt(date)).total('hours')
        expect(hours).toBe(26.5)
      }),
    )
  })
})

describe('dates are shown', () => {
  test('without the year when it is this year', () => {
    expect(formatDate('2026-08-20', today)).toBe('20 Aug')
    expect(formatDate('2025-09-01', today)).toBe('1 Sep 2025')
    expect(formatDate('2026-12-31', '2027-01-01')).toBe('31 Dec 2026')
  })

  test('as the day of a list', () => {
    expect(formatListDate('2026-08-20')).toBe('Thursday 20 August')
    expect(formatListDate('2023-05-07')).toBe('Sunday 7 May')
  })
})

describe('parseDate reads', () => {
  test.each([
    ['2026-08-20', '2026-08-20'],
    ['2026/8/2', '2026-08-02'],
    ['20 Aug', '2026-08-20'],
    ['20 August 2026', '2026-08-20'],
    ['Aug 20', '2026-08-20'],
    ['August 20th, 2025', '2025-08-20'],
    ['1st sept.', '2025-09-01'],
    ['21 Aug', '2025-08-21'],
    ['29 feb', '2024-02-29'],
    [' TODAY ', '2026-08-20'],
    ['yesterday', '2026-08-19'],
    ['Thursday', '2026-08-20'],
    ['friday', '2026-08-14'],
    ['tues', '2026-08-18'],
    ['sun', '2026-08-16'],
  ])('%s', (text, date) => {
    expect(parseDate(text, today)).toBe(date)
  })

  test.each([
    '',
    '2026-02-30',
    '2026-13-01',
    '2026-08/20',
    '0 Aug',
    '31 June',
    '30 feb',
    '20 Foo',
    'm',
    'su',
    'tomorrow',
    '20',
  ])('nothing in %j', text => {
    expect(parseDate(text, today)).toBeUndefined()
  })

  test('what is shown, and never anything but a date', () => {
    fc.assert(
      fc.property(dates, date => {
        expect(parseDate(formatDate(date, '2000-01-01'), today)).toBe(date)
        expect(parseDate(formatDate(date, date), date)).toBe(date)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(parseDate(text, today) ?? today).toMatch(/^\d{4}-\d\d-\d\d$/)
      }),
    )
  })
})
