import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { explain, PaperboyError, UserError } from '../../src/errors.ts'
import { openDatabase, openMemoryDatabase } from '../../src/storage/database.ts'
import { migrate, migrations } from '../../src/storage/migrations.ts'
import type { Database } from '../../src/storage/schema.ts'
import { killAt } from './child.ts'
import { temporaryFolder } from './folder.ts'

async function open(folder: string, readOnly = false): Promise<Kysely<Database>> {
  const db = await openDatabase(folder, { readOnly })
  onTestFinished(() => db.destroy())
  return db
}

const row = (id: string) => ({
  id,
  title_key: id,
  record: 'x'.repeat(1000),
  origin: 'file',
  upvotes: null,
  revision: 1,
})
const ids = async (db: Kysely<Database>): Promise<string[]> =>
  (await db.selectFrom('papers').select('id').orderBy('id').execute()).map(paper => paper.id)
const file = (folder: string): string => join(folder, 'paperboy.sqlite')

test('what was written is there when it is opened again', async () => {
  const folder = join(temporaryFolder(), 'new', 'folder')
  const first = await openDatabase(folder, { readOnly: false })
  await first.insertInto('papers').values(row('1')).execute()
  const library = await first.selectFrom('meta').selectAll().execute()
  await first.destroy()
  const second = await open(folder)
  expect(await ids(second)).toEqual(['1'])
  expect(await second.selectFrom('meta').selectAll().execute()).toEqual(library)
})

test('it is durable and holds its references', async () => {
  const db = await open(temporaryFolder())
  const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(db)).rows[0]
  expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' })
  expect(await pragma('synchronous')).toEqual({ synchronous: 2 })
  expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 })
  expect(await pragma('busy_timeout')).toEqual({ timeout: 5000 })
})

test('a transaction that fails leaves nothing, and constraints come as SQLite tells them', async () => {
  const db = await openMemoryDatabase()
  const twice = db.transaction().execute(async transaction => {
    await transaction.insertInto('papers').values(row('1')).execute()
    await transaction.insertInto('papers').values(row('1')).execute()
  })
  await expect(twice).rejects.toThrow('UNIQUE constraint failed')
  expect(await ids(db)).toEqual([])
})

test('reading beside a running writer sees what was committed and cannot write', async () => {
  const folder = temporaryFolder()
  const writer = await open(folder)
  const reader = await open(folder, true)
  await writer.insertInto('papers').values(row('1')).execute()
  await writer.transaction().execute(async transaction => {
    await transaction.insertInto('papers').values(row('2')).execute()
    expect(await ids(reader)).toEqual(['1'])
  })
  expect(await ids(reader)).toEqual(['1', '2'])
  await expect(reader.deleteFrom('papers').execute()).rejects.toMatchObject({ code: 'storage.not-writable' })
})

test('reading where there is nothing makes nothing', async () => {
  const folder = temporaryFolder()
  for (const missing of [folder, join(folder, 'absent')]) {
    const error = await open(missing, true).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({ code: 'storage.missing' })
    expect(explain(error)).toContain(`"${missing}"`)
  }
  expect(readdirSync(folder)).toEqual([])
})

test.each([true, false])(
  'a file that is no database is refused and left alone (readOnly %s)',
  async readOnly => {
    const folder = temporaryFolder()
    writeFileSync(file(folder), 'Dear diary, '.repeat(1000))
    const error = await open(folder, readOnly).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(PaperboyError)
    expect(error).toMatchObject({ code: 'storage.damaged' })
    expect(explain(error)).toContain(file(folder))
    expect(readFileSync(file(folder), 'utf8')).toMatch(/^Dear diary/)
  },
)

test('a database that lost its end says so', async () => {
  const folder = temporaryFolder()
  const db = await openDatabase(folder, { readOnly: false })
  const rows = Array.from({ length: 200 }, (_, at) => row(String(at)))
  await db.insertInto('papers').values(rows).execute()
  await db.destroy()
  truncateSync(file(folder), 8192)
  const reading = open(folder).then(ids)
  await expect(reading).rejects.toMatchObject({ code: 'storage.damaged' })
})

test('a full disk is a sentence, and what was stored before stays', async () => {
  const db = await open(temporaryFolder())
  await db.insertInto('papers').values(row('1')).execute()
  await sql`pragma max_page_count = 40`.execute(db)
  const rows = Array.from({ length: 500 }, (_, at) => row(`more${at}`))
  const writing = db.insertInto('papers').values(rows).execute()
  // Whoever asks is told, so the folder is not named.
  await expect(writing).rejects.toMatchObject({
    code: 'storage.full',
    name: 'UserError',
    message: 'The disk that holds the data folder is full; what was stored before is kept.',
  })
  expect(await ids(db)).toEqual(['1'])
})

test('a folder that cannot be made is a sentence', async () => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, '')
  await expect(open(path)).rejects.toMatchObject({ code: 'storage.no-folder', name: 'PaperboyError' })
  await expect(open(join(path, 'below'))).rejects.toMatchObject({ code: 'storage.no-folder' })
})

test('a newer database is refused, whoever opens it', async () => {
  const folder = temporaryFolder()
  const newer = await openDatabase(folder, { readOnly: false })
  await migrate(newer, { ...migrations, '9999 future': { up: async () => {} } })
  await newer.destroy()
  for (const readOnly of [true, false])
    await expect(open(folder, readOnly)).rejects.toMatchObject({
      code: 'storage.newer',
      message: expect.stringContaining('9999 future'),
    })
})

test('an older database is not read before it was brought up to date', async () => {
  const folder = temporaryFolder()
  writeFileSync(file(folder), '')
  await expect(open(folder, true)).rejects.toMatchObject({ code: 'storage.older' })
  await (await openDatabase(folder, { readOnly: false })).destroy()
  expect(await ids(await open(folder, true))).toEqual([])
})

test('killed in the middle of a migration, the tables are as they were before', async () => {
  const folder = temporaryFolder()
  await killAt(import.meta.url, './migrate.ts', [folder], line => line === 'half')
  expect(existsSync(file(folder))).toBe(true)
  const db = await open(folder)
  expect(await db.selectFrom('meta').selectAll().execute()).toHaveLength(1)
  await expect(sql`select half from papers`.execute(db)).rejects.toThrow('no such column')
  expect((await sql`pragma integrity_check`.execute(db)).rows).toEqual([{ integrity_check: 'ok' }])
})
