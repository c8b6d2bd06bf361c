import { expect, test } from 'vitest'
import { createSyncer } from '../../src/library/syncer.ts'
import { createLog } from '../../src/log.ts'
import { stall } from '../fakes/upstream.ts'
import { friday, recent, setUp } from './sync-fixture.ts'

async function running() {
  const set = await setUp()
  const finished: (() => void)[] = []
  const log = createLog('info', [], { write: () => finished.shift()?.() })
  const woken: (() => void)[] = []
  let destroyed = false
  const cron = (expression: string, wake: () => void) => {
    expect(expression).toBe('*/30 * * * *')
    woken.push(wake)
    return { destroy: () => (destroyed = true) }
  }
  /** Stalls the next request; resolves when it has come. */
  const stalled = () =>
    new Promise<void>(resolve =>
      set.server.fail((...request) => {
        resolve()
        stall(...request)
      }),
    )
  const syncer = createSyncer({ ...set.options, log, cron })
  const finish = () => new Promise<void>(resolve => finished.push(resolve))
  return { ...set, syncer, stalled, finish, wake: () => woken[0]!(), destroyed: () => destroyed }
}

test('it begins at once, and again when woken', async () => {
  const { syncer, wake, finish, asked } = await running()
  const first = finish()
  syncer.start()
  await first
  expect(asked()).toEqual(recent)
  const second = finish()
  wake()
  await second
  expect(asked()).toEqual([...recent, ...recent])
  await syncer.stop()
})

test('it never runs twice at a time', async () => {
  const { syncer, stalled, wake, asked } = await running()
  const arrived = stalled()
  syncer.start()
  await arrived
  wake()
  wake()
  expect(asked()).toEqual([friday])
  await syncer.stop()
})

test('stopping ends what is running, and the clock with it', async () => {
  const { syncer, stalled, wake, asked, destroyed, library } = await running()
  const arrived = stalled()
  syncer.start()
  await arrived
  await syncer.stop()
  expect(destroyed()).toBe(true)
  wake()
  await syncer.stop()
  expect(asked()).toEqual([friday])
  expect(await library.lists(9)).toEqual([])
})
