/** Faults of the disk and of SQLite as the project's errors, so that each says what is wrong and what to do. */
import { PaperboyError, UserError } from '../errors.ts'

/** What a result code of SQLite or of the file system means here. */
interface Fault {
  readonly code: string
  readonly message: (path: string) => string
  readonly help: string
}

const notWritable: Fault = {
  code: 'storage.not-writable',
  message: path => `"${path}" cannot be written.`,
  help: 'Give the user that runs Paperboy the right to write there, or set PAPERBOY_DATA to another folder.',
}
const full: Fault = {
  code: 'storage.full',
  message: () => 'The disk that holds the data folder is full; what was stored before is kept.',
  help: 'Free some space, then try again.',
}
const damaged: Fault = {
  code: 'storage.damaged',
  message: path => `The database "${path}" is damaged and was left as it is.`,
  help: 'Stop Paperboy, move the file and those beside it that begin with its name elsewhere, and put your last backup in its place. Without one, the next start begins anew.',
}
const busy: Fault = {
  code: 'storage.busy',
  message: path => `The database "${path}" is held by another program.`,
  help: 'Close the program that has it open, then try again.',
}
const unreadable: Fault = {
  code: 'storage.unreadable',
  message: path => `"${path}" cannot be read.`,
  help: 'Check the disk, and that the user that runs this may read there.',
}
const failing: Fault = {
  code: 'storage.failing',
  message: path => `The disk did not read or write "${path}"; what was stored before is kept.`,
  help: 'Check the disk and the limits of the user that runs Paperboy (quota, ulimit), then try again.',
}
const noFolder: Fault = {
  code: 'storage.no-folder',
  message: path => `"${path}" is not a folder, or lies below a file.`,
  help: 'Set PAPERBOY_DATA to a folder, as in PAPERBOY_DATA=data.',
}

/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const faultsOfSqlite: Readonly<Record<number, Fault>> = {
  5: busy,
  8: notWritable,
  10: failing,
  11: damaged,
  13: full,
  14: unreadable,
  26: damaged,
}
const faultsOfFiles: Readonly<Record<string, Fault>> = {
  EACCES: notWritable,
  EPERM: notWritable,
  EROFS: notWritable,
  EEXIST: noFolder,
  ENOTDIR: noFolder,
  ENOSPC: full,
  EDQUOT: full,
}

/** Told to whoever asks, so it names no path; the others are for those who run the bot. */
const toldToAll = full.code

/** The fault behind an error of SQLite or of the file system; any other error (a constraint, say) as it came. */
export function faultOf(error: unknown, path: string): unknown {
  if (!(error instanceof Error)) return error
  const { errcode, code } = error as { errcode?: number; code?: string }
  const fault =
    errcode === undefined
      ? code === undefined
        ? undefined
        : faultsOfFiles[code]
      : faultsOfSqlite[errcode & 0xff]
  return fault ? errorOf(fault, path, error) : error
}

/** The error for a database whose content is not what was stored. @param why what is wrong with it, as a cause. */
export function damagedError(path: string, why: string): PaperboyError {
  return errorOf(damaged, path, new Error(why))
}

/** The error for a file that is there and that may not be read. */
export function unreadableError(path: string, cause: unknown): PaperboyError {
  return errorOf(unreadable, path, cause)
}

function errorOf({ code, message, help }: Fault, path: string, cause: unknown): PaperboyError {
  const Kind = code === toldToAll ? UserError : PaperboyError
  return new Kind(code, message(path), { cause, help })
}

/** Runs `action` on a file, with its errors told by `faultOf`. */
export function onFile<T>(path: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw faultOf(error, path)
  }
}
