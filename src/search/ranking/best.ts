/** Keeps the best few of many hits. */
import type { Evidence } from './evidence/evidence.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import type { SortOrder } from '../query/query.ts'
import { compareTexts, textAt } from '../index/texts.ts'

export interface Hit {
  readonly live: LiveSegment
  readonly document: number
  /** Points of its words alone. */
  readonly words: number
  readonly score: number
  /** It holds every word that was typed. */
  readonly hasAll: boolean
  /** What was added to the score beyond its words, for the papers that this was weighed for. */
  readonly evidence?: Evidence
}

/** Keeping the best of `n` hits costs O(n), but for sorting these, and no more memory than twice as many. */
export class Best {
  readonly #keep: number
  readonly #order: SortOrder
  #hits: Hit[] = []
  /** The worst that is kept, once there are as many as shall be, and what it is ordered by. */
  #worst: Hit | undefined
  #least = Number.NEGATIVE_INFINITY
  /** How many were offered. */
  offered = 0

  constructor(keep: number, order: SortOrder) {
    this.#keep = keep
    this.#order = order
  }

  offer(live: LiveSegment, document: number, words: number, bonus: number, hasAll: boolean): void {
    this.offered++
    const score = words + bonus
    // Nearly all that is offered by relevance ends here, before anything is made for it.
    if (this.#order === 'relevance' && score < this.#least) return
    const hit = { live, document, words, score, hasAll }
    if (this.#worst && comparisons[this.#order](hit, this.#worst) >= 0) return
    this.#hits.push(hit)
    if (this.#hits.length === 2 * this.#keep + 64) this.#shrink()
  }

  /** Best first. */
  hits(): readonly Hit[] {
    if (this.#hits.length > this.#keep) this.#shrink()
    return this.#hits.sort(comparisons[this.#order])
  }

  /** Leaves out the worst by what they are ordered by first of all; only equal ones need be sorted for that. */
  #shrink(): void {
    const key = keys[this.#order]
    const values = new Float64Array(this.#hits.length)
    for (let at = 0; at < values.length; at++) values[at] = key(this.#hits[at]!)
    const least = largest(values, this.#keep)
    const above: Hit[] = []
    const equal: Hit[] = []
    for (const hit of this.#hits) {
      const value = key(hit)
      if (value > least) above.push(hit)
      else if (value === least) equal.push(hit)
    }
    const last = equal.sort(comparisons[this.#order]).slice(0, this.#keep - above.length)
    this.#hits = [...above, ...last]
    this.#worst = last.at(-1)
    this.#least = least
  }
}

/** The `nth` largest value, from 1, which leaves the values in another order (Hoare 1961, doi 10.1145/366622.366647). */
function largest(values: Float64Array, nth: number): number {
  const place = nth - 1
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >>> 1]!
    let [from, to] = [low, high]
    while (from <= to) {
      while (values[from]! > pivot) from++
      while (values[to]! < pivot) to--
      if (from > to) break
      const value = values[from]!
      values[from++] = values[to]!
      values[to--] = value
    }
    if (place > to && place < from) break
    if (place <= to) high = to
    else low = from
  }
  return values[place]!
}

export function byRelevance(hits: readonly Hit[]): Hit[] {
  return hits.toSorted(comparisons.relevance)
}

const keys: Readonly<Record<SortOrder, (hit: Hit) => number>> = {
  relevance: ({ score }) => score,
  newest: newness,
  upvotes,
}

/** Total orders: equal keys fall back to score and date, and at last to the id. */
const comparisons: Readonly<Record<SortOrder, (one: Hit, other: Hit) => number>> = {
  relevance: (one, other) => other.score - one.score || newness(other) - newness(one) || byId(one, other),
  newest: (one, other) => newness(other) - newness(one) || other.score - one.score || byId(one, other),
  upvotes: (one, other) => upvotes(other) - upvotes(one) || newness(other) - newness(one) || byId(one, other),
}

function newness({ live: { segment }, document }: Hit): number {
  return Math.max(segment.published[document]!, segment.listed[document]!)
}

function upvotes({ live: { segment }, document }: Hit): number {
  return segment.upvotes[document]!
}

function byId(one: Hit, other: Hit): number {
  return compareTexts(one.live.segment.ids, one.document, other.live.segment.ids, other.document)
}

export function idOf({ live, document }: Hit): string {
  return textAt(live.segment.ids, document)
}
