/** The search index on disk: a cache beside the database that is whole or absent. */
import { existsSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SearchEngine } from '../search/engine.ts'
import { openEngine } from '../search/engine.ts'

/** Which state of which library an index holds. */
export interface IndexState {
  /** The library's own random id. */
  readonly library: string
  readonly revision: number
}

export interface Snapshot {
  readonly engine: SearchEngine
  readonly state: IndexState
}

/**
 * Reads a snapshot; `undefined` when there is none.
 *
 * @throws when it is damaged or of another version
 */
export async function readSnapshot(file: string): Promise<Snapshot | undefined> {
  if (!existsSync(file)) return undefined
  const { engine, tag } = openEngine(await readFile(file))
  const [library = '', revision = ''] = tag.split(' ')
  return { engine, state: { library, revision: Number(revision) } }
}

/** Writes a snapshot beside the file and then puts it in the file's place, so that a crash leaves the old or the new. */
export async function writeSnapshot(file: string, { engine, state }: Snapshot): Promise<void> {
  const bytes = engine.save(`${state.library} ${state.revision}`)
  const temporary = `${file}.new`
  try {
    await writeDurably(temporary, bytes)
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(dirname(file))
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'w')
  try {
    await handle.writeFile(bytes)
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
