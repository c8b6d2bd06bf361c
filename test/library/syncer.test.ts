import { expect, test } from 'vitest'
import { createSyncer } from '../../src/library/syncer.ts'
import { createLog } from '../../src/log.ts'
import { stall } from '../fakes/upstream.ts'
import { friday, setUp } from './sync-fixture.ts'

const silent = createLog('silent')

async function running() {
  const set = await setUp()
  let wake = () => {}
  let destroyed = false
  const cron = (expression: string, woken: () => void) => {
    expect(expression).toBe('*/30 * * * *')
    wake = woken
    return { destroy: () => (destroyed = true) }
  }
  const syncer = createSyncer({ ...set.options, log: silent, cron })
  return { ...set, syncer, wake: () => wake(), destroyed: () => destroyed }
}

test('it begins at once, and never twice at a time', async () => {
  const { syncer, wake, asked, server } = await running()
  const stalled = new Promise<void>(resolve =>
    server.fail((...args) => {
      resolve()
      stall(...args)
    }),
  )
  syncer.start()
  await stalled
  wake()
  wake()
  expect(asked()).toEqual([friday])
  await syncer.stop()
})

test('stopping ends what is running, and the clock with it', async () => {
  const { syncer, asked, server, destroyed, library } = await running()
  const stalled = new Promise<void>(resolve =>
    server.fail((...args) => {
      resolve()
      stall(...args)
    }),
  )
  syncer.start()
  await stalled
  await syncer.stop()
  expect(destroyed()).toBe(true)
  expect(asked()).toEqual([friday])
  expect(await library.lists(9)).toEqual([])
})
