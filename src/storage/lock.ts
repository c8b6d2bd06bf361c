/** One process writes to a data folder: a lock that the kernel frees, also after kill −9. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PaperboyError, UserError } from '../errors.ts'
import { makeFolder } from './database.ts'
import { faultOf, onFile } from './faults.ts'

/** How long taking the lock waits for somebody who only looks at it. */
const lookTimeoutMs = 200

export interface FolderLock {
  release(): void
}

/** The process that has a folder, by its id where that is known. */
interface LockHolder {
  readonly pid: string | undefined
}

/**
 * Takes the data folder for this process: an exclusive SQLite transaction on `lock.sqlite`, held until `release` or
 * the end of the process (https://www.sqlite.org/lockingv3.html). The folder is made when it is missing.
 *
 * @throws UserError `storage.locked` when another process holds it, with that process's id where it is known
 * @throws PaperboyError `storage.damaged`
 */
export function acquireLock(folder: string): FolderLock {
  makeFolder(folder)
  const path = lockFile(folder)
  const database = onFile(path, () => new DatabaseSync(path, { timeout: lookTimeoutMs }))
  try {
    database.exec('begin exclusive')
    writeFileSync(pidFile(folder), String(process.pid))
  } catch (error) {
    database.close()
    const fault = faultOf(error, path)
    throw isBusy(fault) ? locked(folder) : damagedOr(fault, path)
  }
  const release = (): void => {
    if (!database.isOpen) return
    process.off('exit', release)
    rmSync(pidFile(folder), { force: true })
    database.close()
  }
  // Also keeps the connection from being collected, and the lock with it, when the caller keeps no reference.
  process.on('exit', release)
  return { release }
}

/** Who has a data folder; `undefined` when nobody has. It only looks: nothing is taken or made. */
export function lockHolder(folder: string): LockHolder | undefined {
  const path = lockFile(folder)
  if (!existsSync(path)) return undefined
  const database = onFile(path, () => new DatabaseSync(path, { readOnly: true }))
  try {
    onFile(path, () => database.prepare('select 1 from sqlite_schema').all())
    return undefined
  } catch (error) {
    if (isBusy(error)) return { pid: pidIn(pidFile(folder)) }
    throw damagedOr(error, path)
  } finally {
    database.close()
  }
}

const lockFile = (folder: string): string => join(folder, 'lock.sqlite')
const pidFile = (folder: string): string => join(folder, 'lock.pid')

const isBusy = (error: unknown): boolean => error instanceof PaperboyError && error.code === 'storage.busy'

/** Nothing is kept in the file, so there is no backup to look for. */
function damagedOr(error: unknown, path: string): unknown {
  if (!(error instanceof PaperboyError && error.code === 'storage.damaged')) return error
  return new PaperboyError('storage.damaged', `The lock "${path}" is damaged.`, {
    cause: error,
    help: 'Stop every Paperboy that uses this folder, and remove the file: nothing is kept in it.',
  })
}

function locked(folder: string): UserError {
  const pid = pidIn(pidFile(folder))
  return new UserError(
    'storage.locked',
    `The data folder "${folder}" is in use by another Paperboy${pid ? ` (process ${pid})` : ''}.`,
    { help: 'Stop that one first, or set PAPERBOY_DATA to another folder, as in PAPERBOY_DATA=data2.' },
  )
}

/** Written by the holder, so it means something only while the lock is held. */
function pidIn(path: string): string | undefined {
  try {
    return /^\d+$/.exec(readFileSync(path, 'utf8'))?.[0]
  } catch {
    return undefined
  }
}
