/** One process writes to a data folder: a lock that the kernel frees, also after kill −9. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { PaperboyError, UserError } from '../errors.ts'
import { makeFolder } from './database.ts'
import { faultOf, onFile } from './faults.ts'

export interface FolderLock {
  release(): void
}

/**
 * Takes the data folder for this process: an exclusive SQLite transaction on `lock.sqlite`, held until `release` or
 * the end of the process (https://www.sqlite.org/lockingv3.html). The folder is made when it is missing.
 *
 * @throws UserError `storage.locked` when another process holds it, with that process's id where it is known
 */
export function acquireLock(folder: string): FolderLock {
  makeFolder(folder)
  const path = join(folder, 'lock.sqlite')
  const pidPath = join(folder, 'lock.pid')
  const database = onFile(path, () => new DatabaseSync(path))
  try {
    database.exec('begin exclusive')
    writeFileSync(pidPath, String(process.pid))
  } catch (error) {
    database.close()
    const fault = faultOf(error, path)
    throw fault instanceof PaperboyError && fault.code === 'storage.busy' ? locked(folder, pidPath) : fault
  }
  const release = (): void => {
    if (!database.isOpen) return
    process.off('exit', release)
    rmSync(pidPath, { force: true })
    database.close()
  }
  // Also keeps the connection from being collected, and the lock with it, when the caller keeps no reference.
  process.on('exit', release)
  return { release }
}

function locked(folder: string, pidPath: string): UserError {
  const pid = pidIn(pidPath)
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
