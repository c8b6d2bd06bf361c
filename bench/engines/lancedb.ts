/** LanceDB's full-text index with English stems and no stop words, the title twice (https://docs.lancedb.com/search/full-text-search). */
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Engine } from './engine.ts'

/** What is used of it. The package is there only where benchmarks run, so its own types can't be counted on. */
interface LanceDb {
  connect(folder: string): Promise<{
    createTable(name: string, rows: readonly object[]): Promise<Table>
    openTable(name: string): Promise<Table>
  }>
  readonly Index: { fts(options: object): object }
}

interface Table {
  createIndex(column: string, options: { config: object }): Promise<void>
  search(text: string, kind: 'fts', columns: string[]): Search
}

interface Search {
  select(columns: string[]): Search
  limit(count: number): Search
  toArray(): Promise<{ id: string }[]>
}

const packageName: string = '@lancedb/lancedb'
const lancedb = (await import(packageName)) as LanceDb
const tableName = 'papers'

export async function create(folder: string): Promise<Engine> {
  const rows: object[] = []
  return {
    add: documents => {
      for (const { id, title, text } of documents) rows.push({ id, text: `${title} ${title} ${text}` })
    },
    search: () => Promise.resolve([]),
    async save() {
      const table = await (await lancedb.connect(folder)).createTable(tableName, rows)
      await table.createIndex('text', {
        config: lancedb.Index.fts({ stem: true, removeStopWords: true, withPosition: false }),
      })
      return bytesIn(join(folder, `${tableName}.lance`, '_indices'))
    },
  }
}

export async function open(folder: string): Promise<Engine> {
  const table = await (await lancedb.connect(folder)).openTable(tableName)
  return {
    add: () => undefined,
    async search(text, limit) {
      const found = await table.search(text, 'fts', ['text']).select(['id', '_score']).limit(limit).toArray()
      return found.map(({ id }) => id)
    },
    save: () => 0,
  }
}

function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}
