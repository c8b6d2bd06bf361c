/** A query's words in order, with what they weigh: what the evidence beyond single words is measured by. */
import { stemOf } from '../../language/analysis.ts'
import { rarity } from '../../index/bm25.ts'
import type { Collection } from '../../index/collection.ts'
import { limits } from '../../limits.ts'
import type { TypedWord } from '../../query/plan.ts'
import { commonForm } from '../../language/word-forms.ts'

/** Two words that follow each other in the query, as their numbers in `Sequence.terms`. */
export interface Pair {
  readonly first: number
  readonly second: number
  /** How many words on the second was typed: more than one where stop words stand between. */
  readonly step: number
  /** How rare both are together, as often as the query has them so. */
  readonly weight: number
}

/** Words next to each other in the query that a paper may write in one, as in `Qwen2.5-VL`. */
export interface Run {
  /** Their numbers in `Sequence.terms`, all different. */
  readonly terms: readonly number[]
  /** In one as typed, and as a term. */
  readonly letters: string
  readonly closed: string
}

export interface Sequence {
  /** Distinct terms by number, how rare each is, and the spellings in which it was typed (their `commonForm`). */
  readonly terms: readonly string[]
  readonly rarities: readonly number[]
  readonly spellings: readonly ReadonlySet<string>[]
  /** The query as numbers of terms, and where each was typed, in words from the beginning. */
  readonly order: readonly number[]
  readonly places: readonly number[]
  /** Distinct pairs of different words. */
  readonly pairs: readonly Pair[]
  /** The number of the pair at `first * terms.length + second`, from 1; 0 for none. */
  readonly pairNumbers: Uint16Array
  /** Two words each, and all words of what was typed in one. */
  readonly runs: readonly Run[]
}

export function sequenceOf(all: readonly TypedWord[], collection: Collection): Sequence {
  const typed = all.slice(0, limits.sequenceWords)
  const numbers = new Map<string, number>()
  const spellings: Set<string>[] = []
  const order = typed.map(({ term, text }) => {
    const number = numbers.get(term) ?? numbers.size
    numbers.set(term, number)
    spellings[number] = (spellings[number] ?? new Set()).add(commonForm(text))
    return number
  })
  const terms = [...numbers.keys()]
  const rarities = terms.map(term => rarity(collection.frequency(term), collection.size))
  const places = typed.map(({ position }) => position)
  return {
    terms,
    rarities,
    spellings,
    order,
    places,
    ...pairsOf(typed, order, rarities),
    runs: runsOf(typed, order),
  }
}

function pairsOf(
  typed: readonly TypedWord[],
  order: readonly number[],
  rarities: readonly number[],
): Pick<Sequence, 'pairs' | 'pairNumbers'> {
  const pairs: Pair[] = []
  const pairNumbers = new Uint16Array(rarities.length ** 2)
  for (let at = 1; at < order.length; at++) {
    const first = order[at - 1]!
    const second = order[at]!
    if (first === second) continue
    const place = first * rarities.length + second
    const known = pairNumbers[place]!
    const weight = rarities[first]! + rarities[second]!
    if (known > 0) pairs[known - 1] = { ...pairs[known - 1]!, weight: pairs[known - 1]!.weight + weight }
    else
      pairNumbers[place] = pairs.push({
        first,
        second,
        step: typed[at]!.position - typed[at - 1]!.position,
        weight,
      })
  }
  return { pairs, pairNumbers }
}

function runsOf(typed: readonly TypedWord[], order: readonly number[]): Run[] {
  const runs: Run[] = []
  const add = (from: number, to: number): void => {
    const terms = order.slice(from, to)
    if (new Set(terms).size < terms.length) return
    const letters = typed
      .slice(from, to)
      .map(({ text }) => text)
      .join('')
    runs.push({ terms, letters, closed: stemOf(letters) })
  }
  for (let at = 1, from = 0; at < typed.length; at++) {
    if (typed[at]!.position !== typed[at - 1]!.position + 1) from = at
    else add(at - 1, at + 1)
    if (typed[at]!.compound !== typed[at - 1]!.compound) from = at
    if (at - from > 1 && typed[at + 1]?.compound !== typed[at]!.compound) add(from, at + 1)
  }
  return runs
}
