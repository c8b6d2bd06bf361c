/** Writes files that are whole or as they were before. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Bytes after which the disk is waited for: a commit of the database, and with it everything else, waits until all that
 * was written is there.
 */
const syncedBytes = 2 ** 23

/** Writes beside the file and then puts that in the file's place, so that a crash leaves the old or the new. */
export async function replaceFile(file: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const temporary = `${file}.new`
  try {
    await writeDurably(temporary, pieces)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(file))
}

async function writeDurably(file: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const handle = await open(file, 'w')
  try {
    let unsynced = 0
    for (const piece of pieces) {
      await handle.writeFile(piece)
      unsynced += piece.length
      if (unsynced < syncedBytes) continue
      await handle.datasync()
      unsynced = 0
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the rename itself durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
