/** Nearness in meaning, by a model that was learnt from the library or by a pre-trained encoder. */
import type { Hit } from '../best.ts'
import type { LiveSegment } from '../../index/live-segment.ts'
import type { Signal } from './signal.ts'

/** How near papers are to one query. */
export interface Nearness {
  /** Papers that stand out from all others, nearest first: candidates, whatever words they hold. */
  readonly outstanding: readonly string[]
  /** From 0 to 1, which is the query's own direction or the nearest paper; undefined for a paper that has no direction. */
  of(live: LiveSegment, document: number): number | undefined
}

/**
 * A paper of which nothing is known, such as one of today that is still to be encoded, counts as the mean of the others.
 * @param ceiling points of a paper at nearness 1
 */
export function nearInMeaning(nearness: Nearness, hits: readonly Hit[], ceiling: number): Signal {
  const nears = hits.map(({ live, document }) => nearness.of(live, document))
  const known = nears.filter(near => near !== undefined)
  const mean = known.reduce((sum, near) => sum + near, 0) / known.length || 0
  const points = ({ place }: { readonly place: number }): number => ceiling * (nears[place] ?? mean)
  return { kind: 'nearness', points, ceiling: points }
}
