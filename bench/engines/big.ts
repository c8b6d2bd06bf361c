/** A program: makes the index of a million papers, or opens that and searches it. */
import { openFile, readFrom } from '../../src/library/open-file.ts'
import { createEngine, openEngine } from '../../src/search/engine.ts'
import { plainQuery } from '../../src/search/query/parse-query.ts'
import { learnFrom, readModel } from '../../src/search/semantic/file.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { keywordQueries, paperOf, recombined, sentenceQueries } from '../data.ts'
import { percentile, timesMs } from '../timing.ts'
import { writeIndex } from './engine.ts'

export interface Big {
  readonly openMs: number
  /** In a process that has searched nothing before. */
  readonly coldMs: readonly [p50: number, p99: number]
  readonly keywordsMs: readonly [p50: number, p99: number]
  readonly sentencesMs: readonly [p50: number, p99: number]
  readonly residentMb: number
}

const papers = 1_000_000
const papersAtOnce = 16_000
const limit = 10

const [work, file] = process.argv.slice(2) as ['make' | 'search', string]
if (work === 'make') await make()
else console.log(JSON.stringify(await search()))

async function make(): Promise<void> {
  const engine = createEngine()
  let batch = []
  for await (const document of recombined('arxiv', papers)) {
    if (batch.push(paperOf(document)) < papersAtOnce) continue
    engine.add(batch)
    batch = []
    while (engine.tidy()) continue
  }
  engine.add(batch)
  while (engine.tidy()) continue
  writeIndex(file, engine.save('big'))
  writeIndex(`${file}.model`, readFrom(file, index => learnFrom(index, seededRandom(1)))!)
}

async function search(): Promise<Big> {
  const start = performance.now()
  const { engine } = openEngine(openFile(file))
  engine.useModel(readFrom(`${file}.model`, readModel).model)
  const openMs = performance.now() - start
  const times = async (texts: readonly string[]): Promise<[number, number]> => {
    const each = await timesMs(texts, text => engine.search(plainQuery(text), { limit }))
    return [percentile(each, 0.5), percentile(each, 0.99)]
  }
  const keywords = keywordQueries().map(({ text }) => text)
  const coldMs = await times(keywords)
  const keywordsMs = await times(keywords)
  const sentencesMs = await times(await sentenceQueries('arxiv', 50))
  globalThis.gc!()
  return { openMs, coldMs, keywordsMs, sentencesMs, residentMb: process.memoryUsage.rss() / 2 ** 20 }
}
