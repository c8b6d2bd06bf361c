/** All evidence beyond single words, weighed: a second look at the best papers by words. */
import type { Hit } from '../best.ts'
import { lengthNorm } from '../bm25.ts'
import type { Collection } from '../collection.ts'
import type { Plan } from '../plan.ts'
import type { Semantics } from '../semantic/semantics.ts'
import { nearInMeaning } from './nearness.ts'
import { OccurrenceReader } from './occurrences.ts'
import { orderedPairs, unorderedPairs } from './pairs.ts'
import { sequenceOf } from './sequence.ts'
import type { EvidenceKind, EvidenceWeights, Signal } from './signal.ts'
import { sameSpelling } from './spelling.ts'
import { wholePhrase } from './whole.ts'

/** One setting for every kind of query and paper, chosen by `bench/tune.ts`. */
export const evidenceWeights: EvidenceWeights = {
  ordered: 0.2,
  unordered: 0.3,
  spelling: 0.5,
  whole: 0.6,
  nearness: 0.5,
}

export interface Evidence {
  readonly kind: EvidenceKind
  readonly points: number
}

/** The same hits with the evidence for each added to its score, in the order they came. */
export function weighEvidence(
  hits: readonly Hit[],
  plan: Plan,
  collection: Collection,
  semantics: Semantics | undefined,
  weights = evidenceWeights,
): Hit[] {
  const sequence = sequenceOf(plan.typed, collection)
  const reader = new OccurrenceReader(sequence)
  const signals: Signal[] = []
  if (sequence.order.length > 0) signals.push(sameSpelling(sequence, weights.spelling))
  if (sequence.pairs.length > 0)
    signals.push(
      orderedPairs(sequence, weights.ordered),
      unorderedPairs(sequence, weights.unordered),
      wholePhrase(sequence, weights.whole),
    )
  const direction = semantics?.directionOf(plan, collection)
  if (direction) {
    const most = Math.max(...hits.map(({ words }) => words))
    signals.push(nearInMeaning(semantics!, direction, weights.nearness * most))
  }
  const { meanLength } = collection
  return hits.map(hit => {
    const { live, document } = hit
    const norm = lengthNorm(live.segment.lengths[document]!, meanLength)
    const candidate = { live, document, occurrences: reader.read(live, document), norm }
    const evidence = signals.map(signal => ({ kind: signal.kind, points: signal.points(candidate) }))
    return { ...hit, evidence, score: evidence.reduce((sum, { points }) => sum + points, hit.score) }
  })
}
