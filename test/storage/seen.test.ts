/** Which requests were answered is known beyond the process that answered them, and not for ever. */
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { openDatabase } from '../../src/storage/database.ts'
import { createSeen, type Seen } from '../../src/storage/seen.ts'
import { createStore } from '../../src/storage/store.ts'
import { temporaryFolder } from './folder.ts'

afterEach(() => vi.useRealTimers())

/** As a process opens it. */
async function openSeen(folder: string): Promise<{ seen: Seen; close: () => Promise<void> }> {
  const db = await openDatabase(folder, { readOnly: false })
  const store = createStore(db, {
    namespace: 'seen',
    schema: z.literal(true),
    onDamaged: damage => {
      throw new Error(JSON.stringify(damage))
    },
  })
  onTestFinished(() => db.destroy())
  return { seen: createSeen(store), close: () => db.destroy() }
}

test('an id is new once, also for the next process; another one is new', async () => {
  const folder = temporaryFolder()
  const { seen, close } = await openSeen(folder)
  expect(await seen.first('slack:T1:1')).toBe(true)
  expect(await seen.first('slack:T1:1')).toBe(false)
  await close()
  const next = (await openSeen(folder)).seen
  expect(await next.first('slack:T1:1')).toBe(false)
  expect(await next.first('slack:T2:1')).toBe(true)
})

test('it is forgotten after a day, when no platform delivers it any more', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { seen } = await openSeen(temporaryFolder())
  await seen.first('1')
  vi.advanceTimersByTime(23 * 60 * 60 * 1000)
  expect(await seen.first('1')).toBe(false)
  vi.advanceTimersByTime(2 * 60 * 60 * 1000)
  expect(await seen.first('1')).toBe(true)
})
