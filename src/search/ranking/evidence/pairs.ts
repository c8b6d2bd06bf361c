/**
 * Neighbouring words of the query that are neighbours in the paper: the sequential dependence model (Metzler and Croft
 * 2005, doi 10.1145/1076034.1076115), its two potentials as BM25 points of pairs (Büttcher, Clarke and Lushman 2006, doi
 * 10.1145/1148170.1148285, weigh a pair by the rarity of its words).
 */
import { ceilingOf, points } from '../../index/bm25.ts'
import type { Occurrences } from './occurrences.ts'
import type { Sequence } from './sequence.ts'
import type { EvidenceKind, Signal } from './signal.ts'

/** Words that the span of an unordered pair has at most. */
const window = 8

/** Pairs that follow each other as they do in the query. */
export function orderedPairs(sequence: Sequence, weight: number, share: number): Signal {
  return pairSignal('ordered', sequence, weight, share, countOrdered, Math.min)
}

/** Pairs in either order, a few words apart at most. */
export function unorderedPairs(sequence: Sequence, weight: number, share: number): Signal {
  return pairSignal('unordered', sequence, weight, share, countUnordered, (first, second) => first * second)
}

/** Adds to `counts` how often each pair occurs. */
type Count = (found: Occurrences, sequence: Sequence, counts: Float64Array) => void

/** How often a pair occurs at most, by how often its words do. */
type Most = (first: number, second: number) => number

function pairSignal(
  kind: EvidenceKind,
  sequence: Sequence,
  weight: number,
  share: number,
  count: Count,
  most: Most,
): Signal {
  const { pairs } = sequence
  const ceilings = pairs.map(pair => ceilingOf(weight * pair.weight))
  const counts = new Float64Array(pairs.length)
  const pointsOf = (norm: number): number => {
    let sum = 0
    for (let pair = 0; pair < counts.length; pair++)
      if (counts[pair]! > 0) sum += points(ceilings[pair]!, counts[pair]!, share * norm)
    return sum
  }
  return {
    kind,
    points({ occurrences, norm }) {
      counts.fill(0)
      count(occurrences, sequence, counts)
      return pointsOf(norm)
    },
    ceiling({ frequencies, norm }) {
      for (let pair = 0; pair < counts.length; pair++)
        counts[pair] = most(frequencies[pairs[pair]!.first]!, frequencies[pairs[pair]!.second]!)
      return pointsOf(norm)
    },
  }
}

function countOrdered(
  found: Occurrences,
  { terms, pairs, pairNumbers }: Sequence,
  counts: Float64Array,
): void {
  for (let at = 1; at < found.count; at++) {
    const step = found.positions[at]! - found.positions[at - 1]!
    const pair = pairNumbers[found.terms[at - 1]! * terms.length + found.terms[at]!]!
    if (pair > 0 && pairs[pair - 1]!.step === step) counts[pair - 1]! += found.weights[at]!
  }
}

function countUnordered(found: Occurrences, { terms, pairNumbers }: Sequence, counts: Float64Array): void {
  for (let at = 1; at < found.count; at++)
    for (
      let before = at - 1;
      before >= 0 && found.positions[at]! - found.positions[before]! < window;
      before--
    ) {
      const first = found.terms[before]!
      const second = found.terms[at]!
      const pair = pairNumbers[first * terms.length + second]! || pairNumbers[second * terms.length + first]!
      if (pair > 0) counts[pair - 1]! += found.weights[at]!
    }
}
