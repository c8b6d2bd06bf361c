/** Relevance judgments, and the measures of a ranking against them. */
import { readFileSync } from 'node:fs'

export type Judgments = ReadonlyMap<string, ReadonlyMap<string, number>>

/** `query-id, corpus-id, score` under a header line, separated by tabs. */
export function readJudgments(path: string): Judgments {
  const judgments = new Map<string, Map<string, number>>()
  for (const line of readFileSync(path, 'utf8').trim().split('\n').slice(1)) {
    const [query, document, score] = line.trim().split('\t')
    if (!judgments.has(query!)) judgments.set(query!, new Map())
    judgments.get(query!)!.set(document!, Number(score))
  }
  return judgments
}

/**
 * Linear gains, as trec_eval's ndcg_cut: Järvelin and Kekäläinen 2002, doi 10.1145/582415.582418, with the discount
 * log2(rank + 1).
 */
export function ndcg(
  documents: readonly string[],
  judged: ReadonlyMap<string, number>,
  depth: number,
): number {
  const gain = (gains: readonly number[]): number =>
    gains.slice(0, depth).reduce((sum, score, at) => sum + Math.max(score, 0) / Math.log2(at + 2), 0)
  const ideal = gain([...judged.values()].sort((one, other) => other - one))
  return ideal === 0 ? 0 : gain(documents.map(document => judged.get(document) ?? 0)) / ideal
}

export function recall(
  documents: readonly string[],
  judged: ReadonlyMap<string, number>,
  depth: number,
): number {
  const relevant = new Set([...judged].filter(([, score]) => score > 0).map(([document]) => document))
  const found = documents.slice(0, depth).filter(document => relevant.has(document)).length
  return relevant.size === 0 ? 0 : found / relevant.size
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
