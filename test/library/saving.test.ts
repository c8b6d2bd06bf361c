/** The index is saved while everything else goes on. Here its file is a pipe, which takes nothing until it is read. */
import { execFileSync } from 'node:child_process'
import { closeSync, constants, createReadStream, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { openSnapshot } from '../../src/library/snapshot.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { open, type OpenLibrary, paper, papers } from './fixture.ts'

const failed = 'The search index could not be saved; the next start builds it again.'
const file = ({ folder }: Pick<OpenLibrary, 'folder'>) => join(folder, 'search.index')
const today = { fetchedAt: '2026-08-20T09:00:00Z', closed: false }

async function found({ library }: OpenLibrary): Promise<number> {
  return (await library.find(parseQuery('gradient', '2026-08-21').query)).total
}

/** Holds up saves until what is written is read. A pipe can't be synced, so that the save fails at its very end. */
function holdUp(opened: OpenLibrary): { read(): Promise<Uint8Array> } {
  const pipe = `${file(opened)}.new`
  execFileSync('sh', ['-c', 'mkfifo "$0"', pipe])
  // Whatever waits for a reader still goes on.
  onTestFinished(() => closeSync(openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK | constants.O_CREAT)))
  return { read: () => buffer(createReadStream(pipe)) }
}

test('a list is stored and found while the index is saved, and is added to it at the next start', async () => {
  const opened = await open()
  const save = holdUp(opened)
  await opened.library.put(papers(600))
  await opened.library.putList('2026-08-20', [paper('2608.07777', { title: 'Gradient, late' })], today)
  await opened.library.put([paper('2608.00001', { title: 'Renamed' })])
  expect(await found(opened)).toBe(600)

  const saved = await save.read()
  writeFileSync(file(opened), saved)
  expect(openSnapshot(file(opened))).toMatchObject({ engine: { size: 600 }, state: { revision: 3 } })
  const next = await open(opened.folder, true)
  expect(await found(next)).toBe(600)
  expect((await next.library.list('2026-08-20'))?.papers).toHaveLength(1)
  expect(next.logged).toEqual([])
})

test('one save waits for another, closing for both, and what failed is tried again', async () => {
  const opened = await open()
  const save = holdUp(opened)
  await opened.library.put(papers(600))
  await opened.library.put(papers(1600))
  const closed = opened.library.close()
  const saved = await save.read()
  await closed
  expect(opened.logged).toEqual([failed])
  const whole = openSnapshot(file(opened))
  expect(whole?.engine.size).toBe(1600)
  writeFileSync(file(opened), saved)
  expect(openSnapshot(file(opened))?.engine.size).toBe(600)
})
