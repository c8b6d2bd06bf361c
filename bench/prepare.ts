/** The libraries that are measured, each made in a process of its own. */
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LearnTask } from '../src/library/learn-worker.ts'
import { indexFile, modelFile } from '../src/storage/database.ts'
import { type CollectionName, collectionFile } from './data.ts'
import type { Built } from './engines/build.ts'
import { type EngineName, engineNames } from './engines/engine.ts'
import { type Ended, run } from './processes.ts'

export interface Prepared {
  readonly collection: CollectionName
  /** Paperboy's data folder, with every paper and a semantic model of them. */
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
  await learnModel(dataFolder)
  const engines: PreparedEngine[] = []
  for (const name of engineNames) engines.push(await build(name, collection, join(folder, name)))
  return { collection, dataFolder, imported, engines }
}

/** As the bot does a while after its first search. */
async function learnModel(dataFolder: string): Promise<void> {
  const task: LearnTask = { snapshotFile: indexFile(dataFolder), modelFile: modelFile(dataFolder) }
  const thread = new URL('../src/library/learn-worker.ts', import.meta.url)
  await once(new Worker(thread, { workerData: task }), 'exit')
}

async function build(name: EngineName, collection: CollectionName, file: string): Promise<PreparedEngine> {
  const ended = await run(new URL('engines/build.ts', import.meta.url), [name, collection, file])
  return { name, file, built: { ...ended, ...(JSON.parse(ended.output) as Built) } }
}
