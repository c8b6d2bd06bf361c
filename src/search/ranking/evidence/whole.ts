/** The whole query as one phrase: BM25 points of a term as rare as all its words together. */
import { ceilingOf, points } from '../../index/bm25.ts'
import type { Occurrences } from './occurrences.ts'
import type { Sequence } from './sequence.ts'
import type { Signal } from './signal.ts'

export function wholePhrase({ order, places, rarities }: Sequence, weight: number, share: number): Signal {
  const ceiling = ceilingOf(weight * order.reduce((sum, term) => sum + rarities[term]!, 0))
  return {
    kind: 'whole',
    points({ occurrences, norm }) {
      let count = 0
      for (let at = 0; at + order.length <= occurrences.count; at++)
        if (isPhraseAt(occurrences, at, order, places)) count += occurrences.weights[at]!
      return count === 0 ? 0 : points(ceiling, count, share * norm)
    },
    ceiling({ frequencies, norm }) {
      let least = Number.POSITIVE_INFINITY
      for (const term of order) least = Math.min(least, frequencies[term]!)
      return least === 0 ? 0 : points(ceiling, least, share * norm)
    },
  }
}

function isPhraseAt(
  { terms, positions }: Occurrences,
  from: number,
  order: readonly number[],
  places: readonly number[],
): boolean {
  for (let at = 0; at < order.length; at++) {
    if (terms[from + at] !== order[at]) return false
    if (positions[from + at]! - positions[from]! !== places[at]! - places[0]!) return false
  }
  return true
}
