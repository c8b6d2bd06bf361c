import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { limits } from '../../src/delivery/limits.ts'
import { createPlaces } from '../../src/delivery/places.ts'
import { channel, claimOf, openWorld, post } from './fixture.ts'

const names = (count: number) => Array.from({ length: count }, (_, at) => `c${at}`)
const claimFor = (name: string) =>
  claimOf('2026-08-20', {
    subscription: name,
    channel: channel(name),
    posts: [post(`${name}-1`, channel(name)), post(`${name}-2`, channel(name))],
  })

test('of 1,000 channels, those that hang delay no other, however many they are', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  const hanging = limits.placesAtOnce + 8
  connection.hanging = new Set(names(hanging))
  await Promise.all(names(1000).map(name => delivery.claim(claimFor(name))))
  for (let second = 0; second < 25; second++) await world.advance(1000)
  expect(world.shown).toHaveLength(2 * (1000 - hanging))
  expect(new Set(world.shown).size).toBe(2 * (1000 - hanging))
  expect(await delivery.waiting()).toMatchObject({ sending: hanging, waiting: hanging })
  expect(connection.calls).toHaveLength(2 * (1000 - hanging) + hanging)
})

test('no more places than the limit are posted to at once', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.hanging = new Set(names(100))
  await Promise.all(names(100).map(name => delivery.claim(claimFor(name))))
  await world.idle()
  expect(connection.calls).toHaveLength(limits.placesAtOnce)
})

test('messages of a place come in the order in which they were given', async () => {
  const world = await openWorld()
  const { delivery, connection } = await world.started()
  connection.events.push({ kind: 'retry', afterMs: 5000 }, { kind: 'sent' }, { kind: 'lost' })
  const keys = names(20)
  const results = keys.map(key => delivery.send(post(key)))
  for (let second = 0; second < 80; second++) await world.advance(1000)
  await Promise.all(results)
  expect(world.shown).toEqual(keys)
})

test('a place that is woken while it is worked on is worked on once more', async () => {
  const first = Promise.withResolvers<void>()
  let times = 0
  const places = createPlaces({
    platforms: ['memory'],
    due: async () => [],
    work: async () => void (++times === 1 && (await first.promise)),
    wait: (_ms, signal) => new Promise(resolve => signal.addEventListener('abort', resolve)),
    onError: () => {},
  })
  places.start()
  places.wake([channel()])
  places.wake([channel()])
  first.resolve()
  await places.settled()
  expect(times).toBe(2)
  await places.stop()
})

test('a place with a fault of ours rests before its next turn, whoever wakes it', async () => {
  const faulty = Promise.withResolvers<void>()
  const waits: number[] = []
  let times = 0
  const places = createPlaces({
    platforms: ['memory'],
    due: async () => [],
    work: async () => {
      times += 1
      throw new Error('The disk is gone.')
    },
    wait: (ms, signal) => {
      waits.push(ms)
      return new Promise(resolve => signal.addEventListener('abort', resolve))
    },
    onError: () => faulty.resolve(),
  })
  places.start()
  places.wake([channel()])
  await faulty.promise
  places.wake([channel()])
  await setImmediate()
  expect(times).toBe(1)
  expect(waits).toContain(limits.faultMs)
  await places.stop()
})

test('what is for a platform that is not there waits until it is', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  const elsewhere = { ...channel(), platform: 'slack' }
  await delivery.claim(claimOf('2026-08-20', { posts: [post('elsewhere', elsewhere), post('here')] }))
  await world.advance(1000)
  expect(world.shown).toEqual(['here'])
  expect(await delivery.waiting(elsewhere)).toMatchObject({ waiting: 1 })
})

test('a fault of the disk stops nothing for long', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  await world.db.schema.alterTable('pauses').renameTo('gone').execute()
  await delivery.claim(claimOf())
  await world.advance(1000)
  expect(world.shown).toEqual([])
  expect(world.log.error).toHaveBeenCalled()
  await world.db.schema.alterTable('gone').renameTo('pauses').execute()
  await world.advance(limits.faultMs)
  await world.advance(limits.pollMs)
  expect(world.shown).toEqual(['s1:2026-08-20'])
})
