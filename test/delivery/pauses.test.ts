import { expect, test } from 'vitest'
import { channel, claimOf, hours, minutes, openWorld, post, refuse } from './fixture.ts'

test('refused for good, the subscription pauses, others go on, and the owner is told once', async () => {
  const world = await openWorld()
  const { delivery, connection, pauses } = await world.started()
  connection.events.push(refuse)
  const [papers, posts] = [[], [post('one'), post('two')]]
  await delivery.claim(claimOf('2026-08-20', { posts }))
  await delivery.claim(claimOf('2026-08-20', { subscription: 's2', papers, posts: [post('of s2')] }))
  await world.advance(minutes(5))
  await delivery.claim(claimOf('2026-08-21', { posts: [post('three')] }))
  await world.advance(minutes(5))
  expect(connection.calls).toEqual(['post one', 'post of s2'])
  const pause = {
    subscription: 's1',
    place: channel(),
    forOwner: 'Paperboy may not post here.',
    forLog: 'not_in_channel',
    since: '2026-08-21T09:00:00Z',
  }
  expect(pauses).toEqual([pause])
  expect(await delivery.pause('s1')).toEqual(pause)
  expect(await delivery.waiting(channel())).toEqual({ waiting: 0, sending: 0, paused: 2, unknowable: 0 })
  await world.started()
  await world.advance(minutes(5))
  expect(world.shown).toEqual(['of s2'])
})

test('resumed, what was refused and what waited is sent in its order', async () => {
  const world = await openWorld()
  const { delivery, connection, pauses } = await world.started()
  connection.events.push(refuse)
  await delivery.claim(claimOf('2026-08-20', { posts: [post('one'), post('two')] }))
  await world.advance(hours(2))
  await delivery.resume('s1')
  await world.advance(1000)
  expect(world.shown).toEqual(['one', 'two'])
  expect(await delivery.pause('s1')).toBeUndefined()
  connection.events.push(refuse)
  await delivery.claim(claimOf('2026-08-21'))
  await world.idle()
  expect(pauses).toHaveLength(2)
})

test('resumed after a day, old news is not sent', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push(refuse)
  await delivery.claim(claimOf('2026-08-20', { posts: [post('one'), post('two')] }))
  await world.advance(hours(25))
  await delivery.resume('s1')
  await world.advance(1000)
  expect(world.shown).toEqual([])
  const slot = await delivery.slot('s1', '2026-08-20')
  expect(slot?.posts.map(({ delivered }) => delivered)).toEqual([
    { kind: 'refused', forOwner: 'Paperboy may not post here.', forLog: 'not_in_channel' },
    expect.objectContaining({ kind: 'refused', forLog: 'given up after a day' }),
  ])
})

test('an owner who was not told before the end is told after the next start', async () => {
  const world = await openWorld()
  const first = await world.started(() => new Promise(() => {}))
  first.connection.events.push(refuse)
  await first.delivery.claim(claimOf())
  await world.idle()
  expect(first.pauses).toHaveLength(1)
  first.crash()
  const second = await world.started()
  await world.idle()
  expect(second.pauses).toEqual(first.pauses)
  const third = await world.started()
  await world.idle()
  expect(third.pauses).toEqual([])
})

test('telling the owner may go through delivery, to the very place that refused', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started(async pause => {
    await delivery.send(post(`paused ${pause.subscription} ${pause.since}`))
  })
  connection.events.push(refuse)
  await delivery.claim(claimOf())
  await world.advance(1000)
  expect(world.shown).toEqual(['paused s1 2026-08-21T09:00:00Z'])
})
