import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { LiveIndex } from '../../src/library/live-index.ts'
import { ModelLearner } from '../../src/library/model-learner.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { inOtherFormat } from '../search/papers.ts'
import { open, type OpenLibrary, paper, papers, reopen } from './fixture.ts'

const learnt = 'learnt a semantic model'
const refused = 'The saved semantic model cannot be used; it is learnt again.'
const file = ({ folder }: Pick<OpenLibrary, 'folder'>) => join(folder, 'search.model')
const sea = 'Boats sail from the harbour and anchor at low tide.'
const bread = 'Bread is baked of flour and yeast in an oven.'

/** Two kinds of papers, few enough of each that their words tell something, among many others. */
const library = (count: number) =>
  papers(count).map((one, at) => (at % 8 > 1 ? one : { ...one, abstract: [sea, bread][at % 2]! }))

/** Whether a search weighs nearness in meaning. */
async function uses(opened: OpenLibrary): Promise<boolean> {
  const found = await opened.library.find(parseQuery('harbour', '2026-08-21').query)
  return found.papers.some(({ reasons }) => reasons.some(({ text }) => text === 'close in meaning'))
}

const learning = (opened: OpenLibrary) =>
  vi.waitFor(async () => expect(await uses(opened)).toBe(true), 15_000)

/** A library with a model, closed. */
async function withModel(): Promise<OpenLibrary> {
  const opened = await open()
  await opened.library.put(library(1000))
  await learning(opened)
  await opened.library.close()
  await opened.db.destroy()
  return opened
}

test('it is learnt after a search, and used from then on, also after a restart', async () => {
  const first = await open()
  await first.library.put(library(1000))
  expect(await uses(first)).toBe(false)
  await learning(first)
  expect(first.logged).toEqual([learnt])
  const second = await reopen(first)
  const { ino } = statSync(file(second))
  expect(await uses(second)).toBe(true)
  await second.library.put([paper('2608.09999', { abstract: sea })])
  expect(await uses(second)).toBe(true)
  expect((await reopen(second)).logged).toEqual([])
  expect(statSync(file(second)).ino).toBe(ino)
})

test('a library that grew by a tenth learns anew', async () => {
  const opened = await open((await withModel()).folder)
  const { ino } = statSync(file(opened))
  await opened.library.put(library(1100))
  await vi.waitFor(async () => {
    await uses(opened)
    expect(opened.logged).toContain(learnt)
  }, 15_000)
  expect(statSync(file(opened)).ino).not.toBe(ino)
})

test.each<[string, (path: string) => void]>([
  ['empty', path => truncateSync(path, 0)],
  ['cut short', path => truncateSync(path, statSync(path).size - 100)],
  ['damaged', path => writeFileSync(path, readFileSync(path).fill(7, 100, 140))],
  ['something else', path => writeFileSync(path, 'a text')],
])('a model that is %s is refused and learnt again', async (_, harm) => {
  const closed = await withModel()
  harm(file(closed))
  const opened = await open(closed.folder)
  expect(await uses(opened)).toBe(false)
  await learning(opened)
  expect(opened.logged).toEqual([refused, learnt])
  expect(opened.warned).toEqual([refused])
})

test('a model of another version is learnt again, without a warning', async () => {
  const closed = await withModel()
  writeFileSync(file(closed), inOtherFormat(readFileSync(file(closed))))
  const opened = await open(closed.folder)
  expect(await uses(opened)).toBe(false)
  expect(opened).toMatchObject({
    logged: ['The saved semantic model is of another version; it is learnt again.'],
    warned: [],
  })
})

test('a model of another library is not used, and learnt again', async () => {
  const [mine, other] = [await withModel(), await withModel()]
  writeFileSync(file(mine), readFileSync(file(other)))
  const opened = await open(mine.folder)
  expect(await uses(opened)).toBe(false)
  await learning(opened)
  expect(opened.logged).toEqual([learnt])
})

test('a library that may only be read uses the model and writes none', async () => {
  const closed = await withModel()
  expect(await uses(await open(closed.folder, true))).toBe(true)
  const writer = await open()
  await writer.library.put(library(1000))
  await writer.library.close()
  const reader = await open(writer.folder, true)
  expect(await uses(reader)).toBe(false)
  await reader.library.close()
  expect(existsSync(file(writer))).toBe(false)
})

test('closing waits for no model', async () => {
  const opened = await open()
  await opened.library.put(library(1000))
  await uses(opened)
  await opened.library.close()
  expect(opened.logged).toEqual([])
})

test('after a restart all papers are folded into it while nobody waits', async () => {
  const { folder } = await withModel()
  const db = await openDatabase(folder, { readOnly: true })
  const snapshotFile = join(folder, 'search.index')
  const options = {
    db,
    snapshotFile,
    modelFile: join(folder, 'search.model'),
    readOnly: true,
    log: createLog('error'),
  }
  const index = await LiveIndex.open({ ...options, read: () => [] })
  await ModelLearner.open({ ...options, index, learnAfterMs: 0 })
  for (let turn = 0; turn < 100; turn++) await pause()
  expect(index.engine.tidy()).toBe(false)
  await index.close()
  await db.destroy()
})
