import { Temporal } from '@js-temporal/polyfill'
import { expect, onTestFinished, test } from 'vitest'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import { card, paper } from './fixture.ts'

test('when a paper was first seen on a list stays, under the id that it has now', async () => {
  let now = '2026-08-20T08:00:00Z'
  const db = await openMemoryDatabase()
  onTestFinished(() => db.destroy())
  const log = createLog('silent')
  const library = await openLibrary({ db, readOnly: false, now: () => Temporal.Instant.from(now), log })
  const put = (...papers: ReturnType<typeof paper>[]) =>
    library.putList('2026-08-20', papers, { fetchedAt: now, closed: false })
  await put(paper('2608.00001'), card('Zetta'))
  now = '2026-08-20T16:00:00Z'
  await put(paper('2608.00001', { upvotes: 3 }), paper('2608.00002', { title: 'Zetta' }), paper('2608.00003'))
  expect(await library.listed('2026-08-20')).toEqual(
    new Map([
      ['2608.00001', '2026-08-20T08:00:00Z'],
      ['2608.00002', '2026-08-20T08:00:00Z'],
      ['2608.00003', '2026-08-20T16:00:00Z'],
    ]),
  )
  expect(await library.listed('2026-08-19')).toEqual(new Map())
})

test.each([
  [
    'by a clock that was ahead is seen once the clock is right',
    '2026-11-20T08:00:00Z',
    '2026-08-20T08:00:00Z',
    1,
  ],
  ['at a full second was seen before the rest of it', '2026-08-20T08:00:00Z', '2026-08-20T08:00:00.709Z', 0],
])('a paper that was first seen %s', async (_, ...[first, second, expected]) => {
  let now = first
  const db = await openMemoryDatabase()
  onTestFinished(() => db.destroy())
  const log = createLog('silent')
  const library = await openLibrary({ db, readOnly: false, now: () => Temporal.Instant.from(now), log })
  const put = () => library.putList('2026-08-20', [paper('2608.00001')], { fetchedAt: now, closed: false })
  await put()
  now = second
  await put()
  expect(await library.listed('2026-08-20')).toEqual(new Map([['2608.00001', [first, second][expected]]]))
})
