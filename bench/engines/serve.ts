/** A program: opens a saved engine and measures its answers. */
import { type CollectionName, dataFile, keywordQueries, sentenceQueries } from '../data.ts'
import { mean, ndcg, readJudgments } from '../judgments.ts'
import { percentile, timesMs } from '../timing.ts'
import { type EngineName, loadEngine } from './engine.ts'

export interface Served {
  readonly keywordsMs: readonly [p50: number, p99: number]
  readonly sentencesMs: readonly [p50: number, p99: number]
  readonly ndcg: number
  /** Resident after everything, garbage collected: Node, the code and the index. */
  readonly residentMb: number
}

const depth = 10
const sentences = 50

const [name, collection, file] = process.argv.slice(2) as [EngineName, CollectionName, string]
const { open } = await loadEngine(name)
const engine = await open(file)
const keywords = keywordQueries()
const search = (text: string): string[] | Promise<string[]> => engine.search(text, depth)
// Judging comes first, so that what is measured is compiled.
const quality = await judge()
const keywordTimes = await timesMs(keywords, ({ text }) => search(text))
const sentenceTimes = await timesMs(await sentenceQueries(collection, sentences), search)
globalThis.gc!()
const served: Served = {
  residentMb: process.memoryUsage.rss() / 2 ** 20,
  keywordsMs: [percentile(keywordTimes, 0.5), percentile(keywordTimes, 0.99)],
  sentencesMs: [percentile(sentenceTimes, 0.5), percentile(sentenceTimes, 0.99)],
  ndcg: quality,
}
console.log(JSON.stringify(served))

async function judge(): Promise<number> {
  const judgments = readJudgments(dataFile('relevance', 'hf_keywords', 'qrels.tsv'))
  const gains: number[] = []
  for (const { id, text } of keywords) gains.push(ndcg(await search(text), judgments.get(id)!, depth))
  return mean(gains)
}
