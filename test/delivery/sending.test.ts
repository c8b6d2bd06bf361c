import { expect, test } from 'vitest'
import { PaperboyError } from '../../src/errors.ts'
import { channel, claimOf, type Event, hours, minutes, openWorld, post, refuse } from './fixture.ts'

const key = 's1:2026-08-20'
const state = async (world: Awaited<ReturnType<typeof openWorld>>): Promise<string | undefined> =>
  (await world.states())[key]

test('it is written down that a message is being sent before it is', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'hang' })
  await delivery.claim(claimOf())
  await world.idle()
  expect(connection.calls).toEqual([`post ${key}`])
  expect(await state(world)).toBe('sending')
  expect(await delivery.waiting(channel())).toEqual({ waiting: 0, sending: 1, paused: 0, unknowable: 0 })
  expect(await delivery.waiting(channel('other'))).toMatchObject({ sending: 0 })
})

test('told to wait, it waits as long as it was told, and what follows waits behind it', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'retry', afterMs: minutes(7) })
  await delivery.claim(claimOf('2026-08-20', { posts: [post('first'), post('second')] }))
  await world.advance(minutes(7) - 1)
  expect(world.shown).toEqual([])
  expect(connection.calls).toEqual(['post first'])
  expect(await delivery.waiting()).toMatchObject({ waiting: 2 })
  await world.advance(1001)
  expect(world.shown).toEqual(['first', 'second'])
})

test.each<[string, Event]>([
  ['a lost answer', { kind: 'lost' }],
  ['an error of the connection', { kind: 'throws', error: new Error('socket hang up') }],
  ['a 5xx that took nothing', { kind: 'unknown', forLog: '503' }],
])('%s: looked for a minute later, and there once', async (_name, event) => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push(event)
  await delivery.claim(claimOf())
  await world.advance(59_999)
  expect(connection.calls).toEqual([`post ${key}`])
  await world.advance(1000)
  expect(connection.calls[1]).toBe(`find ${key}`)
  expect(world.shown).toEqual([key])
  expect(await state(world)).toBe('sent')
  await world.advance(hours(30))
  expect(connection.calls.slice(2)).toEqual(event.kind === 'lost' ? [] : [`post ${key}`])
})

test('what a crash left behind is looked for a minute after it was handed over, not sooner', async () => {
  const world = await openWorld()
  const first = await world.started()
  first.connection.events.push({ kind: 'taken, then hang' })
  await first.delivery.claim(claimOf())
  await world.advance(30_000)
  first.crash()
  const second = await world.started()
  await world.advance(29_999)
  expect(second.connection.calls).toEqual([])
  await world.advance(1000)
  expect(second.connection.calls).toEqual([`find ${key}`])
  expect(world.shown).toEqual([key])
  expect(await state(world)).toBe('sent')
})

test('what cannot be looked for is never sent again, and what follows is', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'unknown', forLog: '503' })
  connection.lookEvents.push('cannot look')
  await delivery.claim(claimOf())
  await delivery.claim(claimOf('2026-08-21'))
  await world.advance(minutes(2))
  await world.advance(hours(48))
  expect(connection.calls).toEqual([`post ${key}`, `find ${key}`, 'post s1:2026-08-21'])
  expect(await delivery.waiting()).toMatchObject({ unknowable: 1 })
  const slot = await delivery.slot('s1', '2026-08-20')
  expect(slot?.posts[0]?.delivered).toEqual({ kind: 'unknowable', forLog: '503' })
})

test('while the platform is away it is looked for every minute, for a day', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'lost' })
  connection.lookEvents.push('throws', 'throws')
  await delivery.claim(claimOf())
  for (let minute = 0; minute < 4; minute++) await world.advance(minutes(1) + 1000)
  expect(connection.calls).toEqual([`post ${key}`, ...Array.from({ length: 3 }, () => `find ${key}`)])
  expect(await state(world)).toBe('sent')
  expect(world.shown).toEqual([key])

  connection.events.push({ kind: 'lost' })
  await delivery.claim(claimOf('2026-08-21'))
  await world.advance(1000)
  connection.lookEvents.push('throws')
  await world.advance(hours(24))
  expect(await delivery.waiting()).toMatchObject({ unknowable: 1, sending: 0 })
})

test('after a day of waiting it is given up with a word, and the papers stay posted', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'retry', afterMs: hours(23) }, { kind: 'retry', afterMs: hours(2) })
  await delivery.claim(claimOf())
  await world.advance(hours(23) + 1000)
  expect(connection.calls).toHaveLength(2)
  await world.advance(hours(3))
  expect(connection.calls).toHaveLength(2)
  const slot = await delivery.slot('s1', '2026-08-20')
  expect(slot?.posts[0]?.delivered).toEqual({
    kind: 'refused',
    forOwner: 'It could not be posted for a day, so it was left out.',
    forLog: 'given up after a day',
  })
  expect(world.log.warn).toHaveBeenCalledWith(
    { post: key, place: 'memory:w:lab', reason: 'given up after a day' },
    'not posted',
  )
  expect(await delivery.pause('s1')).toBeUndefined()
  expect(await delivery.posted(channel())).toHaveLength(1)
})

test('a fault of ours is refused and logged, and pauses nobody', async () => {
  const world = await openWorld()
  const { delivery, connection, pauses } = await world.started()
  const error = new PaperboyError('discord.unmarked', 'Nothing can be pressed in this post.')
  connection.events.push({ kind: 'throws', error })
  const result = await delivery.send(post('one'))
  expect(result).toMatchObject({ kind: 'refused', forLog: 'Nothing can be pressed in this post.' })
  expect(pauses).toEqual([])
  expect(world.log.error).toHaveBeenCalledWith(expect.objectContaining({ err: error }), expect.any(String))
})

test('a single message is answered when it is over, and its key sends nothing again', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  const sent = { kind: 'sent', message: { place: channel(), message: 'm1' } }
  expect(await Promise.all([delivery.send(post('one')), delivery.send(post('one'))])).toEqual([sent, sent])
  expect(await delivery.send({ ...post('one'), place: channel('other') })).toEqual(sent)
  expect(world.shown).toEqual(['one'])
  connection.events.push(refuse)
  const { kind: _kind, ...why } = refuse as Extract<Event, { kind: 'refused' }>
  expect(await delivery.send(post('two'))).toEqual({ kind: 'refused', ...why })
  expect(await delivery.send(post('three'))).toMatchObject({ kind: 'sent' })
})

test('stopping waits for what is being sent and keeps the rest for the next start', async () => {
  const world = await openWorld()
  const first = await world.started()
  const gate = Promise.withResolvers<void>()
  const take = first.connection.post
  first.connection.post = async (...parameters) => {
    await gate.promise
    return take(...parameters)
  }
  const results = [first.delivery.send(post('one')), first.delivery.send(post('two'))]
  await world.idle()
  const stopped = first.delivery.stop()
  gate.resolve()
  await stopped
  expect(await Promise.all(results)).toEqual([expect.objectContaining({ kind: 'sent' }), { kind: 'waiting' }])
  expect(await world.states()).toEqual({ one: 'sent', two: 'claimed' })
  await world.started()
  await world.idle()
  expect(world.shown).toEqual(['one', 'two'])
})

test('stopping does not wait for ever', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'hang' })
  const result = delivery.send(post('one'))
  await world.idle()
  const stopped = delivery.stop()
  await world.advance(10_000)
  await stopped
  expect(await result).toEqual({ kind: 'waiting' })
})
