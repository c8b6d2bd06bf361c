/** Puts the parts together, for the bot and for the command line alike. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import manifest from '../package.json' with { type: 'json' }
import { type Config, type Environment, secretsOf } from './config.ts'
import { UserError } from './errors.ts'
import type { Library } from './library/library.ts'
import { openLibrary } from './library/open-library.ts'
import { starterPapers } from './library/starter.ts'
import { createLog, type LogDestination, type Logger } from './log.ts'
import { type Arxiv, createArxiv } from './sources/arxiv.ts'
import { type AnswerStore, keptAnswerSchema, type Network } from './sources/http.ts'
import { createHuggingFace, type HuggingFace } from './sources/huggingface.ts'
import { openDatabase, openMemoryDatabase } from './storage/database.ts'
import { acquireLock } from './storage/lock.ts'
import { createStore } from './storage/store.ts'

/** A library that was opened, what belongs to it, and how to close it all. */
export interface OpenedLibrary {
  readonly library: Library
  /** Where answers of upstreams are kept. */
  readonly answers: AnswerStore
  readonly close: () => Promise<void>
}

/** The environment, with what `.env` in the working folder adds to it. */
export function environment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

export const clock = (): Temporal.Instant => Temporal.Now.instant()

/** @param destination stderr when left out. */
export function logOf(config: Config, destination?: LogDestination): Logger {
  return createLog(config.LOG_LEVEL, secretsOf(config), destination)
}

/**
 * Takes the data folder for this process and opens its library.
 *
 * @throws UserError `storage.locked` while another process has it.
 */
export async function openForWriting(config: Config, log: Logger, now = clock): Promise<OpenedLibrary> {
  const folder = config.PAPERBOY_DATA
  const lock = acquireLock(folder)
  const db = await openDatabase(folder, { readOnly: false }).catch((error: unknown) => {
    lock.release()
    throw error
  })
  const library = await openLibrary({ db, snapshotFile: indexFile(folder), readOnly: false, now, log })
  const answers = createStore(db, {
    namespace: 'answers',
    schema: keptAnswerSchema,
    onDamaged: damage => log.warn({ damage }, 'a kept answer is damaged'),
  })
  return {
    library,
    answers,
    close: async () => {
      await library.close()
      await db.destroy()
      lock.release()
    },
  }
}

/** Opens the library beside whoever writes to it; the papers that come with Paperboy where there is none yet. */
export async function openForReading(
  config: Config,
  log: Logger,
): Promise<Pick<OpenedLibrary, 'library' | 'close'>> {
  const folder = config.PAPERBOY_DATA
  try {
    const db = await openDatabase(folder, { readOnly: true })
    const library = await openLibrary({
      db,
      snapshotFile: indexFile(folder),
      readOnly: true,
      now: clock,
      log,
    })
    if (library.size > 0) return { library, close: () => db.destroy() }
    await db.destroy()
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'storage.missing')) throw error
  }
  const db = await openMemoryDatabase()
  const library = await openLibrary({ db, readOnly: false, now: clock, log })
  await library.put(starterPapers())
  return { library, close: () => db.destroy() }
}

/** Where the search index of a data folder is kept. */
export function indexFile(folder: string): string {
  return join(folder, 'search.index')
}

/** The upstreams, with nothing but this process's network behind them. */
export function openSources(
  config: Config,
  answers: AnswerStore,
): { huggingFace: HuggingFace; arxiv: Arxiv } {
  const network: Network = {
    fetch,
    now: clock,
    wait: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
    random: Math.random,
    answers,
    userAgent: `${manifest.name}/${manifest.version}`,
  }
  return {
    huggingFace: createHuggingFace({ url: config.HF_URL, token: config.HF_TOKEN, network }),
    arxiv: createArxiv({ url: config.ARXIV_URL, network }),
  }
}
