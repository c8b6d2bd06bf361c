import { Temporal } from '@js-temporal/polyfill'
import { expect, onTestFinished, test } from 'vitest'
import { createKeptData } from '../../src/channels/kept-data.ts'
import { createChannels } from '../../src/channels/channels.ts'
import { keptSettings } from '../../src/channels/kept-settings.ts'
import { settingsSchema } from '../../src/channels/settings.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import type { Kept } from '../../src/storage/kept.ts'
import { createStore } from '../../src/storage/store.ts'

const place = { platform: 'memory', workspace: 'w', channel: 'lab' }

const now = () => Temporal.Instant.from('2026-08-21T09:00:00Z')

async function open(...rooms: readonly Kept[]) {
  const db = await openMemoryDatabase()
  onTestFinished(() => db.destroy())
  const store = createStore(db, { namespace: 'settings', schema: settingsSchema, onDamaged: () => {} })
  const channels = createChannels({ store, now, onChange: async () => {} })
  const data = createKeptData({
    db,
    channels,
    rooms: [keptSettings, ...rooms],
    sayings: { exported: async () => ({}), forget: async () => {} },
    inspect: async () => Promise.reject(new Error('unused')),
    onForgotten: () => {},
    now,
  })
  await channels.update(place, settings => ({ ...settings, visibility: 'public' }))
  return { db, channels, data }
}

const fails = () => Promise.reject(new Error('no'))

test('where one room fails, nothing is forgotten', async () => {
  const { channels, data } = await open({
    exported: async () => ({}),
    forget: fails,
    ofWorkspace: { channels: async () => [], exported: async () => ({}), forget: fails },
  })
  await expect(data.forget(place)).rejects.toThrow('no')
  await expect(data.forgetAllOf(place)).rejects.toThrow('no')
  expect((await channels.get(place)).visibility).toBe('public')
})

test('a channel that is named by one of its threads is the channel; one of which nothing is kept says so', async () => {
  const { channels, data } = await open()
  await data.forget({ ...place, thread: 'T1' })
  expect((await channels.get(place)).visibility).toBe('private')
  expect(JSON.parse(await data.exported(place, true))).toEqual({
    channel: 'memory:w:lab',
    exportedAt: '2026-08-21T09:00:00Z',
    settings: null,
  })
})

test('changes that were asked for before are forgotten too, later ones stand', async () => {
  const { channels, data } = await open()
  const change = (discuss: 'managers' | 'anyone') =>
    channels.update(place, settings => ({ ...settings, discuss }))
  await Promise.all([change('managers'), data.forget(place)])
  expect((await channels.get(place)).discuss).toBe('anyone')
  await Promise.all([data.forget(place), change('managers')])
  expect((await channels.get(place)).discuss).toBe('managers')
})

test('damaged settings are given as they are, and forgotten with what was set aside', async () => {
  const { db, channels, data } = await open()
  await db.updateTable('keyv').set({ value: '{"value":{"version":7}}' }).execute()
  await expect(channels.get(place)).rejects.toMatchObject({ code: 'channels.damaged' })
  expect(JSON.parse(await data.exported(place, true))).toMatchObject({ settings: { version: 7 } })
  await data.forget(place)
  expect(await db.selectFrom('damaged_values').selectAll().execute()).toEqual([])
  expect(await channels.get(place)).toMatchObject({ visibility: 'private' })
})
