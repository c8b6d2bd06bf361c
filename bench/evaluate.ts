/** Judges a TREC run: nDCG@10 and recall@100, means over judged queries. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { mean, ndcg, readJudgments, recall } from './judgments.ts'

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
const ndcgs = judgments.map(({ documents, judged }) => ndcg(documents, judged, 10))
const recalls = judgments.map(({ documents, judged }) => recall(documents, judged, 100))
console.log(`ndcg@10 ${mean(ndcgs).toFixed(4)}`)
console.log(`recall@100 ${mean(recalls).toFixed(4)}`)
