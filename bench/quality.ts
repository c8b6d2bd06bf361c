/** How well does each engine find what was judged to be relevant, collection by collection? */
import type { Judged } from './engines/judge.ts'
import { collectionNames, isMade } from './made.ts'
import { inFolder, run } from './processes.ts'
import { engineTitles, type Row, table } from './table.ts'

const engines = ['paperboy', 'words', 'fts5', 'minisearch'] as const

/** Columns of a table at most. */
const columns = 7

/** All collections of the folder `relevance`, then those that are made, each in a process of its own. */
export async function qualityTable(): Promise<string> {
  const judged: [string, Judged][] = []
  for (const name of collectionNames()) judged.push([name, await judge(name)])
  const groups = Map.groupBy(judged, ([name]) => (isMade(name) ? 'made' : 'judged'))
  return [...groups]
    .flatMap(([group, found]) =>
      Array.from({ length: Math.ceil(found.length / columns) }, (_, at) =>
        tableOf(`nDCG@10, engine beside engine, ${group}`, found.slice(at * columns, (at + 1) * columns)),
      ),
    )
    .join('\n')
}

function tableOf(title: string, judged: readonly (readonly [string, Judged])[]): string {
  const rows = engines.map(
    (name): Row => [engineTitles[name], ...judged.map(([, found]) => found[name] ?? Number.NaN)],
  )
  const names = judged.map(([name]) => name)
  return table(title, names, rows)
}

function judge(collection: string): Promise<Judged> {
  const program = new URL('engines/judge.ts', import.meta.url)
  return inFolder(async folder => JSON.parse((await run(program, [collection, folder])).output) as Judged)
}
