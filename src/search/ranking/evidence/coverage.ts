/**
 * How much of a longer query a paper has: sums of single words don't tell nearly all of them from a few that it says often.
 * Short queries have papers with every word first without it.
 */
import { ceilingOf } from '../../index/bm25.ts'
import { limits } from '../../limits.ts'
import type { Sequence } from './sequence.ts'
import type { Signal } from './signal.ts'

/** Undefined for a short query. */
export function coverage({ rarities }: Sequence, weight: number): Signal | undefined {
  if (rarities.length <= limits.shortQueryWords) return undefined
  const total = rarities.reduce((sum, rarity) => sum + rarity, 0)
  const ceiling = ceilingOf(weight * total)
  const pointsOf = (held: ArrayLike<number>): number => {
    let sum = 0
    for (let term = 0; term < rarities.length; term++) if (held[term]! > 0) sum += rarities[term]!
    return ceiling * steep(sum / total)
  }
  const held = new Uint8Array(rarities.length)
  return {
    kind: 'coverage',
    points({ occurrences: { count, terms } }) {
      held.fill(0)
      for (let at = 0; at < count; at++) held[terms[at]!] = 1
      return pointsOf(held)
    },
    ceiling: ({ frequencies }) => pointsOf(frequencies),
  }
}

/** The sixth power: without a sixth of the query a third of the points is left, without a third a tenth. */
function steep(share: number): number {
  const cube = share * share * share
  return cube * cube
}
