/** Who may do what in a channel, by its settings as they are stored. */
import { expect, onTestFinished, test } from 'vitest'
import { Temporal } from '@js-temporal/polyfill'
import { createChannels } from '../../src/channels/channels.ts'
import { createPolicy } from '../../src/channels/policy.ts'
import { type ChannelSettings, settingsSchema } from '../../src/channels/settings.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import { createStore } from '../../src/storage/store.ts'

const place = { platform: 'discord', workspace: 'G1', channel: 'C2' }
const onSlack = { platform: 'slack', workspace: 'T1', channel: 'C2' }
const direct = { platform: 'slack', workspace: 'T1', person: 'U1' }

async function setUp(set: Partial<ChannelSettings> = {}, where: Place = place) {
  const db = await openMemoryDatabase()
  onTestFinished(() => db.destroy())
  const damage: unknown[] = []
  const store = createStore(db, {
    namespace: 'settings',
    schema: settingsSchema,
    onDamaged: one => damage.push(one),
  })
  const channels = createChannels({
    store,
    now: () => Temporal.Instant.from('2026-08-21T09:00:00Z'),
    onChange: async () => undefined,
  })
  await channels.update(where, settings => ({ ...settings, ...set }))
  const policy = createPolicy(channels)
  const asking = (manages: boolean, at = where) => ({ actor: { id: 'U1', manages }, place: at })
  return {
    damage,
    channels,
    spoil: () =>
      db
        .updateTable('keyv')
        .set({ value: '{"value":{"version":1}}' })
        .where('key', 'like', `%${formatPlace(where)}`)
        .execute(),
    visibility: (at: Place = where) => policy.visibility(at),
    mayManage: (manages: boolean, at?: Place) => policy.mayManage(asking(manages, at)),
    mayShare: (manages: boolean, at?: Place) => policy.mayShare(asking(manages, at)),
  }
}

test('by default answers are private, managers manage, and everyone may share some', async () => {
  const { visibility, mayManage, mayShare } = await setUp()
  expect(await visibility()).toBe('private')
  expect([await mayManage(true), await mayManage(false)]).toEqual([true, false])
  expect([await mayShare(true), await mayShare(false)]).toEqual(['any number', 'some'])
})

test('a thread has what its channel has set', async () => {
  const { visibility } = await setUp({ visibility: 'public' })
  expect(await visibility({ ...place, thread: '1' })).toBe('public')
  expect(await visibility({ ...place, channel: 'C3' })).toBe('private')
})

test('where everyone manages, nobody is excepted from the number of public answers', async () => {
  const { mayManage, mayShare } = await setUp({ manage: 'everyone' })
  expect([await mayManage(true), await mayManage(false)]).toEqual([true, true])
  expect([await mayShare(true), await mayShare(false)]).toEqual(['some', 'some'])
})

test.each([onSlack, direct])('so it is in %j', async where => {
  const { mayManage, mayShare } = await setUp({}, where)
  expect(await mayManage(false)).toBe(true)
  expect(await mayShare(true)).toBe('some')
})

test('where only managers share, others may not', async () => {
  const { mayShare } = await setUp({ share: 'managers' })
  expect([await mayShare(true), await mayShare(false)]).toEqual(['any number', 'none'])
})

test('settings that cannot be read leave everything to who manages', async () => {
  const { visibility, mayManage, mayShare, spoil, damage } = await setUp({
    visibility: 'public',
    manage: 'everyone',
  })
  expect(await visibility()).toBe('public')
  await spoil()
  expect(await visibility()).toBe('private')
  expect([await mayManage(true), await mayManage(false)]).toEqual([true, false])
  expect([await mayShare(true), await mayShare(false)]).toEqual(['any number', 'none'])
  expect(damage).not.toEqual([])
})

test.each([onSlack, direct])('where everyone manages anyhow, so they do then: %j', async where => {
  const { mayManage, mayShare, spoil } = await setUp({}, where)
  await spoil()
  expect(await mayManage(false)).toBe(true)
  expect(await mayShare(false)).toBe('some')
})

test('settings that cannot be reached are a fault', async () => {
  const policy = createPolicy({ get: () => Promise.reject(new Error('the disk is gone')) })
  await expect(policy.visibility(place)).rejects.toThrow('the disk is gone')
})
