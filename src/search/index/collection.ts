/** All segments as one collection: statistics don't depend on how papers are spread over segments. */
import { stemOf } from '../language/analysis.ts'
import { limits } from '../limits.ts'
import type { LiveSegment } from './live-segment.ts'

export class Collection {
  readonly segments: readonly LiveSegment[]
  readonly size: number
  readonly #totalLength: number
  /** Of the terms that were asked for last, since a search asks for each several times. */
  readonly #frequencies = new Map<string, number>()

  constructor(segments: readonly LiveSegment[]) {
    this.segments = segments
    this.size = segments.reduce((sum, { size }) => sum + size, 0)
    this.#totalLength = segments.reduce((sum, { totalLength }) => sum + totalLength, 0)
  }

  /** Words in a mean document, those of titles as often as they weigh; 1 where there are none. */
  get meanLength(): number {
    return this.#totalLength / this.size || 1
  }

  /** How many papers hold the term. */
  frequency(term: string): number {
    const known = this.#frequencies.get(term)
    if (known !== undefined) return known
    if (this.#frequencies.size === limits.termsKept) this.#frequencies.clear()
    const frequency = this.#sumOf(term)
    this.#frequencies.set(term, frequency)
    return frequency
  }

  #sumOf(term: string): number {
    let sum = 0
    for (const live of this.segments) {
      const number = live.termOf(term)
      if (number !== undefined) sum += live.documentFrequency(number)
    }
    return sum
  }

  /** How many papers hold a word, in any form. */
  frequencyOf(word: string): number {
    return this.frequency(stemOf(word))
  }

  find(id: string): { live: LiveSegment; document: number } | undefined {
    for (const live of this.segments) {
      const document = live.documentOf(id)
      if (document !== undefined) return { live, document }
    }
    return undefined
  }
}
