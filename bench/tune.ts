/** Which weights of the evidence are best, chosen on all relevance collections but one and judged on that one. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { evidenceWeights } from '../src/search/evidence/evidence.ts'
import type { EvidenceKind, EvidenceWeights } from '../src/search/evidence/signal.ts'
import { Collection } from '../src/search/collection.ts'
import { limits } from '../src/search/limits.ts'
import { LiveSegment } from '../src/search/live-segment.ts'
import { segmentOf } from '../src/search/merge.ts'
import { plainQuery } from '../src/search/parse-query.ts'
import { planQuery } from '../src/search/plan.ts'
import { rank } from '../src/search/ranking.ts'
import { Scores } from '../src/search/scoring.ts'
import { learn } from '../src/search/semantic/model.ts'
import { seededRandom } from '../src/search/semantic/random.ts'
import { Semantics } from '../src/search/semantic/semantics.ts'
import { textAt } from '../src/search/texts.ts'
import { dataFile, type Document, paperOf } from './data.ts'
import { mean, ndcg, readJudgments } from './judgments.ts'

/** A paper that the words of a query find, with the points of each evidence at weight 1. */
interface Found {
  readonly id: string
  readonly base: number
  readonly evidence: readonly (readonly [EvidenceKind, number])[]
}

interface Judged {
  readonly found: readonly Found[]
  readonly judgments: ReadonlyMap<string, number>
}

const depth = 10
const kinds = Object.keys(evidenceWeights) as EvidenceKind[]
const none = Object.fromEntries(kinds.map(kind => [kind, 0])) as unknown as EvidenceWeights
const choices = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6]

const readLines = <T>(text: string): T[] =>
  text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T)

function judge(folder: string): Judged[] {
  const documents = readLines<Document>(gunzipSync(readFileSync(join(folder, 'corpus.jsonl.gz'))).toString())
  const live = new LiveSegment(segmentOf(documents.map(paperOf)))
  const collection = new Collection([live])
  const model = learn([live], seededRandom(1))
  const semantics = model && new Semantics(model)
  const judgments = readJudgments(join(folder, 'qrels.tsv'))
  const scores = new Scores()
  return readLines<{ id: string; text: string }>(readFileSync(join(folder, 'queries.jsonl'), 'utf8'))
    .filter(({ id }) => judgments.has(id))
    .map(({ id, text }) => {
      const plan = planQuery(plainQuery(text), [])
      const nearness = semantics?.nearnessTo(plan, collection)
      const { hits } = rank(plan, collection, scores, 'relevance', limits.weighedPapers, nearness)
      return { judgments: judgments.get(id)!, found: hits.map(foundOf) }
    })
}

function foundOf({ live, document, score, evidence }: ReturnType<typeof rank>['hits'][number]): Found {
  const { kinds: weighed, points } = evidence!
  return {
    id: textAt(live.segment.ids, document),
    base: points.reduce((rest, one) => rest - one, score),
    evidence: weighed.map((kind, at) => [kind, points[at]! / evidenceWeights[kind]]),
  }
}

function quality(queries: readonly Judged[], weights: EvidenceWeights): number {
  return mean(
    queries.map(({ found, judgments }) => {
      const scored = found.map(({ id, base, evidence }) => ({
        id,
        score: evidence.reduce((sum, [kind, points]) => sum + weights[kind] * points, base),
      }))
      const ranked = scored.sort((one, other) => other.score - one.score).slice(0, depth)
      return ndcg(
        ranked.map(({ id }) => id),
        judgments,
        depth,
      )
    }),
  )
}

/**
 * Coordinate ascent from the setting in use. What grows is the share of what words alone lack, so that collections that
 * are nearly perfect and those that are far from it count alike.
 */
function choose(collections: readonly (readonly Judged[])[]): EvidenceWeights {
  const before = collections.map(queries => quality(queries, none))
  const gain = (weights: EvidenceWeights): number =>
    mean(collections.map((queries, at) => Math.log((1 - before[at]!) / (1 - quality(queries, weights)))))
  let best = { weights: evidenceWeights, gain: gain(evidenceWeights) }
  for (let round = 0; round < 2; round++)
    for (const kind of kinds)
      for (const choice of choices) {
        const weights = { ...best.weights, [kind]: choice }
        const found = { weights, gain: gain(weights) }
        if (found.gain > best.gain + 1e-4) best = found
      }
  return best.weights
}

const show = (title: string, weights: EvidenceWeights, values: readonly number[]): void =>
  console.log(
    `${title.padEnd(24)} ${values.map(value => value.toFixed(4)).join('  ')}  ${JSON.stringify(weights)}`,
  )

const root = dataFile('relevance')
const judged = readdirSync(root)
  .sort()
  .map(name => ({ name, queries: judge(join(root, name)) }))
const all = (weights: EvidenceWeights): number[] => judged.map(({ queries }) => quality(queries, weights))
console.log(judged.map(({ name }) => basename(name)).join('  '))
show('words alone', none, all(none))
show('setting in use', evidenceWeights, all(evidenceWeights))
for (const kind of kinds) {
  const without = { ...evidenceWeights, [kind]: 0 }
  show(`without ${kind}`, without, all(without))
}
for (const left of judged) {
  const weights = choose(judged.filter(one => one !== left).map(({ queries }) => queries))
  show(`chosen without ${left.name}`, weights, [quality(left.queries, weights)])
}
