/** Runs the product's own search over a relevance collection and writes a TREC run, 100 deep. */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { Command } from 'commander'
import type { Paper } from '../src/papers/paper.ts'
import { createEngine } from '../src/search/engine.ts'
import { limits } from '../src/search/limits.ts'
import { plainQuery } from '../src/search/query/parse-query.ts'
import { paperOf } from './data.ts'
import { learnModel } from './engines/paperboy.ts'
import { documentsOf, queriesOf } from './relevance.ts'

const depth = 100

/** Lines of `query Q0 document rank score tag`. Query text goes in as plain words: no operator means anything. */
async function run(collection: string, out: string): Promise<void> {
  const engine = createEngine()
  let papers: Paper[] = []
  for await (const document of documentsOf(collection)) {
    if (papers.push(paperOf(document)) < limits.segmentPapers) continue
    engine.add(papers)
    papers = []
  }
  engine.add(papers)
  learnModel(engine)
  const file = createWriteStream(out)
  for await (const { id, text } of queriesOf(collection)) {
    const { matches } = engine.search(plainQuery(text), { limit: depth })
    const lines = matches.map((match, at) => `${id} Q0 ${match.id} ${at + 1} ${match.score} paperboy\n`)
    if (!file.write(lines.join(''))) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

const { collection, out } = new Command()
  .requiredOption('--collection <dir>', 'folder with corpus.jsonl and queries.jsonl, both also gzipped')
  .requiredOption('--out <file>', 'the run to write')
  .parse()
  .opts<{ collection: string; out: string }>()
await run(collection, out)
