/** All evidence beyond single words, weighed: a second look at the best papers by words. */
import type { Hit } from '../best.ts'
import { lengthNorm } from '../../index/bm25.ts'
import type { Collection } from '../../index/collection.ts'
import type { Plan } from '../../query/plan.ts'
import { coverage } from './coverage.ts'
import { FrequencyReader } from './frequencies.ts'
import { Highest } from './highest.ts'
import { type Nearness, nearInMeaning } from './nearness.ts'
import { OccurrenceReader } from './occurrences.ts'
import { orderedPairs, unorderedPairs } from './pairs.ts'
import { type Sequence, sequenceOf } from './sequence.ts'
import type { EvidenceKind, EvidenceSetting, Outline, Signal } from './signal.ts'
import { sameSpelling } from './spelling.ts'
import { wholePhrase } from './whole.ts'

/** One setting for every kind of query and paper, chosen by `bench/tune.ts`. */
export const evidenceSetting: EvidenceSetting = {
  weights: { ordered: 0.18, unordered: 0.27, spelling: 0.5, whole: 0.7, coverage: 0.1, nearness: 0.5 },
  phraseShare: 0.5,
}

/** What was added to a paper's score, kind by kind. */
export interface Evidence {
  readonly kinds: readonly EvidenceKind[]
  readonly points: readonly number[]
}

/** What sums may differ by that are added in another order, as a share. */
const rounding = 1e-9

/**
 * The same hits with the evidence for each added to its score, in the order they came, but without those whose evidence can
 * bring them nowhere among the best: their texts aren't read.
 * @param keep how many of the best matter
 */
export function weighEvidence(
  hits: readonly Hit[],
  plan: Plan,
  collection: Collection,
  nearness: Nearness | undefined,
  keep: number,
  setting: EvidenceSetting = evidenceSetting,
): Hit[] {
  const sequence = sequenceOf(plan.typed, collection)
  const reader = new OccurrenceReader(sequence)
  const ofWords = wordSignals(sequence, setting)
  const ofMeaning = meaningSignals(hits, nearness, setting)
  const mayReach = reachOf(ofWords, ofMeaning, new FrequencyReader(sequence))
  const signals = [...ofWords, ...ofMeaning]
  const kinds = signals.map(({ kind }) => kind)
  const best = new Highest(keep)
  const weighed: Hit[] = []
  hits.forEach((hit, place) => {
    const { live, document, words, score, hasAll } = hit
    const norm = lengthNorm(live.segment.lengths[document]!, collection.meanLength)
    if (best.least > 0 && !mayReach(best.least, hit, place, norm)) return
    const candidate = { place, occurrences: reader.read(live, document), norm }
    const points = signals.map(signal => signal.points(candidate))
    const sum = points.reduce((total, more) => total + more, score)
    best.add(sum)
    weighed.push({ live, document, words, score: sum, hasAll, evidence: { kinds, points } })
  })
  return weighed
}

/** Whether evidence may bring a hit to some points: whatever its words, and then by how often it has them. */
function reachOf(
  ofWords: readonly Signal[],
  ofMeaning: readonly Signal[],
  reader: FrequencyReader,
): (points: number, hit: Hit, place: number, norm: number) => boolean {
  const frequencies = reader.endless
  // At a norm of 0 one occurrence brings all that any number could.
  const most = ceilingOfAll(ofWords, { place: 0, frequencies, norm: 0 })
  return (points, { live, document, score }, place, norm) => {
    const missing = points / (1 + rounding) - score - ceilingOfAll(ofMeaning, { place, frequencies, norm })
    if (most < missing) return false
    return ceilingOfAll(ofWords, { place, frequencies: reader.read(live, document), norm }) >= missing
  }
}

function ceilingOfAll(signals: readonly Signal[], outline: Outline): number {
  let sum = 0
  for (const signal of signals) sum += signal.ceiling(outline)
  return sum
}

function wordSignals(sequence: Sequence, { weights, phraseShare }: EvidenceSetting): Signal[] {
  const { ordered, unordered, spelling, whole } = weights
  if (sequence.order.length === 0) return []
  const ofWords = [sameSpelling(sequence, spelling)]
  if (sequence.pairs.length === 0) return ofWords
  const covered = coverage(sequence, weights.coverage)
  return [
    ...ofWords,
    orderedPairs(sequence, ordered, phraseShare),
    unorderedPairs(sequence, unordered, phraseShare),
    wholePhrase(sequence, whole, phraseShare),
    ...(covered ? [covered] : []),
  ]
}

/** At nearness 1 lies half of what the words of the best paper count. */
function meaningSignals(
  hits: readonly Hit[],
  nearness: Nearness | undefined,
  { weights }: EvidenceSetting,
): Signal[] {
  if (!nearness) return []
  const most = Math.max(...hits.map(({ words }) => words))
  return [nearInMeaning(nearness, hits, weights.nearness * (most || 1))]
}
