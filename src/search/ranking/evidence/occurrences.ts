/** Where the words of a query stand in a paper. */
import { limits } from '../../limits.ts'
import type { LiveSegment } from '../../index/live-segment.ts'
import { titleWeight } from '../../index/numbered-document.ts'
import { countOf, textAt } from '../../index/texts.ts'
import { isJoined, type Tokens, tokenAt } from '../../index/tokens.ts'
import { commonForm } from '../../language/word-forms.ts'
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
    const { terms, spellings, runs } = this.#sequence
    const marks = marksOf.get(live) ?? new Marks(countOf(words))
    marksOf.set(live, marks)
    this.#marks.set(live, marks)
    marks.clear()
    terms.forEach((term, number) => {
      for (const word of formsOf(term, live)) {
        const mark = 2 * (number + 1) + Number(isOneOf(spellings[number]!, textAt(words, word)))
        marks.set(word, false, mark)
        marks.set(word, true, mark)
      }
    })
    runs.forEach(({ closed, letters }, run) => {
      for (const word of formsOf(closed, live)) {
        const mark = 2 * (terms.length + run + 1)
        marks.set(word, false, mark)
        marks.set(word, true, mark + Number(textAt(words, word) === letters))
      }
    })
    return marks
  }

  /**
   * A joined form stands where the last of its words does; words in one are all of them, one after the other.
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
      if (mark !== half) position += this.#found(mark, (entry & 1) === 0, position, weight)
      else {
        const token = tokenAt(units, at)
        const joined = isJoined(token)
        position += this.#found(ofToken.get(token) ?? 0, joined, position + Number(!joined), weight)
      }
    }
    return position
  }

  /** @returns how many words more than one it is */
  #found(mark: number, joined: boolean, position: number, weight: number): number {
    if (mark === 0) return 0
    const { terms, runs } = this.#sequence
    const number = (mark >>> 1) - 1
    if (number < terms.length) {
      this.#add(number, position, mark & 1, weight)
      return 0
    }
    const run = runs[number - terms.length]!.terms
    const more = run.length - 1
    const first = joined ? Math.max(0, position - more) : position
    if (joined && this.#takeBack(run, position)) return 0
    for (let at = 0; at < run.length; at++) this.#add(run[at]!, first + at, mark & 1, weight)
    return joined ? 0 : more
  }

  /**
   * Forgets words of a run that were found in the compound whose joined form comes at a position, unless all of them were.
   * @returns whether they were
   */
  #takeBack(run: readonly number[], position: number): boolean {
    const found = this.#occurrences
    const from = found.count - run.length
    if (
      run.every(
        (term, at) =>
          found.terms[from + at] === term && found.positions[from + at] === position - run.length + 1 + at,
      )
    )
      return true
    const isOfCompound = (at: number): boolean =>
      run.includes(found.terms[at]!) && position - found.positions[at]! < limits.compoundWords
    while (found.count > 0 && isOfCompound(found.count - 1)) if (found.terms[--found.count] === run[0]) break
    return false
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

function isOneOf(spellings: ReadonlySet<string>, word: string): boolean {
  return spellings.has(word) || spellings.has(commonForm(word))
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
