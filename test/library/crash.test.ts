import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { importFile } from '../../src/library/import/import-file.ts'
import { parseQuery } from '../../src/search/parse-query.ts'
import { killAt } from '../storage/child.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { open, type OpenLibrary } from './fixture.ts'
import { line, written } from './import/files.ts'

const count = 2000
const file = () =>
  written(Array.from({ length: count }, (_, at) => line(at + 1, { dailyDate: '2026-08-20' })).join('\n'))

async function expectWhole({ library, db }: OpenLibrary, papers: number): Promise<void> {
  expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }])
  expect(library.size).toBe(papers)
  expect((await library.list('2026-08-20'))?.papers).toHaveLength(papers)
  const { total } = await library.find(parseQuery('gradient', '2026-08-21').query)
  expect(total).toBe(papers)
}

test('killed in the middle of an import, nothing is lost and importing again completes it', async () => {
  const folder = temporaryFolder()
  const path = file()
  await killAt(import.meta.url, './import-papers.ts', [folder, path], read => Number(read) >= 800)
  const opened = await open(folder)
  const before = opened.library.size
  expect(before).toBeGreaterThanOrEqual(800)
  await expectWhole(opened, before)
  const result = await importFile(path, opened.library)
  expect(result).toMatchObject({ added: count - before, changed: 0, unchanged: before })
  await expectWhole(opened, count)
})

test.each([1, 2, 3])(
  'killed while the snapshot is being saved over and over (%i), all is found',
  async saves => {
    const folder = temporaryFolder()
    await killAt(import.meta.url, './import-papers.ts', [folder, file()], text => text === `saved ${saves}`)
    await expectWhole(await open(folder), count)
  },
)
