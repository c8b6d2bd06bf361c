import { type Kysely, sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { type ChannelSettings, newSettings, type Subscription } from '../../src/channels/settings.ts'
import { createDueTable, type DueTable } from '../../src/digests/due.ts'
import { nextSlot } from '../../src/digests/schedule.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/schema.ts'
import { ada, subscription } from '../channels/fixture.ts'
import { at, later } from './fixture.ts'

let db: Kysely<Database>
let table: DueTable

beforeEach(async () => {
  db = await openMemoryDatabase()
  table = createDueTable(db)
})

const place = { platform: 'slack', workspace: 'T1', channel: 'C1' }
const channel = (subscriptions: Subscription[], name = 'C1'): ChannelSettings => ({
  ...newSettings({ ...place, channel: name }),
  subscriptions,
})
const never = new Map<string, string>()
const monday = at('2026-08-24T07:00:00Z')
const due = async (now = monday) => (await table.due(now, 100)).map(one => one.subscription)
async function* each(...all: ChannelSettings[]): AsyncGenerator<ChannelSettings> {
  yield* all
}

test('a subscription is due from its slot on', async () => {
  await table.put(channel([subscription()]), never)
  expect(await due(monday.subtract({ milliseconds: 1 }))).toEqual([])
  expect(await table.due(monday, 100)).toEqual([{ subscription: 's1', place, at: monday }])
  expect(await db.selectFrom('schedule').selectAll().execute()).toEqual([
    {
      platform: 'slack',
      workspace: 'T1',
      place: 'slack:T1:C1',
      subscription: 's1',
      next_at: monday.epochMilliseconds,
    },
  ])
})

describe('each change of the settings', () => {
  test('edits, adds, removes and pauses what is due, in that channel only', async () => {
    await table.put(channel([subscription()], 'C2'), never)
    await table.put(channel([subscription({ id: 'a' }), subscription({ id: 'b', time: '08:00' })]), never)
    expect(await due()).toEqual(['b', 'a', 's1'])
    await table.put(channel([subscription({ id: 'a', time: '10:00' }), subscription({ id: 'c' })]), never)
    expect(await due()).toEqual(['c', 's1'])
    const paused = { by: ada, at: '2026-08-21T12:00:00Z' }
    await table.put(channel([subscription({ id: 'c', paused })]), never)
    expect(await due()).toEqual(['s1'])
    await table.put(channel([], 'C2'), never)
    expect(await due()).toEqual([])
  })

  test('never brings a claimed date back', async () => {
    await table.put(channel([subscription({ time: '18:00' })]), new Map([['s1', '2026-08-24']]))
    expect(await due(at('2026-08-25T15:59:00Z'))).toEqual([])
    expect(await due(at('2026-08-25T16:00:00Z'))).toEqual(['s1'])
  })
})

describe('moving on', () => {
  test('to the next slot, to a later look, or away', async () => {
    await table.put(channel(['a', 'b', 'c'].map(id => subscription({ id }))), never)
    const [a, b, c] = await table.due(monday, 3)
    const next = nextSlot(subscription(), monday, '2026-08-24').at
    await table.move([{ due: a!, to: next }, { due: b!, to: later(monday, 5) }, { due: c! }])
    expect(await due(later(monday, 4))).toEqual([])
    expect(await due(later(monday, 5))).toEqual(['b'])
    expect(await due(next)).toEqual(['b', 'a'])
  })

  test('leaves alone what was changed meanwhile', async () => {
    await table.put(channel([subscription()]), never)
    const [before] = await table.due(monday, 1)
    await table.put(channel([subscription({ time: '08:30' })]), never)
    await table.move([{ due: before!, to: later(monday, 100_000) }])
    await table.move([{ due: before! }])
    expect(await due()).toEqual(['s1'])
  })

  test('the oldest come first, as many as are asked for', async () => {
    const times = ['08:30', '07:00', '09:00', '08:00']
    await table.put(channel(times.map((time, id) => subscription({ id: String(id), time }))), never)
    expect((await table.due(monday, 3)).map(one => one.subscription)).toEqual(['1', '3', '0'])
  })
})

describe('a start', () => {
  test('makes the table anew from all settings and what was claimed', async () => {
    await table.put(channel([subscription({ id: 'gone' })], 'C9'), never)
    const many = Array.from({ length: 60 }, (_, number) =>
      channel(
        Array.from({ length: 10 }, (_one, id) => subscription({ id: `${number}-${id}` })),
        `C${number}`,
      ),
    )
    await table.rebuild(each(...many), new Map([['7-3', '2026-08-24']]))
    const rows = await table.due(monday, 1000)
    expect(rows).toHaveLength(599)
    expect(rows.filter(one => one.subscription === 'gone' || one.subscription === '7-3')).toEqual([])
    await table.rebuild(each(), never)
    expect(await due()).toEqual([])
  })

  test('after downtime a missed slot is due at once', async () => {
    await table.rebuild(each(channel([subscription()])), new Map([['s1', '2026-08-25']]))
    expect(await due(at('2026-08-31T12:00:00Z'))).toEqual(['s1'])
  })
})

test('a tick reads the index, not the table', async () => {
  const plan = await sql<{ detail: string }>`
    explain query plan select * from schedule where next_at <= 1 order by next_at limit 5`.execute(db)
  expect(plan.rows.map(row => row.detail)).toEqual([expect.stringContaining('USING INDEX schedule_by_time')])
})
