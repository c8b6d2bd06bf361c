/** Nearness in meaning: the cosine of query and paper in the semantic model. */
import type { Semantics } from '../semantic/semantics.ts'
import type { Signal } from './signal.ts'

/** @param ceiling points of a paper that lies in the very direction of the query */
export function nearInMeaning(semantics: Semantics, query: Float32Array, ceiling: number): Signal {
  return {
    kind: 'nearness',
    points: ({ live, document }) => ceiling * Math.max(0, semantics.cosine(query, live, document)),
  }
}
