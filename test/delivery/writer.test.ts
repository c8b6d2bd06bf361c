import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'
import { createWriter } from '../../src/delivery/writer.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { temporaryFolder } from '../storage/folder.ts'

const row = (key: string) => ({ namespace: 'test', key, value: '', reason: '' })

/** A writer, and what another connection to the same file sees. */
async function open() {
  const folder = temporaryFolder()
  const db = await openDatabase(folder, { readOnly: false })
  onTestFinished(() => db.destroy())
  const other = new DatabaseSync(join(folder, 'paperboy.sqlite'), { readOnly: true })
  onTestFinished(() => other.close())
  const write = createWriter(db)
  return {
    write: (key: string) =>
      write(transaction => transaction.insertInto('damaged_values').values(row(key)).execute()),
    failing: (key: string) =>
      write(async transaction => {
        await transaction.insertInto('damaged_values').values(row(key)).execute()
        throw new Error(key)
      }),
    committed: () =>
      other
        .prepare('select key from damaged_values order by key')
        .all()
        .map(({ key }) => key),
  }
}

test('a change is committed when it resolves', async () => {
  const { write, committed } = await open()
  for (const keys of [['a'], ['a', 'b']]) {
    await write(keys.at(-1)!)
    expect(committed()).toEqual(keys)
  }
})

test('changes made at the same time are committed together', async () => {
  const { write, committed } = await open()
  const seen = write('a').then(committed)
  await write('b')
  expect(await seen).toEqual(['a', 'b'])
})

test('each is all of it or nothing, whatever becomes of those beside it', async () => {
  const { write, failing, committed } = await open()
  const results = await Promise.allSettled([write('a'), failing('b'), write('a'), write('c')])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(committed()).toEqual(['a', 'c'])
})

test('there is no limit to how many', async () => {
  const { write, committed } = await open()
  await Promise.all(Array.from({ length: 450 }, (_, at) => write(String(at))))
  expect(committed()).toHaveLength(450)
})
