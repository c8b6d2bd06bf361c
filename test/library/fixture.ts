/** Libraries and papers for tests. */
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { onTestFinished } from 'vitest'
import type { Library } from '../../src/library/library.ts'
import { type LibraryOptions, openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { titleId } from '../../src/papers/ids.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/schema.ts'
import { temporaryFolder } from '../storage/folder.ts'

const now = '2026-08-21T09:00:00Z'

export function paper(id: string, facts: Partial<Paper> = {}): Paper {
  return {
    id,
    title: `Paper ${id}`,
    abstract: `What ${id} is about.`,
    authors: ['Ada Lovelace'],
    categories: [],
    origin: 'huggingface',
    ...facts,
  }
}

/** The card of a saved page: a paper known by its title alone. */
export function card(title: string, facts: Partial<Paper> = {}): Paper {
  return paper(titleId(title), { title, origin: 'page', ...facts })
}

/** `count` papers with ids that differ and words in common. */
export function papers(count: number, facts: Partial<Paper> = {}): Paper[] {
  return Array.from({ length: count }, (_, at) => {
    const id = `2608.${String(at + 1).padStart(5, '0')}`
    return paper(id, { title: `Gradient study number ${at + 1}`, ...facts })
  })
}

export interface OpenLibrary {
  readonly library: Library
  readonly db: Kysely<Database>
  readonly folder: string
  /** Messages that were logged. */
  readonly logged: string[]
  /** Those of warnings and worse, and of anything with an error's stack. */
  readonly warned: string[]
}

export async function open(
  folder = temporaryFolder(),
  readOnly = false,
  options: Partial<LibraryOptions> = {},
): Promise<OpenLibrary> {
  const logged: string[] = []
  const warned: string[] = []
  const write = (line: string): void => {
    const { msg, level, err } = JSON.parse(line) as { msg: string; level: number; err?: unknown }
    logged.push(msg)
    if (level >= 40 || err !== undefined) warned.push(msg)
  }
  const log = createLog('info', [], { write })
  const db = await openDatabase(folder, { readOnly })
  onTestFinished(() => db.destroy())
  const library = await openLibrary({
    db,
    snapshotFile: join(folder, 'search.index'),
    modelFile: join(folder, 'search.model'),
    learnAfterMs: 0,
    readOnly,
    now: () => Temporal.Instant.from(now),
    log,
    ...options,
  })
  return { library, db, folder, logged, warned }
}

/** Closes a library and opens its folder again. */
export async function reopen(
  { library, db, folder }: OpenLibrary,
  options: Partial<LibraryOptions> = {},
): Promise<OpenLibrary> {
  await library.close()
  await db.destroy()
  return open(folder, false, options)
}
