import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Channels, createChannels } from '../../src/channels/channels.ts'
import { type ChannelSettings, newSettings, settingsSchema } from '../../src/channels/settings.ts'
import { UserError } from '../../src/errors.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import type { DamagedValueRow, Database } from '../../src/storage/schema.ts'
import { createStore } from '../../src/storage/store.ts'
import { ada, subscription } from './fixture.ts'

const place = { platform: 'discord', workspace: 'G1', channel: 'C1' }
const other = { platform: 'discord', workspace: 'G1', channel: 'C2' }
const later = '2026-09-01T12:00:00Z'

let db: Kysely<Database>
let channels: Channels
let damages: DamagedValueRow[]
let told: ChannelSettings[]

beforeEach(async () => {
  db = await openMemoryDatabase()
  damages = []
  told = []
  channels = createChannels({
    store: createStore(db, {
      namespace: 'settings',
      schema: settingsSchema,
      onDamaged: row => damages.push(row),
    }),
    now: () => Temporal.Instant.from(later),
    onChange: async settings => void told.push(settings),
  })
})

async function all(): Promise<ChannelSettings[]> {
  const found: ChannelSettings[] = []
  for await (const settings of channels.all()) found.push(settings)
  return found
}
const add = (id: string) => (settings: ChannelSettings) => ({
  ...settings,
  subscriptions: [...settings.subscriptions, subscription({ id })],
})
const edit = (changes: object) => (settings: ChannelSettings) => ({
  ...settings,
  subscriptions: settings.subscriptions.map(one => ({ ...one, ...changes })),
})
const only = async (change: (settings: ChannelSettings) => ChannelSettings) =>
  (await channels.update(place, change)).subscriptions[0]!
const store = (value: ChannelSettings) =>
  db
    .updateTable('keyv')
    .set({ value: JSON.stringify({ value }) })
    .execute()

test('defaults are read, not stored', async () => {
  expect(await channels.get(place)).toEqual(newSettings(place))
  expect(await all()).toEqual([])
})

test('what was set is there again, for the channel and its threads', async () => {
  const stored = await channels.update({ ...place, thread: 'TH' }, settings => ({
    ...settings,
    zone: 'Asia/Tokyo',
  }))
  expect(stored).toEqual({ ...newSettings(place), zone: 'Asia/Tokyo' })
  expect(await channels.get(place)).toEqual(stored)
  expect(await all()).toEqual([stored])
  expect(told).toEqual([stored])
  expect(await db.selectFrom('keyv').select(['namespace', 'key']).execute()).toEqual([
    { namespace: 'settings', key: 'discord:G1:C1' },
  ])
})

test('changes made at once are all kept, and told in their order', async () => {
  const ids = Array.from({ length: 20 }, (_, at) => `s${at}`)
  await Promise.all(
    ids.flatMap(id => [channels.update(place, add(id)), channels.update(other, add(`${id}o`))]),
  )
  expect((await channels.get(place)).subscriptions.map(({ id }) => id)).toEqual(ids)
  expect((await channels.get(other)).subscriptions).toHaveLength(20)
  const counts = told.filter(one => one.place.channel === 'C1').map(one => one.subscriptions.length)
  expect(counts).toEqual(ids.map((_, at) => at + 1))
})

test('a change that throws changes nothing, and the next one has its turn', async () => {
  const refusing = channels.update(place, () => {
    throw new UserError('settings.test', 'No.')
  })
  const adding = channels.update(place, add('s1'))
  await expect(refusing).rejects.toThrow('No.')
  expect((await adding).subscriptions).toHaveLength(1)
  expect(told).toHaveLength(1)
})

test('what does not fit the schema is not stored', async () => {
  await channels.update(place, add('s1'))
  await expect(channels.update(place, edit({ days: [] }))).rejects.toThrow('too_small')
  await expect(channels.update(place, add('s1'))).rejects.toThrow('two with one id')
  expect((await channels.get(place)).subscriptions).toMatchObject([{ days: [1, 2, 3, 4, 5] }])
})

test.each(['{"value":', '{"value":{"version":99}}', '{"value":{"version":1,"place":{}}}'])(
  'a damaged entry is never overwritten: %s',
  async value => {
    await channels.update(place, add('s1'))
    await channels.update(other, add('s2'))
    await db.updateTable('keyv').set({ value }).where('key', '=', 'discord:G1:C1').execute()
    await expect(channels.get(place)).rejects.toMatchObject({ code: 'channels.damaged' })
    await expect(channels.update(place, add('s3'))).rejects.toMatchObject({ code: 'channels.damaged' })
    expect((await all()).map(one => one.place)).toEqual([other])
    expect(damages).toHaveLength(3)
    const rows = await db.selectFrom('keyv').select('value').where('key', '=', 'discord:G1:C1').execute()
    expect(rows).toEqual([{ value }])
  },
)

test('which channel has which subscriptions is known without reading them again', async () => {
  const known = async () =>
    [...(await channels.subscribed())].map(one => [one.place.channel, one.subscriptions.map(({ id }) => id)])
  await channels.update(place, add('s1'))
  expect(await known()).toEqual([['C1', ['s1']]])
  await db.updateTable('keyv').set({ value: '{"cut' }).execute()
  await Promise.all([channels.update(other, add('s2')), channels.update(other, add('s3'))])
  expect(await known()).toEqual([
    ['C1', ['s1']],
    ['C2', ['s2', 's3']],
  ])
  await channels.renew(place)
  await channels.forget(other, async () => {})
  expect(await known()).toEqual([])
  expect(damages).toHaveLength(1)
})

describe('a subscription', () => {
  test('counts its changes, and no others', async () => {
    expect((await only(add('s1'))).revision).toBe(1)
    expect((await only(edit({ topics: ['KV cache'] }))).revision).toBe(2)
    expect(
      (await only(edit({ topics: ['KV cache'], revision: 7, since: '2020-01-01T00:00:00Z' }))).revision,
    ).toBe(2)
    expect((await only(settings => ({ ...settings, zone: 'UTC' }))).revision).toBe(2)
    expect((await only(add('s2'))).revision).toBe(2)
  })

  test('falls due anew when it is made, gets another time, or is resumed; not otherwise', async () => {
    expect((await only(add('s1'))).since).toBe(later)
    await only(() => ({ ...newSettings(place), subscriptions: [] }))
    const old = { ...newSettings(place), subscriptions: [subscription()] }
    const { since } = subscription()
    const pause = { paused: { by: ada, at: later } }
    for (const [change, expected] of [
      [{ topics: ['agents'], most: 3 }, since],
      [pause, since],
      [{ time: '10:00' }, later],
      [{ days: [5] }, later],
      [{ zone: 'Europe/Paris' }, later],
    ] as const) {
      await store(old)
      expect({ change, since: (await only(edit(change))).since }).toEqual({ change, since: expected })
    }
    await store({ ...old, subscriptions: [subscription(pause)] })
    const resumed = await only(settings => ({ ...settings, subscriptions: [subscription()] }))
    expect(resumed).toMatchObject({ since: later, revision: 2 })
  })
})
