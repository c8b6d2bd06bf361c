import { describe, expect, test } from 'vitest'
import type { Slot } from '../../src/digests/schedule.ts'
import {
  type Coverage,
  coverageSchema,
  listsOfSlot,
  readiness,
  type SlotLists,
  turnOf,
} from '../../src/digests/slot-lists.ts'
import type { ListInfo } from '../../src/library/library.ts'
import { listDaysBetween } from '../../src/papers/calendar.ts'
import { at, later, timed } from './fixture.ts'

const daily = { ...timed(), list: 'complete' as const }
const weekly = { ...daily, days: [5] }
const soFar = { ...daily, list: 'so far' as const, time: '18:00' }

/** The slot at 09:00 or, so far, 18:00 in Berlin. */
const slot = (date: string, hour = '07'): Slot => ({ date, at: at(`${date}T${hour}:00:00Z`) })
const evening = (date: string): Slot => slot(date, '16')
const info = (date: string, papers = 20, closed = true): ListInfo => ({ date, papers, closed })
const known = (from: string, to: string): ListInfo[] => listDaysBetween(from, to).map(date => info(date))
const without = (date: string, infos: ListInfo[]): ListInfo[] => infos.filter(one => one.date !== date)
const coverage = (through: string, rest: Partial<Coverage> = {}): Coverage => ({
  through,
  missing: [],
  open: [],
  ...rest,
})
const dates = ({ lists }: SlotLists): string[] => lists.map(({ date }) => date)
const whole = (date: string, late = false) => ({ date, part: 'complete', late })

const august = known('2026-07-01', '2026-08-27')

describe('failure 1: a new subscription posts nothing older than its first edition', () => {
  test.each([
    ['daily: Friday’s list on Monday', daily, '2026-08-24', ['2026-08-21']],
    ['daily: Monday’s list on Tuesday', daily, '2026-08-25', ['2026-08-24']],
    ['weekly: the lists of a week', weekly, '2026-08-21', listDaysBetween('2026-08-14', '2026-08-20')],
    [
      'Monday and Thursday',
      { ...daily, days: [1, 4] },
      '2026-08-20',
      listDaysBetween('2026-08-17', '2026-08-19'),
    ],
  ])('%s', (_, subscription, date, expected) => {
    const turn = turnOf(subscription, slot(date))
    expect(turn).toMatchObject({ closing: expected, leftOut: [], open: [] })
    expect(dates(listsOfSlot(turn, august))).toEqual(expected)
  })

  test('so far: only the list that grows', () => {
    const turn = turnOf(soFar, evening('2026-08-25'))
    expect(turn).toMatchObject({ closing: [], open: ['2026-08-25'], through: '2026-08-24' })
  })
})

describe('failure 5: weekends and holidays', () => {
  test('on a Sunday there is nothing after Saturday', () => {
    const every = { ...daily, days: [1, 2, 3, 4, 5, 6, 7] }
    const saturday = listsOfSlot(turnOf(every, slot('2026-08-22'), coverage('2026-08-20')), august)
    expect(dates(saturday)).toEqual(['2026-08-21'])
    const sunday = listsOfSlot(turnOf(every, slot('2026-08-23'), saturday.coverage), august)
    expect(sunday).toMatchObject({ lists: [], awaited: [], coverage: coverage('2026-08-21') })
    expect(
      readiness(slot('2026-08-23'), sunday, at('2026-08-23T07:00:00Z'), at('2026-08-01T00:00:00Z')),
    ).toEqual({ kind: 'nothing' })
  })

  test('a list that stayed empty until a later one closed is not waited for', () => {
    const empty = [...without('2026-08-19', known('2026-08-01', '2026-08-20')), info('2026-08-19', 0)]
    const friday = listsOfSlot(turnOf(weekly, slot('2026-08-21')), empty)
    expect(dates(friday)).toEqual(['2026-08-14', '2026-08-17', '2026-08-18', '2026-08-20'])
    expect(friday.awaited).toEqual([])
    const thursday = listsOfSlot(turnOf(daily, slot('2026-08-20')), [
      ...known('2026-08-01', '2026-08-18'),
      info('2026-08-19', 0),
      info('2026-08-20', 3, false),
    ])
    expect(thursday).toMatchObject({ lists: [], awaited: ['2026-08-19'] })
  })
})

describe('failure 6: a partial list is not the whole', () => {
  test('one that was last fetched before it closed is waited for, then joins late', () => {
    const partial = [...known('2026-08-01', '2026-08-20'), info('2026-08-21', 12, false)]
    const monday = listsOfSlot(turnOf(daily, slot('2026-08-24'), coverage('2026-08-20')), partial)
    expect(monday).toMatchObject({ lists: [], awaited: ['2026-08-21'] })
    expect(monday.coverage).toEqual(coverage('2026-08-21', { missing: ['2026-08-21'] }))
    const tuesday = listsOfSlot(turnOf(daily, slot('2026-08-25'), monday.coverage), august)
    expect(tuesday.lists).toEqual([whole('2026-08-21', true), whole('2026-08-24')])
    expect(tuesday.coverage).toEqual(coverage('2026-08-24'))
  })

  test('one that is still missing goes on being looked for, and is not waited for again', () => {
    const before = coverage('2026-08-21', { missing: ['2026-08-21'] })
    const tuesday = listsOfSlot(turnOf(daily, slot('2026-08-25'), before), without('2026-08-21', august))
    expect(tuesday).toMatchObject({
      lists: [whole('2026-08-24')],
      awaited: [],
      coverage: { missing: ['2026-08-21'] },
    })
    const september = listsOfSlot(turnOf(daily, slot('2026-09-08'), before), without('2026-08-21', august))
    expect(september.coverage.missing).not.toContain('2026-08-21')
  })
})

describe('so far', () => {
  const open = [...known('2026-08-01', '2026-08-24'), info('2026-08-25', 9, false)]
  const tuesday = listsOfSlot(turnOf(soFar, evening('2026-08-25')), open)

  test('posts what is there, and next time only what joined it since', () => {
    expect(tuesday.lists).toEqual([{ date: '2026-08-25', part: 'so far', late: false }])
    const wednesday = listsOfSlot(turnOf(soFar, evening('2026-08-26'), tuesday.coverage), [
      ...known('2026-08-01', '2026-08-25'),
      info('2026-08-26', 5, false),
    ])
    expect(wednesday.lists).toEqual([
      { date: '2026-08-25', part: 'rest', late: false },
      { date: '2026-08-26', part: 'so far', late: false },
    ])
    expect(wednesday.coverage).toEqual(coverage('2026-08-25', { open: ['2026-08-26'] }))
  })

  test('a list that closed before the post went out is whole, and never posted again', () => {
    const late = listsOfSlot(turnOf(soFar, evening('2026-08-25')), august)
    expect(late.lists).toEqual([whole('2026-08-25')])
    const next = listsOfSlot(turnOf(soFar, evening('2026-08-26'), late.coverage), august)
    expect(next.lists[0]).toEqual({ date: '2026-08-25', part: 'rest', late: false })
  })

  test('its rest is not forgotten when the list is missing the next day, or complete lists are wanted', () => {
    const missing = listsOfSlot(turnOf(soFar, evening('2026-08-26'), tuesday.coverage), [
      ...known('2026-08-01', '2026-08-24'),
      info('2026-08-26', 5, false),
    ])
    expect(missing.coverage).toEqual(
      coverage('2026-08-25', { missing: ['2026-08-25'], open: ['2026-08-25', '2026-08-26'] }),
    )
    const found = listsOfSlot(
      turnOf({ ...soFar, list: 'complete' }, evening('2026-08-27'), missing.coverage),
      august,
    )
    expect(found.lists).toEqual([
      { date: '2026-08-25', part: 'rest', late: true },
      { date: '2026-08-26', part: 'rest', late: false },
    ])
  })

  test('a list that still grows at the next post is not posted as new again', () => {
    const growing = { ...soFar, zone: 'UTC', time: '00:00' }
    const early = listsOfSlot(
      turnOf(growing, { date: '2026-08-26', at: at('2026-08-26T00:00:00Z') }, tuesday.coverage),
      open,
    )
    expect(early.lists).toEqual([{ date: '2026-08-25', part: 'rest', late: false }])
    expect(early.coverage).toEqual(coverage('2026-08-24', { open: ['2026-08-25'] }))
  })

  test('is waited for while nothing of it is there; on a weekend there is none', () => {
    expect(
      listsOfSlot(turnOf(soFar, evening('2026-08-26'), coverage('2026-08-25')), august.slice(0, -3)),
    ).toMatchObject({ lists: [], awaited: ['2026-08-26'] })
    expect(turnOf(soFar, evening('2026-08-22')).open).toEqual([])
  })

  test('both lists that are open at night count', () => {
    expect(turnOf(soFar, { date: '2026-08-25', at: at('2026-08-26T01:00:00Z') }).open).toEqual([
      '2026-08-25',
      '2026-08-26',
    ])
  })
})

describe('too many lists', () => {
  test('after downtime the newest five, and which were left out', () => {
    const lists = listsOfSlot(turnOf(daily, slot('2026-08-25'), coverage('2026-08-13')), august)
    expect(dates(lists)).toEqual(listDaysBetween('2026-08-18', '2026-08-24'))
    expect(lists.leftOut).toEqual(['2026-08-14', '2026-08-17'])
    expect(lists.coverage).toEqual(coverage('2026-08-24'))
  })

  test('late ones come beside them, at most five', () => {
    const missing = listDaysBetween('2026-08-10', '2026-08-17')
    const lists = listsOfSlot(turnOf(daily, slot('2026-08-19'), coverage('2026-08-17', { missing })), august)
    expect(dates(lists)).toEqual([...missing.slice(1), '2026-08-18'])
    expect(lists).toMatchObject({ leftOut: ['2026-08-10'], coverage: coverage('2026-08-18') })
  })

  test('an earlier time of day takes nothing back', () => {
    const lists = listsOfSlot(turnOf(daily, slot('2026-08-21', '01'), coverage('2026-08-20')), august)
    expect(lists).toMatchObject({ lists: [], awaited: [], coverage: coverage('2026-08-20') })
  })
})

describe('readiness', () => {
  const monday = slot('2026-08-24')
  const running = at('2026-08-01T00:00:00Z')
  const nothing = { lists: [], awaited: ['2026-08-21'] }
  const some = { ...nothing, lists: [{ date: '2026-08-20', part: 'complete', late: false }] as const }

  test('what is there is posted at once', () => {
    expect(readiness(monday, { ...some, awaited: [] }, monday.at, running)).toEqual({ kind: 'ready' })
  })

  test.each([nothing, some])('a missing list is waited for, six hours at most', lists => {
    expect(readiness(monday, lists, monday.at, running)).toEqual({ kind: 'wait', at: later(monday.at, 5) })
    expect(readiness(monday, lists, later(monday.at, 358), running)).toEqual({
      kind: 'wait',
      at: later(monday.at, 360),
    })
    const kind = lists === some ? 'ready' : 'nothing'
    expect(readiness(monday, lists, later(monday.at, 360), running)).toEqual({ kind })
  })

  test('the wait begins once lists are looked for', () => {
    const start = later(monday.at, 600)
    expect(readiness(monday, nothing, start, start)).toEqual({ kind: 'wait', at: later(start, 5) })
    expect(readiness(monday, nothing, later(start, 360), start)).toEqual({ kind: 'nothing' })
  })
})

test('what is kept with a slot is read back', () => {
  const kept = coverage('2026-08-21', { missing: ['2026-08-20'] })
  expect(coverageSchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
  expect(coverageSchema.safeParse({ through: 'x', missing: [], open: [] }).success).toBe(false)
})
