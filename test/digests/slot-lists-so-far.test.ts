import { expect, test } from 'vitest'
import { listsOfSlot, turnOf } from '../../src/digests/slot-lists.ts'
import { at } from './fixture.ts'
import { august, coverage, evening, info, known, soFar, whole } from './lists-fixture.ts'

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

test('nor is it when complete lists are wanted before it closed', () => {
  const night = { date: '2026-08-26', at: at('2026-08-26T01:00:00Z') }
  const complete = listsOfSlot(turnOf({ ...soFar, list: 'complete' }, night, tuesday.coverage), open)
  expect(complete).toMatchObject({ lists: [], coverage: coverage('2026-08-24', { open: ['2026-08-25'] }) })
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
