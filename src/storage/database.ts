/** Opening the database of a data folder. */
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { UserError } from '../errors.ts'
import { onFile } from './faults.ts'
import { migrate, requireCurrent } from './migrations.ts'
import type { Database } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'

const fileName = 'paperboy.sqlite'

/**
 * Opens the database of a data folder. To write, hold the lock first (`acquireLock`): folder and file are made when
 * they are missing and the tables are brought up to date. With `readOnly`, also beside a running writer, nothing is
 * made or changed. Close it with `destroy()`.
 *
 * @throws UserError `storage.missing` (read-only, and there is none yet), `storage.not-writable`, `storage.full`
 * @throws PaperboyError `storage.damaged`, `storage.newer`, `storage.older`, `storage.unreadable`, `storage.busy`
 */
export async function openDatabase(
  folder: string,
  { readOnly }: { readonly readOnly: boolean },
): Promise<Kysely<Database>> {
  const path = join(folder, fileName)
  if (readOnly && !existsSync(path)) throw missing(folder)
  if (!readOnly) makeFolder(folder)
  return prepared(new Kysely<Database>({ dialect: sqliteDialect(path, readOnly) }), readOnly)
}

/** A database in memory that is gone when it is closed. */
export async function openMemoryDatabase(): Promise<Kysely<Database>> {
  return prepared(new Kysely<Database>({ dialect: sqliteDialect(':memory:', false) }), false)
}

/** Makes the data folder when it is missing, and sees to it that it can be written. */
export function makeFolder(folder: string): void {
  onFile(folder, () => {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  })
}

async function prepared(db: Kysely<Database>, readOnly: boolean): Promise<Kysely<Database>> {
  try {
    await (readOnly ? requireCurrent(db) : migrate(db))
    return db
  } catch (error) {
    await db.destroy()
    throw error
  }
}

function missing(folder: string): UserError {
  return new UserError('storage.missing', `There is no library in "${folder}" yet.`, {
    help: 'Run "npm run -s papers -- sync" to fetch one, or set PAPERBOY_DATA to the folder that holds it.',
  })
}
