/** The search index on disk: a cache beside the database that is whole or absent. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { SearchEngine } from '../search/engine.ts'
import { openEngine } from '../search/engine.ts'
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

/**
 * Reads a snapshot; `undefined` when there is none.
 *
 * @throws when it is damaged or of another version
 */
export async function readSnapshot(file: string): Promise<Snapshot | undefined> {
  if (!existsSync(file)) return undefined
  const { engine, tag } = openEngine(await readFile(file))
  return { engine, state: stateOf(tag) }
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
