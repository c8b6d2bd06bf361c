/** How often a paper says the words of a query at most, as its postings tell: no text is read for it. */
import type { LiveSegment } from '../../index/live-segment.ts'
import { frequencyAt, mostFrequent } from '../../index/frequencies.ts'
import { positionIn } from '../../index/segment.ts'
import type { Sequence } from './sequence.ts'

/** A term of a segment, and for which terms of the sequence it counts. */
interface Row {
  readonly number: number
  readonly terms: readonly number[]
}

/** What stands for a frequency that postings don't tell because it is too high for them, or that wasn't looked up. */
const veryOften = 1e6

/** Reads papers one after the other into the same frequencies. */
export class FrequencyReader {
  readonly #sequence: Sequence
  readonly #frequencies: Float64Array
  /** Those of a paper that says every word very often. */
  readonly endless: Float64Array
  readonly #rows = new Map<LiveSegment, readonly Row[]>()

  constructor(sequence: Sequence) {
    this.#sequence = sequence
    this.#frequencies = new Float64Array(sequence.terms.length)
    this.endless = new Float64Array(sequence.terms.length).fill(veryOften)
  }

  /** By term of the sequence, those of the title as often as they weigh. Valid until the next paper is read. */
  read(live: LiveSegment, document: number): Float64Array {
    const rows = this.#rows.get(live) ?? this.#enter(live)
    const { postings, frequencies } = live.segment
    const sums = this.#frequencies.fill(0)
    for (const { number, terms } of rows) {
      const at = positionIn(postings, number, document)
      if (at < 0) continue
      const frequency = frequencyAt(frequencies, at)
      for (const term of terms) sums[term]! += frequency === mostFrequent ? veryOften : frequency
    }
    return sums
  }

  /** Words in one are all of them. */
  #enter(live: LiveSegment): readonly Row[] {
    const { terms, runs } = this.#sequence
    const of = (term: string, counted: readonly number[]): Row[] => {
      const number = live.termOf(term)
      return number === undefined ? [] : [{ number, terms: counted }]
    }
    const rows = [
      ...terms.flatMap((term, at) => of(term, [at])),
      ...runs.flatMap(({ closed, terms: numbers }) => of(closed, numbers)),
    ]
    this.#rows.set(live, rows)
    return rows
  }
}
