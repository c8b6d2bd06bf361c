/** Runs the product's own search over a relevance collection and writes a TREC run, 100 deep. */
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Command } from 'commander'
import { z } from 'zod'
import { createEngine } from '../src/search/engine.ts'
import { plainQuery } from '../src/search/parse-query.ts'
import { paperOf } from './data.ts'
import { learnModel } from './engines/paperboy.ts'

const depth = 100
const documentSchema = z.object({ id: z.string(), title: z.string(), text: z.string() })
const querySchema = z.object({ id: z.string(), text: z.string() })

function readLines<T>(path: string, schema: z.ZodType<T>): T[] {
  const text = path.endsWith('.gz') ? gunzipSync(readFileSync(path)).toString() : readFileSync(path, 'utf8')
  return text.split('\n').flatMap(line => (line.trim() === '' ? [] : [schema.parse(JSON.parse(line))]))
}

/** Lines of `query Q0 document rank score tag`. Query text goes in as plain words: no operator means anything. */
async function run(collection: string, out: string): Promise<void> {
  const plain = join(collection, 'corpus.jsonl')
  const engine = createEngine()
  engine.add(readLines(existsSync(plain) ? plain : `${plain}.gz`, documentSchema).map(paperOf))
  learnModel(engine)
  const file = createWriteStream(out)
  for (const { id, text } of readLines(join(collection, 'queries.jsonl'), querySchema)) {
    const { matches } = engine.search(plainQuery(text), { limit: depth })
    const lines = matches.map((match, at) => `${id} Q0 ${match.id} ${at + 1} ${match.score} paperboy\n`)
    if (!file.write(lines.join(''))) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

const { collection, out } = new Command()
  .requiredOption('--collection <dir>', 'folder with corpus.jsonl or corpus.jsonl.gz, and queries.jsonl')
  .requiredOption('--out <file>', 'the run to write')
  .parse()
  .opts<{ collection: string; out: string }>()
await run(collection, out)
