/** What a query asks of a library: its words as they are read there, and as what they are looked for. */
import type { Collection } from '../index/collection.ts'
import { correct } from './correction.ts'
import type { Correction } from './rewritten.ts'
import { limits } from '../limits.ts'
import { withWords } from '../query/parse-query.ts'
import { type Plan, planQuery } from '../query/plan.ts'
import type { Query } from '../query/query.ts'
import type { TypedTitle } from '../query/typed-title.ts'
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
  if (exact) {
    const plan = planQuery(query, similar)
    return {
      words: query.words,
      corrections: [],
      plan: { ...plan, title: asOneWord(plan.title, collection) },
    }
  }
  const divided = (words: readonly string[]): string[] => words.map(word => divideNames(word, collection))
  const { texts: corrected, corrections } = correct(divided(query.words), collection)
  const texts = divided(corrected)
  const title = corrections.length > 0 ? withWords(query.title, query.words, texts) : query.title
  const [phrases, excluded] = [divided(query.phrases), divided(query.excluded)]
  const plan = planQuery({ ...query, title, words: texts, phrases, excluded }, similar)
  return {
    words: texts,
    corrections,
    plan: {
      ...plan,
      words: withStandIns(plan.words, texts, collection),
      title: asOneWord(plan.title, collection),
    },
  }
}

/** A common word is no name that is divided elsewhere: who types `agents` doesn't mean `Agent S`. */
function asOneWord(title: TypedTitle, collection: Collection): TypedTitle {
  const [term, ...others] = title.terms
  if (term === undefined || others.length > 0) return title
  const most = Math.max(limits.besideLeast, collection.size * limits.openedShare)
  return collection.frequency(term) > most ? { ...title, beginnings: title.terms, isOneWord: true } : title
}
