/** Where the words of a query stand in a paper. */
import type { LiveSegment } from '../live-segment.ts'
import { titleWeight } from '../segment-builder.ts'
import { textAt } from '../texts.ts'
import { isJoined, type Tokens, tokenAt } from '../tokens.ts'
import { half, Marks } from './marks.ts'
import type { Sequence } from './sequence.ts'

/** One entry for each occurrence, in the order of the text; only the first `count` count. */
export interface Occurrences {
  count: number
  /** Which of the sequence's terms. */
  terms: Uint16Array
  /** In words from the beginning. The abstract begins so far behind the title that nothing reaches across. */
  positions: Uint32Array
  /** 1 for a spelling in which it was typed. */
  exact: Uint8Array
  /** What an occurrence counts: more in the title. */
  weights: Uint8Array
}

const between = 1000

/** Kept for the next query. */
const marksOf = new WeakMap<LiveSegment, Marks>()

/** Reads papers one after the other into the same occurrences. Only the newest reader may be used. */
export class OccurrenceReader {
  readonly #sequence: Sequence
  readonly #occurrences: Occurrences = room(256)
  /** Of words the number of their term from 1, doubled, and 1 more for a spelling as typed. */
  readonly #marks = new Map<LiveSegment, Marks>()

  constructor(sequence: Sequence) {
    this.#sequence = sequence
  }

  /** Valid until the next paper is read. */
  read(live: LiveSegment, document: number): Occurrences {
    const marks = this.#marks.get(live) ?? this.#enter(live)
    const { titleTokens, textTokens } = live.segment
    this.#occurrences.count = 0
    const position = this.#readField(titleTokens.of(document), marks, 0, titleWeight)
    this.#readField(textTokens.of(document), marks, position + between, 1)
    return this.#occurrences
  }

  #enter(live: LiveSegment): Marks {
    const { words } = live.segment
    const { terms, spellings, pairs } = this.#sequence
    const marks = marksOf.get(live) ?? new Marks()
    marksOf.set(live, marks)
    this.#marks.set(live, marks)
    marks.clear()
    terms.forEach((term, number) => {
      for (const word of formsOf(term, live)) {
        const mark = 2 * (number + 1) + Number(spellings[number]!.has(textAt(words, word)))
        marks.set(word, false, mark)
        marks.set(word, true, mark)
      }
    })
    pairs.forEach(({ closed }, pair) => {
      for (const word of formsOf(closed, live)) marks.set(word, false, 2 * (terms.length + pair + 1))
    })
    return marks
  }

  /**
   * A joined form stands where the last of its words does; two words in one are both, one after the other.
   * @returns the position of the last word
   */
  #readField(
    { values: units, from, to }: Tokens,
    { ofUnit, ofToken }: Marks,
    start: number,
    weight: number,
  ): number {
    let position = start
    for (let at = from; at < to; at++) {
      const entry = ofUnit[units[at]!]!
      position += entry & 1
      if (entry < 2) continue
      const mark = entry >>> 1
      if (mark !== half) position += this.#found(mark, position, weight)
      else {
        const token = tokenAt(units, at)
        position += this.#found(ofToken.get(token) ?? 0, position + Number(!isJoined(token)), weight)
      }
    }
    return position
  }

  /** @returns how many words more than one it is */
  #found(mark: number, position: number, weight: number): number {
    if (mark === 0) return 0
    const { terms, pairs } = this.#sequence
    const number = (mark >>> 1) - 1
    if (number < terms.length) {
      this.#add(number, position, mark & 1, weight)
      return 0
    }
    const { first, second } = pairs[number - terms.length]!
    this.#add(first, position, 0, weight)
    this.#add(second, position + 1, 0, weight)
    return 1
  }

  #add(term: number, position: number, exact: number, weight: number): void {
    const found = this.#occurrences
    if (found.count === found.terms.length) Object.assign(found, enlarged(found))
    const next = found.count++
    found.terms[next] = term
    found.positions[next] = position
    found.exact[next] = exact
    found.weights[next] = weight
  }
}

function formsOf(term: string, live: LiveSegment): number[] {
  const known = live.termOf(term)
  if (known === undefined) return []
  const [from, to] = live.wordsOf(known)
  return Array.from({ length: to - from }, (_, at) => from + at)
}

function room(size: number): Occurrences {
  return {
    count: 0,
    terms: new Uint16Array(size),
    positions: new Uint32Array(size),
    exact: new Uint8Array(size),
    weights: new Uint8Array(size),
  }
}

function enlarged({ count, terms, positions, exact, weights }: Occurrences): Occurrences {
  const larger = room(2 * terms.length)
  larger.terms.set(terms)
  larger.positions.set(positions)
  larger.exact.set(exact)
  larger.weights.set(weights)
  return { ...larger, count }
}
