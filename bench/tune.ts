/** Which setting of the evidence is best, chosen on all relevance collections but one and judged on that one. */
import { idOf } from '../src/search/ranking/best.ts'
import { Collection } from '../src/search/index/collection.ts'
import { evidenceSetting, weighEvidence } from '../src/search/ranking/evidence/evidence.ts'
import type { EvidenceKind, EvidenceSetting, EvidenceWeights } from '../src/search/ranking/evidence/signal.ts'
import { limits } from '../src/search/limits.ts'
import { LiveSegment } from '../src/search/index/live-segment.ts'
import { segmentOf } from '../src/search/index/merge.ts'
import { plainQuery } from '../src/search/query/parse-query.ts'
import { rank } from '../src/search/ranking/ranking.ts'
import { readQuery } from '../src/search/reading/read-query.ts'
import { Scores } from '../src/search/ranking/scoring.ts'
import { learn } from '../src/search/semantic/model.ts'
import { seededRandom } from '../src/search/semantic/random.ts'
import { Semantics } from '../src/search/semantic/semantics.ts'
import { paperOf } from './data.ts'
import { mean, ndcg } from './judgments.ts'
import { collectionNames, loadCollection } from './made.ts'

/** The papers that the words of a query find, and what evidence says of them. */
interface Judged {
  readonly judgments: ReadonlyMap<string, number>
  readonly ids: readonly string[]
  /** Points without evidence. */
  readonly base: Float64Array
  /** For each of `shares`: paper by paper the points of each kind at weight 1. */
  readonly points: readonly Float64Array[]
}

/** A setting of which the share is one of `shares`. */
type Choice = EvidenceSetting

const depth = 10
const kinds = Object.keys(evidenceSetting.weights) as EvidenceKind[]
const everyKind = (weight: number): EvidenceWeights =>
  Object.fromEntries(kinds.map(kind => [kind, weight])) as unknown as EvidenceWeights
const weightChoices = Array.from({ length: 16 }, (_, at) => at / 10)
const shares = [0.2, 0.35, 0.5, 0.7, 1]

async function judge(name: string): Promise<Judged[]> {
  const { documents, queries, judgments } = await loadCollection(name)
  const live = new LiveSegment(segmentOf(documents.map(paperOf)))
  const collection = new Collection([live])
  const model = learn([live], seededRandom(1))
  const semantics = model && new Semantics(model)
  return queries.flatMap(({ id, text }) => {
    const judged = judgments.get(id)
    return judged ? [{ judgments: judged, ...look(text, collection, semantics) }] : []
  })
}

function look(
  text: string,
  collection: Collection,
  semantics: Semantics | undefined,
): Omit<Judged, 'judgments'> {
  const { plan } = readQuery(plainQuery(text), collection, false)
  const nearness = semantics?.nearnessTo(plan, collection)
  const { hits } = rank(plan, collection, new Scores(), 'relevance', limits.weighedPapers, nearness)
  const bare = hits.map(({ evidence, ...hit }) => ({
    ...hit,
    score: evidence!.points.reduce((rest, one) => rest - one, hit.score),
  }))
  return {
    ids: hits.map(idOf),
    base: Float64Array.from(bare, ({ score }) => score),
    points: shares.map(phraseShare => {
      const setting = { weights: everyKind(1), phraseShare }
      const weighed = weighEvidence(bare, plan, collection, nearness, bare.length, setting)
      return Float64Array.from(
        weighed.flatMap(({ evidence }) =>
          kinds.map(kind => evidence!.points[evidence!.kinds.indexOf(kind)] ?? 0),
        ),
      )
    }),
  }
}

/** What was measured, by collection and choice: nearly the same are asked for without each collection. */
const measured = new Map<readonly Judged[], Map<string, number>>()

function quality(queries: readonly Judged[], choice: Choice): number {
  const known = measured.get(queries) ?? new Map<string, number>()
  measured.set(queries, known)
  const key = JSON.stringify(choice)
  const value = known.get(key) ?? measure(queries, choice)
  known.set(key, value)
  return value
}

function measure(queries: readonly Judged[], { weights, phraseShare }: Choice): number {
  const ofKinds = kinds.map(kind => weights[kind])
  const share = shares.indexOf(phraseShare)
  return mean(
    queries.map(({ ids, judgments, base, points }) => {
      const best = bestOf(base, points[share]!, ofKinds)
      return ndcg(
        best.map(at => ids[at]!),
        judgments,
        depth,
      )
    }),
  )
}

/** The places of the highest scores, the highest first. It is called a million times. */
function bestOf(base: Float64Array, points: Float64Array, weights: readonly number[]): number[] {
  const best: number[] = []
  const scores: number[] = []
  for (let place = 0, next = 0; place < base.length; place++) {
    let score = base[place]!
    for (let kind = 0; kind < weights.length; kind++) score += weights[kind]! * points[next++]!
    let at = best.length
    while (at > 0 && score > scores[at - 1]!) at--
    if (at === depth) continue
    best.splice(at, 0, place)
    scores.splice(at, 0, score)
    best.length = scores.length = Math.min(best.length, depth)
  }
  return best
}

/** What a step must gain in the mean of all collections: less is the chance of a few queries. */
const leastGain = 0.001

/** Coordinate ascent over the weights for each share, from the setting in use. */
function choose(collections: readonly (readonly Judged[])[]): Choice {
  const of = (choice: Choice): number => mean(collections.map(queries => quality(queries, choice)))
  let best = evidenceSetting
  for (const phraseShare of shares) {
    const climbed = climb({ ...evidenceSetting, phraseShare }, of)
    if (of(climbed) > of(best) + leastGain) best = climbed
  }
  return best
}

function climb(from: Choice, of: (choice: Choice) => number): Choice {
  let best = { choice: from, value: of(from) }
  for (let round = 0; round < 2; round++)
    for (const kind of kinds)
      for (const weight of weightChoices) {
        const choice = { ...best.choice, weights: { ...best.choice.weights, [kind]: weight } }
        const found = { choice, value: of(choice) }
        if (found.value > best.value + leastGain) best = found
      }
  return best.choice
}

const show = (title: string, choice: Choice, values: readonly number[]): void =>
  console.log(
    `${title.padEnd(30)} ${values.map(value => value.toFixed(4)).join('  ')}  ${JSON.stringify(choice)}`,
  )

const wordsAlone: Choice = { weights: everyKind(0), phraseShare: shares[0]! }
const names = collectionNames()
const judged = new Map<string, Judged[]>()
for (const name of names) judged.set(name, await judge(name))
const ofAll = (choice: Choice): number[] => [...judged.values()].map(queries => quality(queries, choice))
console.log(names.join('  '))
show('words alone', wordsAlone, ofAll(wordsAlone))
show('setting in use', evidenceSetting, ofAll(evidenceSetting))
for (const kind of kinds) {
  const without = { ...evidenceSetting, weights: { ...evidenceSetting.weights, [kind]: 0 } }
  show(`without ${kind}`, without, ofAll(without))
}
for (const [name, queries] of judged) {
  const choice = choose([...judged.values()].filter(others => others !== queries))
  show(`chosen without ${name}`, choice, [quality(queries, choice)])
}
const chosen = choose([...judged.values()])
show('chosen on all', chosen, ofAll(chosen))
