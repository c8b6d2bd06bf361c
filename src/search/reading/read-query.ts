/** What a query asks of a library: its words as they are read there, and as what they are looked for. */
import type { Collection } from '../index/collection.ts'
import { correct } from './correction.ts'
import type { Correction } from './rewritten.ts'
import { withWords } from '../query/parse-query.ts'
import { type Plan, planQuery } from '../query/plan.ts'
import type { Query } from '../query/query.ts'
import { similarWords } from './similar.ts'
import { divideNames } from './spellings.ts'
import { withStandIns } from './stand-ins.ts'

export interface Reading {
  /** The words of the query as they were read. */
  readonly words: readonly string[]
  readonly corrections: readonly Correction[]
  readonly plan: Plan
}

/** @param exact takes words as typed: nothing is corrected, nothing stands for them */
export function readQuery(query: Query, collection: Collection, exact: boolean): Reading {
  const similar = query.like === undefined ? [] : similarWords(query.like, collection)
  if (exact) return { words: query.words, corrections: [], plan: planQuery(query, similar) }
  const divided = (words: readonly string[]): string[] => words.map(word => divideNames(word, collection))
  const { texts: corrected, corrections } = correct(divided(query.words), collection)
  const texts = divided(corrected)
  const title = corrections.length > 0 ? withWords(query.title, query.words, texts) : query.title
  const [phrases, excluded] = [divided(query.phrases), divided(query.excluded)]
  const plan = planQuery({ ...query, title, words: texts, phrases, excluded }, similar)
  return {
    words: texts,
    corrections,
    plan: { ...plan, words: withStandIns(plan.words, texts, collection) },
  }
}
