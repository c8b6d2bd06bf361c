/** Paperboy's search engine and its peers behind one interface: an index in a file, built once and opened again. */
import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs'
import type { Document } from '../data.ts'

export interface Engine {
  add(documents: readonly Document[]): void | Promise<void>
  /** Ids, best first. One word of the text is enough. */
  search(text: string, limit: number): string[] | Promise<string[]>
  /** Writes what `open` needs. @returns bytes of the index on disk, without the texts */
  save(): number | Promise<number>
}

export interface EngineModule {
  /** @param file that is not there yet */
  readonly create: (file: string) => Engine | Promise<Engine>
  readonly open: (file: string) => Engine | Promise<Engine>
}

export const engineNames = ['paperboy', 'fts5', 'minisearch', 'lancedb'] as const
/** `words` is a part of Paperboy's and opens what that saved. */
export type EngineName = (typeof engineNames)[number] | 'words'

/** Loaded one alone, so that no process carries the memory of another's code. */
const modules: Record<EngineName, () => Promise<EngineModule>> = {
  paperboy: () => import('./paperboy.ts'),
  words: () => import('./words.ts'),
  fts5: () => import('./fts5.ts'),
  minisearch: () => import('./minisearch.ts'),
  lancedb: () => import('./lancedb.ts'),
}

export const loadEngine = (name: EngineName): Promise<EngineModule> => modules[name]()

export function writeIndex(file: string, content: string | Iterable<Uint8Array>): number {
  if (typeof content === 'string') writeFileSync(file, content)
  else {
    const descriptor = openSync(file, 'w')
    for (const piece of content) writeSync(descriptor, piece)
    closeSync(descriptor)
  }
  return statSync(file).size
}
