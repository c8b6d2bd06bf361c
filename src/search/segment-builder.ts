/** Builds a segment: numbers the words, turns documents' tokens into terms' postings. */
import { stemOf } from './analysis.ts'
import { type Facet, type FacetName, facetNames, type Rows, type Segment, wordIn } from './segment.ts'
import { stopWords } from './stopwords.ts'

/** How many times a word of the title counts (`search.md`). */
export const titleWeight = 3
const mostFrequent = 65_535

/** A document whose words have been numbered by the builder that receives it. */
export interface NumberedDocument {
  readonly id: string
  readonly title: string
  readonly published: number
  readonly listed: number
  readonly upvotes: number
  readonly hasCode: number
  /** Tokens (`tokenOf`) in order. */
  readonly titleTokens: ArrayLike<number>
  readonly textTokens: ArrayLike<number>
}

export class SegmentBuilder {
  readonly #documents: NumberedDocument[] = []
  readonly #words = new Numbering()
  readonly #facets: Record<FacetName, FacetBuilder> = {
    authors: new FacetBuilder(),
    organizations: new FacetBuilder(),
    handles: new FacetBuilder(),
    categories: new FacetBuilder(),
    acronyms: new FacetBuilder(),
  }

  /** The number of a word, given on its first use. */
  number(word: string): number {
    return this.#words.number(word)
  }

  /** Adds a document and answers its number. */
  add(document: NumberedDocument): number {
    return this.#documents.push(document) - 1
  }

  label(facet: FacetName, label: string, document: number): void {
    this.#facets[facet].add(label, document)
  }

  build(): Segment {
    const documents = this.#documents
    const words = this.#words.keys()
    const terms = new Numbering()
    const wordTerm = Uint32Array.from(words, word => terms.number(stemOf(word)))
    const forward = layOut(documents)
    const counts = Uint8Array.from(words, word => (stopWords.has(word) ? 0 : 1))
    return {
      ids: documents.map(({ id }) => id),
      titles: documents.map(({ title }) => title),
      published: Uint32Array.from(documents, ({ published }) => published),
      listed: Uint32Array.from(documents, ({ listed }) => listed),
      upvotes: Int32Array.from(documents, ({ upvotes }) => upvotes),
      hasCode: Uint8Array.from(documents, ({ hasCode }) => hasCode),
      lengths: Uint32Array.from(documents, document => weightedLength(document, counts)),
      ...forward,
      words,
      wordTerm,
      terms: terms.keys(),
      ...invert(forward, wordTerm, terms.size),
      facets: Object.fromEntries(
        facetNames.map(name => [name, this.#facets[name].build()]),
      ) as Segment['facets'],
    }
  }
}

/** Numbers strings in the order of their first use. */
class Numbering {
  readonly #numbers = new Map<string, number>()

  get size(): number {
    return this.#numbers.size
  }

  number(key: string): number {
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#numbers.size)
    return this.#numbers.size - 1
  }

  keys(): string[] {
    return [...this.#numbers.keys()]
  }
}

class FacetBuilder {
  readonly #labels = new Numbering()
  readonly #pairs: (readonly [label: number, document: number])[] = []

  add(label: string, document: number): void {
    this.#pairs.push([this.#labels.number(label), document])
  }

  build(): Facet {
    const start = new Uint32Array(this.#labels.size + 1)
    for (const [label] of this.#pairs) start[label + 1]!++
    runningSum(start)
    const values = new Uint32Array(this.#pairs.length)
    const next = start.slice()
    for (const [label, document] of this.#pairs) values[next[label]!++] = document
    return { labels: this.#labels.keys(), documents: { start, values } }
  }
}

type Forward = Pick<Segment, 'tokens' | 'tokenStart' | 'textStart'>

function layOut(documents: readonly NumberedDocument[]): Forward {
  const tokenStart = new Uint32Array(documents.length + 1)
  const textStart = new Uint32Array(documents.length)
  documents.forEach(({ titleTokens, textTokens }, document) => {
    textStart[document] = tokenStart[document]! + titleTokens.length
    tokenStart[document + 1] = textStart[document] + textTokens.length
  })
  const tokens = new Uint32Array(tokenStart[documents.length]!)
  documents.forEach(({ titleTokens, textTokens }, document) => {
    tokens.set(titleTokens, tokenStart[document])
    tokens.set(textTokens, textStart[document])
  })
  return { tokens, tokenStart, textStart }
}

/** @param counts by word number, 1 for words that make a document longer and 0 for stop words */
function weightedLength(document: NumberedDocument, counts: Uint8Array): number {
  const count = (tokens: ArrayLike<number>): number => {
    let sum = 0
    for (let at = 0; at < tokens.length; at++) sum += counts[wordIn(tokens[at]!)]!
    return sum
  }
  return titleWeight * count(document.titleTokens) + count(document.textTokens)
}

function invert(
  forward: Forward,
  wordTerm: Uint32Array,
  termCount: number,
): { postings: Rows; frequencies: Uint16Array } {
  const start = new Uint32Array(termCount + 1)
  eachTermOf(forward, wordTerm, termCount, (_document, term) => start[term + 1]!++)
  runningSum(start)
  const values = new Uint32Array(start[termCount]!)
  const frequencies = new Uint16Array(values.length)
  const next = start.slice()
  eachTermOf(forward, wordTerm, termCount, (document, term, frequency) => {
    const at = next[term]!++
    values[at] = document
    frequencies[at] = Math.min(frequency, mostFrequent)
  })
  return { postings: { start, values }, frequencies }
}

/** Calls `visit` once for each document and each term in it, documents ascending, with the weighted frequency. */
function eachTermOf(
  { tokens, tokenStart, textStart }: Forward,
  wordTerm: Uint32Array,
  termCount: number,
  visit: (document: number, term: number, frequency: number) => void,
): void {
  const frequency = new Uint32Array(termCount)
  for (let document = 0; document < textStart.length; document++) {
    const from = tokenStart[document]!
    const to = tokenStart[document + 1]!
    const textFrom = textStart[document]!
    for (let at = from; at < to; at++)
      frequency[wordTerm[wordIn(tokens[at]!)]!]! += at < textFrom ? titleWeight : 1
    for (let at = from; at < to; at++) {
      const term = wordTerm[wordIn(tokens[at]!)]!
      if (frequency[term] === 0) continue
      visit(document, term, frequency[term]!)
      frequency[term] = 0
    }
  }
}

/** Turns counts, shifted by one, into where each row starts. */
function runningSum(start: Uint32Array): void {
  for (let row = 1; row < start.length; row++) start[row]! += start[row - 1]!
}
