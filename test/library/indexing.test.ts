/** Papers are indexed in a thread, while searches and other papers come. */
import { join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { IndexingThread } from '../../src/library/indexing-thread.ts'
import { LiveIndex } from '../../src/library/live-index.ts'
import { openSnapshot } from '../../src/library/snapshot.ts'
import { createLog } from '../../src/log.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { open, type OpenLibrary, paper, papers, reopen } from './fixture.ts'

async function found({ library }: OpenLibrary, text = 'gradient'): Promise<number> {
  return (await library.find(parseQuery(text, '2026-08-21').query)).total
}

test('a search meanwhile finds what was there before, and one after it everything', async () => {
  const opened = await open()
  await opened.library.put(papers(3))
  const isPut = opened.library.put(papers(40)).then(() => true)
  const sizes = new Set<number>()
  while (!(await Promise.race([isPut, pause(false)]))) sizes.add(await found(opened))
  expect([...sizes].filter(size => size !== 3 && size !== 40)).toEqual([])
  expect(await found(opened)).toBe(40)
})

test('of a paper that comes again meanwhile the last form is found', async () => {
  const opened = await open()
  await Promise.all([
    opened.library.put(papers(20)),
    opened.library.put([paper('2608.00001', { title: 'Renamed once' })]),
    opened.library.put(papers(20).map(one => ({ ...one, title: `Renamed twice, ${one.id}` }))),
  ])
  expect([await found(opened), await found(opened, 'once'), await found(opened, 'twice')]).toEqual([0, 0, 20])
})

test('closed meanwhile, all of it is in what was saved', async () => {
  const opened = await open()
  const puts = [
    opened.library.put(papers(20)),
    opened.library.put([paper('2608.00777', { title: 'Gradient' })]),
  ]
  await opened.library.close()
  await Promise.all(puts)
  const next = await reopen(opened)
  expect(await found(next)).toBe(21)
  expect(next.logged).toEqual([])
})

test('what the thread cannot be given is indexed without it, and the log says why', async () => {
  const opened = await open()
  const odd = paper('2608.00777', { title: 'Gradient', untransferable: () => 3 } as never)
  await opened.library.put([...papers(20), odd])
  expect(opened.logged).toEqual(['The thread that indexes papers failed; they are indexed without it.'])
  expect(await found(opened)).toBe(21)
  await opened.library.put(papers(40))
  expect(await found(opened)).toBe(41)
  expect(opened.logged).toHaveLength(1)
})

test('papers that wait while those before them end the thread are given to another', async () => {
  const thread = new IndexingThread()
  const ending = thread.index([{ ...paper('2608.00777'), title: undefined } as never])
  const waiting = thread.index(papers(20))
  await expect(ending).rejects.toThrow(TypeError)
  expect((await waiting).size).toBeGreaterThan(0)
  await thread.stop()
})

test('what comes while a save waits for the thread is not taken for saved', async () => {
  const { db, folder } = await open()
  const snapshotFile = join(folder, 'other.index')
  const log = createLog('info', [], { write: line => expect(line).toBe('') })
  const index = await LiveIndex.open({ db, snapshotFile, readOnly: false, log, read: () => [] })
  await index.apply(papers(20), [], 1)
  const saved = index.save()
  await pause()
  await index.apply([paper('2608.00777')], [], 2)
  await saved
  expect(openSnapshot(snapshotFile)).toMatchObject({ engine: { size: 20 }, state: { revision: 1 } })
  await index.close()
  expect(openSnapshot(snapshotFile)).toMatchObject({ engine: { size: 21 }, state: { revision: 2 } })
})
