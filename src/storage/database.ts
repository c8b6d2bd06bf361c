/** Opening the database of a data folder. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { UserError } from '../errors.ts'
import { damagedError, faultOf, onFile, unreadableError } from './faults.ts'
import { migrate, requireCurrent } from './migrations.ts'
import type { Database } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'

/** Where the database of a data folder is kept. */
const databaseFile = (folder: string): string => join(folder, 'paperboy.sqlite')

/** Where the search index of a data folder is kept. */
export const indexFile = (folder: string): string => join(folder, 'search.index')

/** Where the semantic model of a data folder is kept. */
export const modelFile = (folder: string): string => join(folder, 'search.model')

/**
 * Opens the database of a data folder. To write, hold the lock first (`acquireLock`): folder and file are made when
 * they are missing and the tables are brought up to date. With `readOnly`, also beside a running writer and in a folder
 * that may only be read, no paper is made or changed. Close it with `destroy()`.
 *
 * @throws UserError `storage.missing` (read-only, and there is none yet), `storage.not-writable`, `storage.no-folder`,
 * `storage.full`
 * @throws PaperboyError `storage.damaged`, `storage.newer`, `storage.older`, `storage.unreadable`,
 * `storage.failing`, `storage.busy`
 */
export async function openDatabase(
  folder: string,
  { readOnly }: { readonly readOnly: boolean },
): Promise<Kysely<Database>> {
  const path = databaseFile(folder)
  if (readOnly) requireReadable(folder)
  else makeFolder(folder)
  const immutable = readOnly && isAtRest(folder)
  const isNew = !existsSync(path)
  const db = new Kysely<Database>({ dialect: sqliteDialect(path, { readOnly, immutable }) })
  return prepared(db, async () => {
    // One that was moved away is begun anew; one that lost what the index beside it was made of is not.
    if (!isNew && existsSync(indexFile(folder)) && !(await hasTables(db)))
      throw damagedError(path, 'It has no tables, and a search index of its papers is beside it.')
    await (readOnly ? requireCurrent(db) : makeCurrent(db))
  })
}

/** A database in memory that is gone when it is closed. */
export async function openMemoryDatabase(): Promise<Kysely<Database>> {
  const db = new Kysely<Database>({ dialect: sqliteDialect(':memory:', { readOnly: false }) })
  return prepared(db, () => makeCurrent(db))
}

/**
 * Looks at all of a database for damage: https://www.sqlite.org/pragma.html#pragma_quick_check
 *
 * @throws PaperboyError `storage.damaged`, and whatever `openDatabase` throws
 */
export async function checkDatabase(folder: string): Promise<void> {
  const db = await openDatabase(folder, { readOnly: true })
  try {
    const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db)
    const found = rows[0]?.quick_check
    if (found !== 'ok') throw damagedError(databaseFile(folder), String(found))
  } finally {
    await db.destroy()
  }
}

/** Makes the data folder when it is missing, and sees to it that it can be written. */
export function makeFolder(folder: string): void {
  onFile(folder, () => {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  })
}

async function prepared(db: Kysely<Database>, prepare: () => Promise<void>): Promise<Kysely<Database>> {
  try {
    await prepare()
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

async function makeCurrent(db: Kysely<Database>): Promise<void> {
  await sql`pragma journal_mode = wal`.execute(db)
  await sql`pragma synchronous = full`.execute(db)
  await migrate(db)
}

async function hasTables(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`select 1 from sqlite_schema limit 1`.execute(db)
  return rows.length > 0
}

/** Only a file that is not there is missing; one that cannot be reached is a fault. */
function requireReadable(folder: string): void {
  const path = databaseFile(folder)
  try {
    accessSync(path, constants.R_OK)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw missing(folder)
    throw code === 'ENOTDIR' ? faultOf(error, folder) : unreadableError(path, error)
  }
}

/**
 * Whether a database must be read as one that nobody changes: in a folder that may only be read, SQLite cannot make
 * the files that WAL needs beside it (https://www.sqlite.org/wal.html#read_only_databases). Where they are, it may be
 * changing, or its last changes may be in them.
 */
function isAtRest(folder: string): boolean {
  const [wal, shm] = ['wal', 'shm'].map(end =>
    statSync(`${databaseFile(folder)}-${end}`, { throwIfNoEntry: false }),
  )
  return !isWritable(folder) && !(wal && (shm || wal.size > 0))
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function missing(folder: string): UserError {
  return new UserError('storage.missing', `There is no library in "${folder}" yet.`, {
    help: 'Run "npm run -s papers -- sync" to fetch one, or set PAPERBOY_DATA to the folder that holds it.',
  })
}
