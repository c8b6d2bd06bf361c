/** Files that are read at places while they are open. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { PaperboyError } from '../errors.ts'
import type { RandomAccessFile } from '../search/files/random-access-file.ts'

export interface OpenFile extends RandomAccessFile {
  /** Nothing can be read any more. */
  close(): void
}

/**
 * Opens a file to be read. On POSIX it can be replaced meanwhile, and what is read stays as it was.
 * @throws the system's error when it cannot be opened
 */
export function openFile(path: string): OpenFile {
  let descriptor: number | undefined = openSync(path, 'r')
  const unreadable = (cause?: unknown): PaperboyError =>
    new PaperboyError('library.file-unreadable', `"${path}" cannot be read as it was when it was opened.`, {
      cause,
      help: 'Restart Paperboy; what it lacks is built anew from the library.',
    })
  return {
    size: fstatSync(descriptor).size,
    read(into, at) {
      if (descriptor === undefined) throw unreadable()
      for (let done = 0; done < into.length; ) {
        const count = readSync(descriptor, into, done, into.length - done, at + done)
        if (count === 0) throw unreadable()
        done += count
      }
    },
    close() {
      if (descriptor !== undefined) closeSync(descriptor)
      descriptor = undefined
    },
  }
}

/** Reads something from a file that is open only so long. */
export function readFrom<T>(path: string, read: (file: RandomAccessFile) => T): T {
  const file = openFile(path)
  try {
    return read(file)
  } finally {
    file.close()
  }
}
