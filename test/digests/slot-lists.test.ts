import { describe, expect, test } from 'vitest'
import { coverageSchema, listsOfSlot, readiness, turnOf } from '../../src/digests/slot-lists.ts'
import { listDaysBetween } from '../../src/papers/calendar.ts'
import { at, later } from './fixture.ts'
import {
  august,
  coverage,
  daily,
  dates,
  evening,
  info,
  known,
  slot,
  soFar,
  weekly,
  whole,
  without,
} from './lists-fixture.ts'

describe('a new subscription posts nothing older than its first edition', () => {
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

describe('weekends and holidays', () => {
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

describe('a partial list is not the whole', () => {
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

  test('where newer ones are left out, those that came late are too', () => {
    const before = coverage('2026-08-13', { missing: ['2026-08-12', '2026-08-13'] })
    const lists = listsOfSlot(turnOf(daily, slot('2026-08-25'), before), without('2026-08-13', august))
    expect(dates(lists)).toEqual(listDaysBetween('2026-08-18', '2026-08-24'))
    expect(lists.leftOut).toEqual(['2026-08-12', '2026-08-14', '2026-08-17'])
    expect(lists.coverage).toEqual(coverage('2026-08-24'))
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
