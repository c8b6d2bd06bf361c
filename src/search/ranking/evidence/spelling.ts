/**
 * Words in the very spelling in which they were typed: BM25 points of surface forms beside those of stems, which bring
 * together what is not always the same (`generative`, `general`).
 */
import { ceilingOf, points } from '../../index/bm25.ts'
import type { Sequence } from './sequence.ts'
import type { Signal } from './signal.ts'

export function sameSpelling({ rarities }: Sequence, weight: number): Signal {
  const ceilings = rarities.map(rarity => ceilingOf(weight * rarity))
  const pointsOf = (counts: Float64Array, norm: number): number => {
    let sum = 0
    for (let term = 0; term < counts.length; term++)
      if (counts[term]! > 0) sum += points(ceilings[term]!, counts[term]!, norm)
    return sum
  }
  const counts = new Float64Array(rarities.length)
  return {
    kind: 'spelling',
    points({ occurrences: { count, terms, exact, weights }, norm }) {
      counts.fill(0)
      for (let at = 0; at < count; at++) if (exact[at]! > 0) counts[terms[at]!]! += weights[at]!
      return pointsOf(counts, norm)
    },
    ceiling: ({ frequencies, norm }) => pointsOf(frequencies, norm),
  }
}
