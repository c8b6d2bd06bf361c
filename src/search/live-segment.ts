/** A segment with what has been removed from it since, and the statistics of what is left. */
import { AcronymIndex } from './acronym-index.ts'
import { letterSet } from './analysis.ts'
import { type Rows, rowsOf, type Segment, wordIn } from './segment.ts'

/** Words of one length. */
export interface Spellings {
  readonly numbers: readonly number[]
  /** Beside each number the word's letters (`letterSet`). */
  readonly letters: Int32Array
}

export class LiveSegment {
  readonly segment: Segment
  /** 1 for each document that can be found. */
  readonly live: Uint8Array
  /** Live documents by term. */
  readonly documentFrequency: Uint32Array
  size: number
  /** Sum of the lengths of live documents. */
  totalLength: number
  readonly #documents: ReadonlyMap<string, number>
  readonly #terms: ReadonlyMap<string, number>
  #spellings: ReadonlyMap<number, Spellings> | undefined
  #acronyms: AcronymIndex | undefined
  #termWords: Rows | undefined

  constructor(segment: Segment) {
    this.segment = segment
    this.size = segment.ids.length
    this.live = new Uint8Array(this.size).fill(1)
    const { start } = segment.postings
    this.documentFrequency = Uint32Array.from(segment.terms, (_, term) => start[term + 1]! - start[term]!)
    this.totalLength = segment.lengths.reduce((sum, length) => sum + length, 0)
    this.#documents = new Map(segment.ids.map((id, document) => [id, document]))
    this.#terms = new Map(segment.terms.map((term, number) => [term, number]))
  }

  /** The number of a live document. */
  documentOf(id: string): number | undefined {
    const document = this.#documents.get(id)
    return document !== undefined && this.live[document] ? document : undefined
  }

  termOf(term: string): number | undefined {
    return this.#terms.get(term)
  }

  /** What documents define, also those removed; made when it is first asked for. */
  get acronyms(): AcronymIndex {
    return (this.#acronyms ??= new AcronymIndex(this.segment.facets.acronyms))
  }

  /** The words that are forms of a term. */
  wordsOf(term: number): Uint32Array {
    const { start, values } = (this.#termWords ??= rowsOf(this.segment.wordTerm, this.segment.terms.length))
    return values.subarray(start[term], start[term + 1])
  }

  /** The words by their length, where those near an unknown one are looked for; made when the first is typed. */
  get spellings(): ReadonlyMap<number, Spellings> {
    return (this.#spellings ??= spellingsOf(this.segment.words))
  }

  /** Forgets a document; without effect on one that isn't here. */
  remove(id: string): void {
    const document = this.documentOf(id)
    if (document === undefined) return
    const { tokens, tokenStart, wordTerm, lengths } = this.segment
    const held = new Set<number>()
    for (let at = tokenStart[document]!; at < tokenStart[document + 1]!; at++)
      held.add(wordTerm[wordIn(tokens[at]!)]!)
    for (const term of held) this.documentFrequency[term]!--
    this.live[document] = 0
    this.size--
    this.totalLength -= lengths[document]!
  }
}

function spellingsOf(words: readonly string[]): Map<number, Spellings> {
  const groups = Map.groupBy(words.keys(), number => words[number]!.length)
  const letters = (numbers: number[]): Int32Array =>
    Int32Array.from(numbers, number => letterSet(words[number]!))
  return new Map(Array.from(groups, ([length, numbers]) => [length, { numbers, letters: letters(numbers) }]))
}
