import { expect, test } from 'vitest'
import { claimOf, hours, minutes, openWorld, post, refuse } from './fixture.ts'

test('the last slot of each subscription, and those before a date', async () => {
  const world = await openWorld()
  const { delivery } = world.bot()
  const claims = [
    ['s1', '2026-08-19'],
    ['s1', '2026-08-21'],
    ['s2', '2026-08-20'],
    ['s3', '2026-08-22'],
  ] as const
  for (const [subscription, date] of claims)
    await delivery.claim(claimOf(date, { subscription, papers: [], posts: [], note: { of: date } }))
  expect(await delivery.latest(['s1', 's2', 'unknown'])).toEqual(
    new Map([
      ['s1', { subscription: 's1', date: '2026-08-21', note: { of: '2026-08-21' } }],
      ['s2', { subscription: 's2', date: '2026-08-20', note: { of: '2026-08-20' } }],
    ]),
  )
  expect(await delivery.latest([])).toEqual(new Map())
  expect(await delivery.lastDates()).toEqual(
    new Map([
      ['s1', '2026-08-21'],
      ['s2', '2026-08-20'],
      ['s3', '2026-08-22'],
    ]),
  )
  const before = await delivery.recent('s1', 5, '2026-08-21')
  expect(before.map(({ date }) => date)).toEqual(['2026-08-19'])
})

test('what waits of a subscription that is not wanted any more is never sent, unless it is brought back', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'retry', afterMs: hours(1) })
  await delivery.claim(claimOf())
  await world.idle()
  world.unwanted.add('s1')
  await world.advance(hours(2))
  expect(world.shown).toEqual([])
  expect(await world.states()).toEqual({ 's1:2026-08-20': 'refused' })
  world.unwanted.clear()
  await delivery.resume('s1')
  await world.idle()
  expect(world.shown).toEqual(['s1:2026-08-20'])
})

test('nor is what was handed over and did not arrive; its owner is told nothing', async () => {
  const world = await openWorld()
  const { delivery, connection, pauses } = await world.started()
  connection.events.push({ kind: 'unknown', forLog: 'connection reset' })
  await delivery.claim(claimOf('2026-08-20', { posts: [post('one'), post('two')] }))
  await world.idle()
  world.unwanted.add('s1')
  await world.advance(minutes(5))
  expect(world.shown).toEqual([])
  expect(pauses).toEqual([])
  world.unwanted.clear()
  await delivery.resume('s1')
  await world.advance(minutes(5))
  expect(world.shown).toEqual(['one', 'two'])
})

test('what is not wanted any more claims nothing, and nothing is kept of it', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  world.unwanted.add('s1')
  expect(await delivery.claim(claimOf())).toEqual({ kind: 'unwanted' })
  expect(await delivery.slot('s1', '2026-08-20')).toBeUndefined()
  expect(await world.states()).toEqual({})
})

test('the subscriptions that are paused', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push(refuse)
  await delivery.claim(claimOf())
  await world.idle()
  expect(await delivery.paused()).toEqual(new Set(['s1']))
})
