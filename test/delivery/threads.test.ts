import { expect, test } from 'vitest'
import type { Post } from '../../src/delivery/delivery.ts'
import { channel, claimOf, type Event, forum, hours, minutes, openWorld, post, refuse } from './fixture.ts'

const thread = { title: 'Zetta', tags: ['robots'] }
const orphan = (place = channel()): Post => ({
  ...post('x', place),
  thread: { ...thread, under: 'digest' },
})
const digest: Post[] = [post('digest'), { ...post('details'), thread: { ...thread, under: 'digest' } }]

test('a thread opens under the message of its parent', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'lost' })
  await delivery.claim(claimOf('2026-08-20', { posts: digest }))
  await world.idle()
  expect(connection.calls).toEqual(['post digest'])
  await world.advance(minutes(2))
  const [parent, details] = world.service.messages
  expect(details).toMatchObject({ key: 'details', place: { ...channel(), thread: parent!.id } })
  const slot = await delivery.slot('s1', '2026-08-20')
  expect(slot?.posts[1]?.delivered).toMatchObject({ message: { thread: { thread: parent!.id } } })
})

test.each<Event>([{ kind: 'lost' }, { kind: 'unknown', forLog: '503' }])(
  'a thread whose opening is in doubt ($kind) is there once',
  async event => {
    const world = await openWorld()
    const { delivery, connection } = await world.started()
    connection.events.push({ kind: 'sent' }, event)
    await delivery.claim(claimOf('2026-08-20', { posts: digest }))
    await world.advance(minutes(2))
    expect(world.shown).toEqual(['digest', 'details'])
    expect(await world.states()).toEqual({ digest: 'sent', details: 'sent' })
  },
)

test('of a thread whose opening is in doubt for a day it is never said that it was not opened', async () => {
  const world = await openWorld()
  const first = await world.started()
  first.connection.events.push({ kind: 'sent' }, { kind: 'taken, then hang' })
  await first.delivery.claim(claimOf('2026-08-20', { posts: digest }))
  await world.idle()
  first.crash()
  await world.advance(hours(25))
  const { delivery, connection } = await world.started()
  await world.idle()
  expect(connection.calls).toEqual([])
  expect(world.shown).toEqual(['digest', 'details'])
  expect(await world.states()).toEqual({ digest: 'sent', details: 'unknowable' })
  expect(await delivery.waiting()).toMatchObject({ unknowable: 1, sending: 0 })
})

test('without its parent there is no thread, and nobody is paused for it', async () => {
  const world = await openWorld()
  const { delivery, connection, pauses } = await world.started()
  connection.events.push({ kind: 'retry', afterMs: hours(25) })
  await delivery.claim(claimOf('2026-08-20', { posts: digest.slice(0, 1) }))
  await world.advance(hours(25))
  expect(await delivery.send(digest[1]!)).toMatchObject({
    kind: 'refused',
    forLog: 'the message it belongs to was not sent',
  })
  expect(await world.states()).toEqual({ digest: 'refused', details: 'refused' })
  expect(pauses).toEqual([])
  expect(world.shown).toEqual([])
})

test('refused and resumed, the parent comes before its thread', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push(refuse)
  await delivery.claim(claimOf('2026-08-20', { posts: digest }))
  await world.idle()
  await delivery.resume('s1')
  await world.advance(1000)
  expect(world.shown).toEqual(['digest', 'details'])
})

test('a post of a forum is looked for in the forum', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'lost' })
  const posts = [{ ...post('paper', forum), thread }]
  await delivery.claim(claimOf('2026-08-20', { channel: forum, posts }))
  await world.advance(minutes(2))
  expect(world.shown).toEqual(['paper'])
  expect(connection.calls).toEqual(['post paper', 'find paper'])
  const slot = await delivery.slot('s1', '2026-08-20')
  expect(slot?.posts[0]?.delivered).toMatchObject({ message: { thread: { thread: 'tpaper' } } })
})

test('a thread under a message that was never given, or that has one, is a fault of the caller', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  const claim = claimOf('2026-08-20', { posts: digest.toReversed() })
  await expect(delivery.claim(claim)).rejects.toMatchObject({ code: 'delivery.parent' })
  await expect(delivery.send(orphan())).rejects.toMatchObject({ code: 'delivery.parent' })
  await delivery.send(post('digest'))
  await expect(delivery.send(orphan(channel('other')))).rejects.toMatchObject({ code: 'delivery.parent' })
  expect(await delivery.slot('s1', '2026-08-20')).toBeUndefined()
  for (let time = 0; time < 2; time++) expect(await delivery.send(orphan())).toMatchObject({ kind: 'sent' })
  await expect(delivery.send({ ...orphan(), key: 'second' })).rejects.toMatchObject({
    code: 'delivery.parent',
  })
})

test.each<Event>([{ kind: 'sent' }, { kind: 'lost' }, { kind: 'unknown', forLog: '503' }])(
  'a message that stands already takes a thread, once (its opening is $kind)',
  async event => {
    const world = await openWorld()
    const { delivery, connection } = await world.started()
    await delivery.send(post('card'))
    const [card] = world.service.messages
    const under = { place: channel(), message: card!.id }
    connection.events.push(event)
    const opened = delivery.send({ ...post('details'), thread: { ...thread, under } })
    await world.advance(minutes(2))
    expect(await opened).toMatchObject({ kind: 'sent', message: { thread: { thread: card!.id } } })
    expect(world.shown).toEqual(['card', 'details'])
    expect(world.service.messages[1]).toMatchObject({ place: { ...channel(), thread: card!.id } })
  },
)
