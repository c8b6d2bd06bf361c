/** How well does each engine find what was judged to be relevant, collection by collection? */
import { readdirSync } from 'node:fs'
import { dataFile } from './data.ts'
import type { Judged } from './engines/judge.ts'
import { inFolder, run } from './processes.ts'
import { engineTitles, type Row, table } from './table.ts'

const engines = ['paperboy', 'words', 'fts5', 'minisearch'] as const

/** All collections of the folder `relevance`, each in a process of its own. */
export async function qualityTable(): Promise<string> {
  const collections = readdirSync(dataFile('relevance'), { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted()
  const judged: Judged[] = []
  for (const collection of collections) judged.push(await judge(collection))
  const rows = engines.map((name): Row => [engineTitles[name], ...judged.map(one => one[name] ?? Number.NaN)])
  return table('nDCG@10, engine beside engine', collections, rows)
}

function judge(collection: string): Promise<Judged> {
  const program = new URL('engines/judge.ts', import.meta.url)
  return inFolder(async folder => JSON.parse((await run(program, [collection, folder])).output) as Judged)
}
