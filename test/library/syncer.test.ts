import { expect, test } from 'vitest'
import { createSyncer } from '../../src/library/syncer.ts'
import { createLog } from '../../src/log.ts'
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
  const syncer = createSyncer({ ...set.options, log, cron })
  const finish = () => new Promise<void>(resolve => finished.push(resolve))
  return { ...set, syncer, finish, wake: () => woken[0]!(), destroyed: () => destroyed }
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
  const { syncer, server, wake, finish, asked } = await running()
  const first = finish()
  server.fail((_request, response) => {
    wake()
    wake()
    response.end('[]')
  })
  syncer.start()
  await first
  await syncer.stop()
  expect(asked()).toEqual(recent)
})

test('stopping ends what is running, and the clock with it', async () => {
  const { syncer, server, wake, asked, destroyed, library } = await running()
  const arrived = server.stallNext()
  syncer.start()
  await arrived
  await syncer.stop()
  expect(destroyed()).toBe(true)
  wake()
  await syncer.stop()
  expect(asked()).toEqual([friday])
  expect(await library.lists(9)).toEqual([])
})
