/** Keeps the best few of many hits. */
import type { Evidence } from './evidence/evidence.ts'
import type { LiveSegment } from './live-segment.ts'
import type { SortOrder } from './query.ts'
import { textAt } from './texts.ts'

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

/** Sorting `keep` hits out of `n` costs O(n log keep), and no more memory than twice `keep`. */
export class Best {
  readonly #keep: number
  readonly #order: SortOrder
  #hits: Hit[] = []
  #worst: Hit | undefined
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
    if (this.#order === 'relevance' && this.#worst && score < this.#worst.score) return
    const hit = { live, document, words, score, hasAll }
    if (this.#worst && comparisons[this.#order](hit, this.#worst) >= 0) return
    this.#hits.push(hit)
    if (this.#hits.length < 2 * this.#keep + 64) return
    this.#shrink()
    this.#worst = this.#hits.at(-1)
  }

  /** Best first. */
  hits(): readonly Hit[] {
    this.#shrink()
    return this.#hits
  }

  #shrink(): void {
    this.#hits = this.#hits.sort(comparisons[this.#order]).slice(0, this.#keep)
  }
}

export function byRelevance(hits: readonly Hit[]): Hit[] {
  return hits.toSorted(comparisons.relevance)
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
  return idOf(one) < idOf(other) ? -1 : 1
}

export function idOf({ live, document }: Hit): string {
  return textAt(live.segment.ids, document)
}
