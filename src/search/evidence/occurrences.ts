/** Where the words of a query stand in a paper. */
import type { LiveSegment } from '../live-segment.ts'
import { titleWeight } from '../segment-builder.ts'
import { textAt } from '../texts.ts'
import { isJoined, tokenAt, unitsOf, wordIn } from '../tokens.ts'
import { Marks } from './marks.ts'
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

/** Reads papers one after the other into the same occurrences. */
export class OccurrenceReader {
  readonly #sequence: Sequence
  readonly #occurrences: Occurrences = room(256)
  /** Of words by their number: the number of the term from 1, doubled, and 1 more for a spelling as typed. */
  readonly #marks = new Map<LiveSegment, Marks>()

  constructor(sequence: Sequence) {
    this.#sequence = sequence
  }

  /** Valid until the next paper is read. */
  read(live: LiveSegment, document: number): Occurrences {
    const marks = this.#marks.get(live) ?? this.#enter(live)
    const { tokens, tokenStart, textStart } = live.segment
    const from = tokenStart[document]!
    const textFrom = textStart[document]!
    const end = tokenStart[document + 1]!
    this.#occurrences.count = 0
    this.#readField(tokens, { from, to: textFrom }, marks, 0, titleWeight)
    this.#readField(tokens, { from: textFrom, to: end }, marks, textFrom - from + between, 1)
    return this.#occurrences
  }

  #enter(live: LiveSegment): Marks {
    const { words } = live.segment
    const marks = new Marks()
    const mark = (term: string, markOf: (word: number) => number): void => {
      const known = live.termOf(term)
      if (known === undefined) return
      const [from, to] = live.wordsOf(known)
      for (let word = from; word < to; word++) marks.set(word, markOf(word))
    }
    this.#sequence.terms.forEach((term, number) => {
      const spellings = this.#sequence.spellings[number]!
      mark(term, word => 2 * (number + 1) + Number(spellings.has(textAt(words, word))))
    })
    this.#sequence.pairs.forEach(({ closed }, pair) =>
      mark(closed, () => 2 * (this.#sequence.terms.length + pair + 1)),
    )
    this.#marks.set(live, marks)
    return marks
  }

  /** A joined form stands where the last of its words does; two words in one are both, one after the other. */
  #readField(
    tokens: Uint16Array,
    { from, to }: { readonly from: number; readonly to: number },
    marks: Marks,
    start: number,
    weight: number,
  ): void {
    const { terms, pairs } = this.#sequence
    let position = start
    for (let at = from, token = 0; at < to; at += unitsOf(token)) {
      token = tokenAt(tokens, at)
      if (!isJoined(token)) position++
      const mark = marks.get(wordIn(token))
      if (mark === 0) continue
      const number = (mark >>> 1) - 1
      if (number < terms.length) this.#add(number, position, mark & 1, weight)
      else if (!isJoined(token)) {
        const { first, second } = pairs[number - terms.length]!
        this.#add(first, position++, 0, weight)
        this.#add(second, position, 0, weight)
      }
    }
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
