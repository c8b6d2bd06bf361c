import * as fc from 'fast-check'
import { detectKeyvStorage } from 'keyv'
import { type Kysely, sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { openDatabase, openMemoryDatabase } from '../../src/storage/database.ts'
import { KeyvStore } from '../../src/storage/keyv-store.ts'
import { createStore, type Namespace, type Store } from '../../src/storage/store.ts'
import type { DamagedValueRow, Database } from '../../src/storage/schema.ts'
import { temporaryFolder } from './folder.ts'

const schema = z.object({ label: z.string(), pages: z.array(z.int()) })
type Value = z.infer<typeof schema>
const value: Value = { label: 'Next', pages: [1, 2] }

interface Fixture {
  db: Kysely<Database>
  store: Store<Value>
  damages: DamagedValueRow[]
}

async function fixture(namespace: Namespace = 'buttons'): Promise<Fixture> {
  const db = await openMemoryDatabase()
  const damages: DamagedValueRow[] = []
  return { db, damages, store: createStore(db, { namespace, schema, onDamaged: row => damages.push(row) }) }
}

afterEach(() => vi.useRealTimers())

test('the adapter is one that Keyv 6 uses as it is', async () => {
  const adapter = new KeyvStore(await openMemoryDatabase())
  expect(detectKeyvStorage(adapter)).toMatchObject({ compatible: true, store: 'keyvStorage' })
  expect(adapter.capabilities.expires).toBe(true)
})

test('any value under any key comes back as it was, until it is deleted', async () => {
  const { store } = await fixture()
  const values = fc.record({ label: fc.string({ unit: 'binary' }), pages: fc.array(fc.maxSafeInteger()) })
  const keys = fc.string({ minLength: 1 })
  await fc.assert(
    fc.asyncProperty(keys, values, async (key, stored) => {
      await store.set(key, stored)
      expect(await store.get(key)).toEqual(stored)
      await store.delete(key)
      expect(await store.get(key)).toBeUndefined()
    }),
  )
})

test('namespaces are apart', async () => {
  const { db, store } = await fixture('buttons')
  const other = createStore(db, { namespace: 'answers', schema, onDamaged: () => {} })
  await store.set('a', value)
  expect(await other.get('a')).toBeUndefined()
  await other.delete('a')
  expect(await store.get('a')).toEqual(value)
})

test('a value is gone after its time, and its row once something is stored', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { db, store } = await fixture()
  await store.set('a', value, 1000)
  vi.advanceTimersByTime(999)
  expect(await store.get('a')).toEqual(value)
  vi.advanceTimersByTime(1)
  expect(await store.get('a')).toBeUndefined()
  await store.set('b', value)
  expect(await db.selectFrom('keyv').select('key').execute()).toEqual([{ key: 'b' }])
})

test.each([
  ['not JSON', '{"value":'],
  ['another shape', '{"value":{"label":3}}'],
  ['no envelope', '[]'],
])('a damaged value is set aside and told, never taken for absent: %s', async (_, text) => {
  const { db, store, damages } = await fixture()
  await store.set('a', value)
  await db.updateTable('keyv').set({ value: text }).execute()
  for (let reading = 1; reading <= 2; reading++) {
    await expect(store.get('a')).rejects.toMatchObject({ code: 'storage.damaged-value' })
    expect(damages).toHaveLength(reading)
  }
  await store.set('a', value)
  expect(await store.get('a')).toEqual(value)
  expect(await db.selectFrom('damaged_values').selectAll().execute()).toEqual([
    { namespace: 'buttons', key: 'a', value: text, reason: damages[0]!.reason },
  ])
})

test('what does not fit the schema is not stored', async () => {
  const { db, store } = await fixture()
  await expect(store.set('a', { label: 'x', pages: [0.5] })).rejects.toThrow(z.ZodError)
  expect(await db.selectFrom('keyv').selectAll().execute()).toEqual([])
})

test('a write or a read that fails is thrown', async () => {
  const { db, store } = await fixture()
  await sql`drop table keyv`.execute(db)
  await expect(store.set('a', value)).rejects.toThrow('no such table')
  await expect(store.get('a')).rejects.toThrow('no such table')
  await expect(store.delete('a')).rejects.toThrow('no such table')
})

test('values are read beside a running writer', async () => {
  const folder = temporaryFolder()
  const writer = await openDatabase(folder, { readOnly: false })
  const reader = await openDatabase(folder, { readOnly: true })
  const options = { namespace: 'answers', schema, onDamaged: () => {} } as const
  await createStore(writer, options).set('a', value)
  expect(await createStore(reader, options).get('a')).toEqual(value)
  await Promise.all([reader.destroy(), writer.destroy()])
})

test('all entries of a namespace come, more than a page of them, while others are stored', async () => {
  const { db, store } = await fixture()
  const keys = Array.from({ length: 450 }, (_, at) => `k${String(at).padStart(3, '0')}`)
  for (const key of keys) await store.set(key, { label: key, pages: [] })
  await createStore(db, { namespace: 'answers', schema, onDamaged: () => {} }).set('k000', value)
  const found: [string, string][] = []
  for await (const [key, { label }] of store.entries()) {
    found.push([key, label])
    if (key === 'k100') await store.delete('k400')
    await store.set('k050', value)
  }
  expect(found).toEqual(keys.filter(key => key !== 'k400').map(key => [key, key]))
})

test('a damaged entry is told and left out, and so is one past its time', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { db, store, damages } = await fixture()
  for (const key of ['a', 'b', 'c']) await store.set(key, value)
  await store.set('d', value, 1000)
  vi.advanceTimersByTime(1000)
  await db.updateTable('keyv').set({ value: '{"value":3}' }).where('key', '=', 'b').execute()
  const found: string[] = []
  for await (const [key] of store.entries()) found.push(key)
  expect(found).toEqual(['a', 'c'])
  expect(damages).toMatchObject([{ key: 'b', value: '{"value":3}' }])
  expect(await db.selectFrom('damaged_values').select('key').execute()).toEqual([{ key: 'b' }])
})

test('entries that cannot be read at all are an error, not an end', async () => {
  const { db, store } = await fixture()
  await sql`drop table keyv`.execute(db)
  await expect(store.entries().next()).rejects.toThrow('no such table')
})
