import { expect, test } from 'vitest'
import type { ListInfo } from '../../src/library/library.ts'
import { planSync } from '../../src/library/sync-plan.ts'
import { friday, recent } from './sync-fixture.ts'

const info = (date: string, closed = true, fetchedAt?: string): ListInfo => ({
  date,
  papers: 1,
  closed,
  ...(fetchedAt && { fetchedAt }),
})

test('the newest seven lists, newest first, whatever is known of them', () => {
  expect(planSync([], friday)).toEqual(recent)
  expect(
    planSync(
      recent.map(date => info(date)),
      friday,
    ),
  ).toEqual(recent)
})

test('no list belongs to a weekend', () => {
  expect(planSync([], '2026-08-23')).toEqual(recent)
})

test('after downtime everything since the newest list known, then oldest first', () => {
  const known = [info('2026-08-21', false, 'T'), info('2026-08-06'), info('2026-08-05')]
  expect(planSync(known, friday).slice(7)).toEqual(['2026-08-07', '2026-08-10', '2026-08-11', '2026-08-12'])
})

test('lists that came with the program or a file are fetched again, closed ones are not', () => {
  const known = [info('2026-08-11'), info('2026-08-10', false), info('2026-08-07')]
  expect(planSync(known, friday, '2026-08-07').slice(7)).toEqual(['2026-08-10', '2026-08-12'])
})

test('an open list is not forgotten, however old', () => {
  const known = [info('2026-08-12'), info('2026-06-01', false, '2026-06-01T09:00:00Z')]
  expect(planSync(known, friday).slice(7)).toEqual(['2026-06-01'])
})

test('`since` reaches back to the first list', () => {
  expect(planSync([], '2023-05-09', '2020-01-01')).toEqual([
    '2023-05-09',
    '2023-05-08',
    '2023-05-05',
    '2023-05-04',
  ])
  expect(planSync([], '2023-05-03')).toEqual([])
})
