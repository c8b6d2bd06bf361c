/** The segments of an engine: papers come and go, and small segments become large ones without anybody waiting for it. */
import { limits } from '../limits.ts'
import { LiveSegment } from './live-segment.ts'
import { merge } from './merge.ts'
import type { Segment } from './segment.ts'
import { countOf } from './texts.ts'
import { mostWords } from './tokens.ts'

/** Told of each merge: what can be found in the parts is in the same order in what takes their place. */
export type MergeListener = (parts: readonly LiveSegment[], merged: LiveSegment) => void

export class Segments {
  #list: readonly LiveSegment[]
  readonly #onMerge: MergeListener
  /** The one of which `tidy` does slices. */
  #merge: Merge | undefined

  constructor(list: readonly LiveSegment[], onMerge: MergeListener) {
    this.#list = list
    this.#onMerge = onMerge
  }

  get list(): readonly LiveSegment[] {
    return this.#list
  }

  add(live: LiveSegment): void {
    this.#list = [...this.#list, live]
    this.#mergeWaiting()
  }

  /** Forgets papers, and segments that nothing is left of. */
  remove(ids: readonly string[]): void {
    for (const id of ids) for (const live of this.#list) live.remove(id)
    this.#merge?.remove(ids)
    this.#list = this.#list.filter(live => live.size > 0 || this.#merge?.parts.includes(live))
    this.#mergeWaiting()
  }

  /** Does a slice of the merge that is due, a few milliseconds at most; answers whether there was one. */
  tidy(): boolean {
    const work = this.#merge ?? this.#due()
    if (!work) return false
    // A merge cannot go on from a slice that failed: the next call begins anew.
    this.#merge = undefined
    if (!this.#step(work)) this.#merge = work
    return true
  }

  #due(): Merge | undefined {
    const parts = dueMerge(this.#list)
    return parts && new Merge(parts)
  }

  /** Merges the segments behind full ones and those being merged at once where nobody has tidied in the meantime. */
  #mergeWaiting(): void {
    const waiting = this.#list.slice(1 + this.#list.findLastIndex(live => this.#merge?.parts.includes(live)))
    const small = waiting.slice(1 + waiting.findLastIndex(live => live.live.length > limits.smallPapers))
    if (small.length <= limits.smallSegments) return
    const work = new Merge(small)
    while (!this.#step(work)) continue
  }

  /** Does a slice of a merge; answers whether it was the last. */
  #step(work: Merge): boolean {
    const merged = work.step()
    if (!merged) return false
    this.#onMerge(work.parts, merged)
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
 * Neighbours, the last ones first, of which none is twice as large as all behind it, so that there are never many more segments
 * than full ones and the logarithm of the rest; or one that is mostly removed papers.
 */
function dueMerge(segments: readonly LiveSegment[]): readonly LiveSegment[] | undefined {
  for (let end = segments.length; end > 0; end--) {
    const last = segments[end - 1]!
    let first = end - 1
    let size = last.size
    while (first > 0 && segments[first - 1]!.size < 2 * size && fit(segments.slice(first - 1, end)))
      size += segments[--first]!.size
    if (first < end - 1 || last.size < last.live.length / 2) return segments.slice(first, end)
  }
  return undefined
}

function fit(segments: readonly LiveSegment[]): boolean {
  const size = segments.reduce((sum, live) => sum + live.size, 0)
  const words = segments.reduce((sum, { segment }) => sum + countOf(segment.words), 0)
  return size <= limits.segmentPapers && words <= mostWords
}
