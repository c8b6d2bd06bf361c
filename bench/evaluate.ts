/** Judges a TREC run: nDCG@10 with linear gains, as trec_eval's ndcg_cut, and recall@100, means over judged queries. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'

type Judgments = Map<string, Map<string, number>>

/** `query-id, corpus-id, score` under a header line, separated by tabs. */
function readJudgments(path: string): Judgments {
  const judgments: Judgments = new Map()
  for (const line of readFileSync(path, 'utf8').trim().split('\n').slice(1)) {
    const [query, document, score] = line.trim().split('\t')
    if (!judgments.has(query!)) judgments.set(query!, new Map())
    judgments.get(query!)!.set(document!, Number(score))
  }
  return judgments
}

function readRun(path: string): Map<string, string[]> {
  const ranked = new Map<string, { document: string; score: number }[]>()
  for (const line of readFileSync(path, 'utf8').trim().split('\n')) {
    const [query, , document, , score] = line.split(' ')
    if (!ranked.has(query!)) ranked.set(query!, [])
    ranked.get(query!)!.push({ document: document!, score: Number(score) })
  }
  return new Map(
    [...ranked].map(([query, documents]) => [
      query,
      documents.sort((one, other) => other.score - one.score).map(({ document }) => document),
    ]),
  )
}

/** Järvelin and Kekäläinen 2002, doi 10.1145/582415.582418, with the discount log2(rank + 1). */
function ndcg(documents: readonly string[], judged: ReadonlyMap<string, number>, depth: number): number {
  const gain = (gains: readonly number[]): number =>
    gains.slice(0, depth).reduce((sum, score, at) => sum + Math.max(score, 0) / Math.log2(at + 2), 0)
  const ideal = gain([...judged.values()].sort((one, other) => other - one))
  return ideal === 0 ? 0 : gain(documents.map(document => judged.get(document) ?? 0)) / ideal
}

function recall(documents: readonly string[], judged: ReadonlyMap<string, number>, depth: number): number {
  const relevant = new Set([...judged].filter(([, score]) => score > 0).map(([document]) => document))
  const found = documents.slice(0, depth).filter(document => relevant.has(document)).length
  return relevant.size === 0 ? 0 : found / relevant.size
}

function mean(values: readonly number[]): string {
  return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(4)
}

const { run, qrels } = new Command()
  .requiredOption('--run <file>', 'lines of: query Q0 document rank score tag')
  .requiredOption('--qrels <file>', 'query-id, corpus-id, score, with a header line')
  .parse()
  .opts<{ run: string; qrels: string }>()
const ranked = readRun(run)
const judgments = [...readJudgments(qrels)].map(([query, judged]) => ({
  documents: ranked.get(query) ?? [],
  judged,
}))
console.log(`ndcg@10 ${mean(judgments.map(({ documents, judged }) => ndcg(documents, judged, 10)))}`)
console.log(`recall@100 ${mean(judgments.map(({ documents, judged }) => recall(documents, judged, 100)))}`)
