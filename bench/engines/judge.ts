/** A program: makes an index of a relevance collection with each engine in turn, and judges what it finds. */
import { join } from 'node:path'
import { mean, ndcg } from '../judgments.ts'
import { loadCollection } from '../made.ts'
import { type Engine, type EngineName, loadEngine } from './engine.ts'

/** nDCG@10 by engine; null for one that is too slow to be judged. */
export type Judged = Partial<Record<EngineName, number | null>>

const depth = 10
/** Not LanceDB 0.31, which stands still while it takes in 20,000 documents of hfsum: `search.ts` judges it on hf_keywords. */
const built = ['paperboy', 'fts5', 'minisearch'] as const
/** What all queries of a collection may take. Whole summaries as queries take some engines a quarter of an hour. */
const mostMs = 60_000

const [collection, indexes] = process.argv.slice(2) as [string, string]
const { documents, queries, judgments } = await loadCollection(collection)
const judged: Judged = {}
for (const name of built) await build(name)
for (const name of [...built, 'words'] as const) judged[name] = await judge(await opened(name))
console.log(JSON.stringify(judged))

async function build(name: EngineName): Promise<void> {
  const engine = await (await loadEngine(name)).create(join(indexes, name))
  await engine.add(documents)
  await engine.save()
}

async function opened(name: EngineName): Promise<Engine> {
  return (await loadEngine(name)).open(join(indexes, name === 'words' ? 'paperboy' : name))
}

async function judge(engine: Engine): Promise<number | null> {
  const gains: number[] = []
  const start = performance.now()
  for (const { id, text } of queries) {
    if (performance.now() - start > mostMs) return null
    const expected = judgments.get(id)
    if (expected) gains.push(ndcg(await engine.search(text, depth), expected, depth))
  }
  return mean(gains)
}
