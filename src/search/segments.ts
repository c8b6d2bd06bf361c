/** The segments of an engine: papers come and go, and small segments become large ones without anybody waiting for it. */
import { limits } from './limits.ts'
import { LiveSegment } from './live-segment.ts'
import { merge } from './merge.ts'
import type { Segment } from './segment.ts'
import { countOf } from './texts.ts'
import { mostWords } from './tokens.ts'

export class Segments {
  #list: readonly LiveSegment[]
  /** The one of which `tidy` does slices. */
  #merge: Merge | undefined

  constructor(list: readonly LiveSegment[]) {
    this.#list = list
  }

  get list(): readonly LiveSegment[] {
    return this.#list
  }

  add(live: LiveSegment): void {
    this.#list = [...this.#list, live]
    this.#mergeSmall()
  }

  /** Forgets papers, and segments that nothing is left of. */
  remove(ids: readonly string[]): void {
    for (const live of this.#list) for (const id of ids) live.remove(id)
    this.#merge?.remove(ids)
    this.#list = this.#list.filter(live => live.size > 0 || this.#merge?.parts.includes(live))
    this.#mergeSmall()
  }

  /** Does a slice of the merge that is due, a few milliseconds at most; answers whether there was one. */
  tidy(): boolean {
    if (!this.#merge) {
      const parts = dueMerge(this.#list)
      if (!parts) return false
      this.#merge = new Merge(parts)
    }
    if (this.#step(this.#merge)) this.#merge = undefined
    return true
  }

  /** Merges the segments that came last, but for those that are being merged, while this is little work. */
  #mergeSmall(): void {
    for (;;) {
      const large = this.#list.findLastIndex(
        live => live.live.length > limits.mergedAtOnce || this.#merge?.parts.includes(live),
      )
      const parts = dueMerge(this.#list.slice(large + 1))
      if (!parts || parts.reduce((sum, { size }) => sum + size, 0) > limits.mergedAtOnce) return
      const small = new Merge(parts)
      while (!this.#step(small)) continue
    }
  }

  /** Does a slice of a merge; answers whether it was the last. */
  #step(work: Merge): boolean {
    const merged = work.step()
    if (!merged) return false
    const first = this.#list.indexOf(work.parts[0]!)
    this.#list = this.#list.toSpliced(first, work.parts.length, ...(merged.size > 0 ? [merged] : []))
    return true
  }
}

/** A merge in progress. Papers are found in its parts, neighbours of each other, until it is done. */
class Merge {
  readonly parts: readonly LiveSegment[]
  readonly #work: Generator<void, Segment>
  /** Papers removed since it began, which it may have copied before. */
  readonly #removed: string[] = []

  constructor(parts: readonly LiveSegment[]) {
    this.parts = parts
    this.#work = merge(parts)
  }

  remove(ids: readonly string[]): void {
    this.#removed.push(...ids)
  }

  /** Does a slice; answers what takes the place of the parts when it was the last. */
  step(): LiveSegment | undefined {
    const { done, value } = this.#work.next()
    if (!done) return undefined
    const merged = new LiveSegment(value)
    for (const id of this.#removed) merged.remove(id)
    return merged
  }
}

/**
 * Neighbours of which the first isn't at least twice as large as the second, the last ones first, so that there are never
 * many more segments than full ones and the logarithm of the rest; or one that is mostly removed papers.
 */
function dueMerge(segments: readonly LiveSegment[]): readonly LiveSegment[] | undefined {
  for (let at = segments.length - 1; at >= 0; at--) {
    const [before, live] = [segments[at - 1], segments[at]!]
    if (live.size < live.live.length / 2) return [live]
    if (before && before.size < 2 * live.size && fit(before, live)) return [before, live]
  }
  return undefined
}

function fit(one: LiveSegment, other: LiveSegment): boolean {
  const words = countOf(one.segment.words) + countOf(other.segment.words)
  return one.size + other.size <= limits.segmentPapers && words <= mostWords
}
