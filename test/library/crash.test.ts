import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { limits } from '../../src/library/import/limits.ts'
import { importFile } from '../../src/library/import/import-file.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { killAt, signalOf } from '../storage/child.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { open, type OpenLibrary } from './fixture.ts'
import { line, written } from './import/files.ts'

/** Two imports of twenty thousand papers, on a machine that does other things too. */
const patienceMs = 90_000
const count = limits.batch + 4000
const file = (papers: number) =>
  written(Array.from({ length: papers }, (_, at) => line(at + 1, { dailyDate: '2026-08-20' })).join('\n'))

async function expectWhole({ library, db }: OpenLibrary, papers: number): Promise<void> {
  expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }])
  expect(library.size).toBe(papers)
  expect((await library.list('2026-08-20'))?.papers).toHaveLength(papers)
  const { total } = await library.find(parseQuery('gradient', '2026-08-21').query)
  expect(total).toBe(papers)
}

test(
  'killed in the middle of an import, nothing is lost and importing again completes it',
  async () => {
    const folder = temporaryFolder()
    const path = file(count)
    await killAt(import.meta.url, './import-papers.ts', [folder, path], read => Number(read) > limits.batch)
    const opened = await open(folder)
    const before = opened.library.size
    expect(before).toBeGreaterThanOrEqual(limits.batch)
    expect(before).toBeLessThan(count)
    await expectWhole(opened, before)
    const result = await importFile(path, opened.library)
    expect(result).toMatchObject({ added: count - before, changed: 0, unchanged: before })
    await expectWhole(opened, count)
  },
  patienceMs,
)

test(
  'killed while a snapshot is being written, the one before is used',
  async () => {
    const folder = temporaryFolder()
    const first = await open(folder)
    await importFile(file(500), first.library)
    await first.library.close()
    await first.db.destroy()
    const snapshot = join(folder, 'search.index')
    const before = readFileSync(snapshot)

    const parameters = [folder, file(count), 'while saving']
    expect(await signalOf(import.meta.url, './import-papers.ts', parameters)).toBe('SIGKILL')
    expect(existsSync(`${snapshot}.new`)).toBe(true)
    expect(readFileSync(snapshot).equals(before)).toBe(true)

    const opened = await open(folder)
    expect(opened.logged).toEqual([])
    await expectWhole(opened, opened.library.size)
    await importFile(file(count), opened.library)
    await expectWhole(opened, count)
  },
  patienceMs,
)
