/** What a disk, a folder or a file does to a database, and what is said of it. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { explain } from '../../src/errors.ts'
import { checkDatabase, openDatabase } from '../../src/storage/database.ts'
import { line, written } from '../library/import/files.ts'
import { temporaryFolder } from './folder.ts'

const row = (id: string) => ({
  id,
  title_key: id,
  record: 'x'.repeat(1000),
  origin: 'file',
  upvotes: null,
  revision: 1,
})
const file = (folder: string): string => join(folder, 'paperboy.sqlite')

async function libraryWith(...ids: string[]): Promise<string> {
  const folder = temporaryFolder()
  const db = await openDatabase(folder, { readOnly: false })
  await db.insertInto('papers').values(ids.map(row)).execute()
  await db.destroy()
  return folder
}

/** What a user reads who may do no more in the folder than `mode` says. */
function asGuest(folder: string, mode: number): string {
  chmodSync(folder, mode)
  onTestFinished(() => chmodSync(folder, 0o700))
  const script = fileURLToPath(new URL('./read-as-guest.ts', import.meta.url))
  const { stdout } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' })
  return stdout.trim()
}

test('a disk that fills up in a transaction is said to be full', async () => {
  const db = await openDatabase(await libraryWith('1'), { readOnly: false })
  onTestFinished(() => db.destroy())
  await sql`pragma max_page_count = 40`.execute(db)
  const writing = db.transaction().execute(async transaction => {
    for (let at = 0; at < 500; at++)
      await transaction
        .insertInto('papers')
        .values(row(`more${at}`))
        .execute()
  })
  await expect(writing).rejects.toMatchObject({ code: 'storage.full', name: 'UserError' })
  expect(await db.selectFrom('papers').select('id').execute()).toEqual([{ id: '1' }])
  await db.deleteFrom('papers').execute()
})

test('a data folder that is a file is no missing library', async () => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, '')
  for (const readOnly of [true, false]) {
    const error = await openDatabase(path, { readOnly }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'storage.no-folder' })
    expect(explain(error)).toMatch(new RegExp(`^"${path}" is not a folder.* PAPERBOY_DATA`))
  }
})

test('a data folder that may not be entered is no missing library', async () => {
  expect(asGuest(await libraryWith('1'), 0o000)).toBe('storage.unreadable')
})

test('a library is read where nothing may be written', async () => {
  const folder = await libraryWith('1', '2')
  expect(asGuest(folder, 0o555)).toBe('1 2')
  expect(readdirSync(folder)).toEqual(['paperboy.sqlite'])
})

test('where nothing may be written, the newest changes of a running or killed writer are read, or it is said that they cannot be', async () => {
  const folder = await libraryWith('1')
  const writer = await openDatabase(folder, { readOnly: false })
  onTestFinished(() => writer.destroy())
  expect(asGuest(folder, 0o555)).toBe('1')
  await writer.insertInto('papers').values(row('2')).execute()
  expect(asGuest(folder, 0o555)).toBe('1 2')
  const copy = temporaryFolder()
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name))
  expect(asGuest(copy, 0o555)).toBe('1 2')
  chmodSync(copy, 0o700)
  rmSync(`${file(copy)}-shm`)
  expect(asGuest(copy, 0o555)).toBe('storage.unreadable')
})

test.each<[string, (path: string) => void]>([
  ['empty', path => writeFileSync(path, '')],
  ['without a table', path => withoutTables(path)],
])('a database that is %s beside the index of its library is damaged, and left alone', async (_, make) => {
  const folder = temporaryFolder()
  make(file(folder))
  const before = readFileSync(file(folder))
  writeFileSync(join(folder, 'search.index'), '')
  for (const readOnly of [true, false]) {
    const error = await openDatabase(folder, { readOnly }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'storage.damaged' })
    expect(explain(error)).toContain(file(folder))
    expect(readFileSync(file(folder))).toEqual(before)
  }
})

test('a database that was moved away is begun anew, though the index of its library was left', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'search.index'), '')
  const db = await openDatabase(folder, { readOnly: false })
  expect(await db.selectFrom('papers').select('id').execute()).toEqual([])
  await db.destroy()
})

test('a file that may grow no further is no file that cannot be read', () => {
  const folder = temporaryFolder()
  const script = fileURLToPath(new URL('../library/import-papers.ts', import.meta.url))
  const lines = written(Array.from({ length: 1000 }, (_, at) => line(at)).join('\n'))
  const limited = ['-c', 'ulimit -f 600 && exec "$0" "$@"', process.execPath, script, folder, lines]
  expect(spawnSync('sh', limited, { encoding: 'utf8' }).stderr).toContain("code: 'storage.failing'")
})

test('damage in the middle of a database is found by looking at all of it', async () => {
  const folder = await libraryWith(...Array.from({ length: 200 }, (_, at) => String(at)))
  await expect(checkDatabase(folder)).resolves.toBeUndefined()
  const { size } = statSync(file(folder))
  const handle = openSync(file(folder), 'r+')
  writeSync(handle, Buffer.alloc(8192, 7), 0, 8192, Math.floor(size / 2))
  closeSync(handle)
  await expect(checkDatabase(folder)).rejects.toMatchObject({ code: 'storage.damaged' })
})

function withoutTables(path: string): void {
  const database = new DatabaseSync(path)
  database.exec('create table gone (id); drop table gone')
  database.close()
}
