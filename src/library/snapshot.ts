/** The search index on disk: a cache beside the database that is whole or absent. */
import { existsSync } from 'node:fs'
import type { SearchEngine } from '../search/engine.ts'
import { openEngine } from '../search/engine.ts'
import { openFile } from './open-file.ts'
import { replaceFile } from './replace-file.ts'

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

export interface OpenSnapshot extends Snapshot {
  /** Ends the engine's use of the file, and of the engine where its texts are on it. */
  close(): void
}

/**
 * Opens a snapshot; `undefined` when there is none.
 *
 * @throws when it is damaged or of another version
 */
export function openSnapshot(path: string, textsInMemory?: number): OpenSnapshot | undefined {
  if (!existsSync(path)) return undefined
  const file = openFile(path)
  try {
    const { engine, tag, usesFile } = openEngine(file, textsInMemory)
    if (!usesFile) file.close()
    return { engine, state: stateOf(tag), close: () => file.close() }
  } catch (error) {
    file.close()
    throw error
  }
}

/** What `writeSnapshot` gave the index as its tag. */
export function stateOf(tag: string): IndexState {
  const [library = '', revision = ''] = tag.split(' ')
  return { library, revision: Number(revision) }
}

/** Replaces the file. */
export function writeSnapshot(file: string, { engine, state }: Snapshot): Promise<void> {
  return replaceFile(file, engine.save(`${state.library} ${state.revision}`))
}
