/** The libraries that are measured, each made in a process of its own. */
import { join } from 'node:path'
import { type CollectionName, collectionFile } from './data.ts'
import type { Built } from './engines/build.ts'
import { type EngineName, engineNames } from './engines/engine.ts'
import { type Ended, run } from './processes.ts'

export interface Prepared {
  readonly collection: CollectionName
  /** Paperboy's data folder, with every paper. */
  readonly dataFolder: string
  /** How that was imported. */
  readonly imported: Ended
  readonly engines: readonly PreparedEngine[]
}

export interface PreparedEngine {
  readonly name: EngineName
  readonly file: string
  readonly built: Built & Ended
}

export async function prepare(collection: CollectionName, folder: string): Promise<Prepared> {
  const dataFolder = join(folder, 'data')
  const cli = new URL('../src/cli.ts', import.meta.url)
  const imported = await run(cli, ['import', collectionFile(collection)], {
    env: { PAPERBOY_DATA: dataFolder },
  })
  const engines: PreparedEngine[] = []
  for (const name of engineNames) engines.push(await build(name, collection, join(folder, name)))
  return { collection, dataFolder, imported, engines }
}

async function build(name: EngineName, collection: CollectionName, file: string): Promise<PreparedEngine> {
  const ended = await run(new URL('engines/build.ts', import.meta.url), [name, collection, file])
  return { name, file, built: { ...ended, ...(JSON.parse(ended.output) as Built) } }
}
