/** Builds a segment: numbers terms and words by frequency, packs tokens, turns documents' tokens into terms' postings. */
import { buildAcronyms } from './acronym-index.ts'
import { letterSet } from '../language/analysis.ts'
import { pairsOf } from './common-pairs.ts'
import { FacetBuilder } from './facet-builder.ts'
import { knownStem } from './known-stems.ts'
import { byFrequency, Numbering, placed, startsOf } from './numbering.ts'
import {
  type Facet,
  type FacetName,
  facetNames,
  mostLetters,
  type Rows,
  type Segment,
  type WordsByLength,
} from './segment.ts'
import { stopWords } from '../language/stopwords.ts'
import { RowsInMemory } from '../files/stored-rows.ts'
import { countOf, named, pack, packRows, reordered, textAt, type Texts } from './texts.ts'
import { isJoined, tokenOf, unitsOf, wordIn, writeToken } from './tokens.ts'

/** How many times a word of the title counts (`search.md`). */
export const titleWeight = 3
/** A term that a document has more often is counted as often as this. */
export const mostFrequent = 255
/** Documents that one slice of work takes: a millisecond or two. */
const sliceDocuments = 256
const sliceWords = 16_384

/** A document whose words have been numbered by the builder that receives it. */
export interface NumberedDocument {
  readonly id: string
  readonly title: string
  readonly published: number
  readonly listed: number
  readonly upvotes: number
  readonly hasCode: number
  /** Tokens (`tokenOf`) in order. */
  readonly titleTokens: Uint32Array
  readonly textTokens: Uint32Array
}

export class SegmentBuilder {
  readonly #documents: NumberedDocument[] = []
  readonly #words: Numbering
  readonly #terms: Numbering
  /** By word number, the term that it is a form of. */
  readonly #wordTerm: number[] = []
  readonly #facets = Object.fromEntries(facetNames.map(name => [name, new FacetBuilder()])) as Record<
    FacetName,
    FacetBuilder
  >
  /** Labels as `Acronyms` has them. */
  readonly #acronyms = new FacetBuilder()

  /** @param expected how many words there will be, where that is known */
  constructor(expected?: number) {
    this.#words = new Numbering(expected)
    this.#terms = new Numbering(expected)
  }

  /** The number of a word, given on its first use: the UTF-8 between two places. */
  number(bytes: Uint8Array, from: number, to: number): number {
    const number = this.#words.number(bytes, from, to)
    if (number === this.#wordTerm.length)
      this.#wordTerm.push(this.#terms.numberOf(knownStem(bytes, from, to)))
    return number
  }

  numberOf(word: string): number {
    const bytes = Buffer.from(word)
    return this.number(bytes, 0, bytes.length)
  }

  /** The number of a word of another segment. */
  renumber({ words, wordTerm, terms }: Segment, word: number): number {
    const number = this.#words.number(words.bytes, words.start[word]!, words.start[word + 1]!)
    const term = wordTerm[word]!
    if (number === this.#wordTerm.length)
      this.#wordTerm.push(this.#terms.number(terms.bytes, terms.start[term]!, terms.start[term + 1]!))
    return number
  }

  /** Adds a document and answers its number. */
  add(document: NumberedDocument): number {
    return this.#documents.push(document) - 1
  }

  label(facet: FacetName, label: string, document: number): void {
    this.#facets[facet].add(label, document)
  }

  /** @param definition a label of `Acronyms` */
  define(definition: string, document: number): void {
    this.#acronyms.add(definition, document)
  }

  /** The segment of all that was added, a slice between yields. */
  *build(): Generator<void, Segment> {
    const documents = this.#documents
    const found = yield* documentFrequencies(documents, this.#wordTerm, this.#terms.size)
    const order = yield* byFrequency(found, this.#wordTerm)
    const words = yield* reordered(this.#words.texts(), order.words)
    const lengths = yield* lengthsOf(documents, this.#counting())
    const titleTokens = yield* layOut(documents, 'titleTokens', order.newWord)
    const textTokens = yield* layOut(documents, 'textTokens', order.newWord)
    const sizes = order.terms.map(term => found[term]!)
    const inverted = yield* invert(documents, order.termOf, sizes)
    return {
      ids: yield* named(yield* pack(documents.map(({ id }) => id))),
      titles: yield* packRows(documents.map(({ title }) => title)),
      ...(yield* numbersOf(documents)),
      lengths,
      titleTokens,
      textTokens,
      terms: yield* named(yield* reordered(this.#terms.texts(), order.terms)),
      words,
      termWords: order.termWords,
      wordTerm: order.wordTerm,
      wordsByLength: yield* byLength(words),
      ...inverted,
      pairs: yield* pairsOf({ titleTokens, textTokens, wordTerm: order.wordTerm }),
      facets: yield* this.#buildFacets(),
      acronyms: yield* buildAcronyms(this.#acronyms),
    }
  }

  /** By word 1 for those that make a document longer and 0 for stop words. */
  #counting(): Uint8Array {
    const counts = new Uint8Array(this.#words.size).fill(1)
    for (const word of stopWords) {
      const number = this.#words.find(word)
      if (number !== undefined) counts[number] = 0
    }
    return counts
  }

  *#buildFacets(): Generator<void, Segment['facets']> {
    const facets: Partial<Record<FacetName, Facet>> = {}
    for (const name of facetNames) facets[name] = yield* this.#facets[name].build()
    return facets as Segment['facets']
  }
}

function* numbersOf(
  documents: readonly NumberedDocument[],
): Generator<void, Pick<Segment, 'published' | 'listed' | 'upvotes' | 'hasCode'>> {
  const published = new Uint32Array(documents.length)
  const listed = new Uint32Array(documents.length)
  const upvotes = new Int32Array(documents.length)
  const hasCode = new Uint8Array(documents.length)
  for (let at = 0; at < documents.length; at++) {
    const document = documents[at]!
    published[at] = document.published
    listed[at] = document.listed
    upvotes[at] = document.upvotes
    hasCode[at] = document.hasCode
  }
  yield
  return { published, listed, upvotes, hasCode }
}

function* documentFrequencies(
  documents: readonly NumberedDocument[],
  wordTerm: readonly number[],
  termCount: number,
): Generator<void, Uint32Array> {
  const frequencies = new Uint32Array(termCount)
  /** By term the last document that was seen to hold it, from 1. */
  const last = new Uint32Array(termCount)
  const count = (tokens: Uint32Array, document: number): void => {
    for (let at = 0; at < tokens.length; at++) {
      const term = wordTerm[wordIn(tokens[at]!)]!
      if (last[term] === document) continue
      last[term] = document
      frequencies[term]!++
    }
  }
  for (let document = 0; document < documents.length; document++) {
    count(documents[document]!.titleTokens, document + 1)
    count(documents[document]!.textTokens, document + 1)
    if (document % sliceDocuments === 0) yield
  }
  return frequencies
}

function* byLength(words: Texts): Generator<void, WordsByLength> {
  const letters = new Int32Array(countOf(words))
  const letterCounts = new Uint32Array(letters.length)
  for (let word = 0; word < letters.length; word++) {
    const text = textAt(words, word)
    letters[word] = letterSet(text)
    letterCounts[word] = Math.min(text.length, mostLetters)
    if (word % sliceWords === 0) yield
  }
  const ordered = placed(letterCounts, mostLetters + 1)
  yield
  const start = startsOf(letterCounts, mostLetters + 1)
  return { start, words: ordered, letters: Int32Array.from(ordered, word => letters[word]!) }
}

/** @param counts by number of a word */
function* lengthsOf(
  documents: readonly NumberedDocument[],
  counts: Uint8Array,
): Generator<void, Uint32Array> {
  const count = (tokens: Uint32Array): number => {
    let sum = 0
    for (let at = 0; at < tokens.length; at++) sum += counts[wordIn(tokens[at]!)]!
    return sum
  }
  const lengths = new Uint32Array(documents.length)
  for (let document = 0; document < documents.length; document++) {
    const { titleTokens, textTokens } = documents[document]!
    lengths[document] = titleWeight * count(titleTokens) + count(textTokens)
    if (document % sliceDocuments === 0) yield
  }
  return lengths
}

function* layOut(
  documents: readonly NumberedDocument[],
  field: 'titleTokens' | 'textTokens',
  newWord: Uint32Array,
): Generator<void, RowsInMemory<Uint16Array>> {
  const renumbered = (token: number): number => tokenOf(newWord[wordIn(token)]!, isJoined(token))
  const start = new Uint32Array(documents.length + 1)
  for (let document = 0; document < documents.length; document++) {
    const tokens = documents[document]![field]
    let end = start[document]!
    for (let at = 0; at < tokens.length; at++) end += unitsOf(renumbered(tokens[at]!))
    start[document + 1] = end
    if (document % sliceDocuments === 0) yield
  }
  const units = new Uint16Array(start[documents.length]!)
  let next = 0
  for (let document = 0; document < documents.length; document++) {
    const tokens = documents[document]![field]
    for (let at = 0; at < tokens.length; at++) next = writeToken(renumbered(tokens[at]!), units, next)
    if (document % sliceDocuments === 0) yield
  }
  return new RowsInMemory(start, units)
}

/** @param sizes how many documents hold each term */
function* invert(
  documents: readonly NumberedDocument[],
  termOf: Uint32Array,
  sizes: Uint32Array,
): Generator<void, { postings: Rows; frequencies: Uint8Array }> {
  const start = new Uint32Array(sizes.length + 1)
  for (let term = 0; term < sizes.length; term++) start[term + 1] = start[term]! + sizes[term]!
  yield
  const values = new Uint16Array(start[sizes.length]!)
  yield
  const frequencies = new Uint8Array(values.length)
  yield
  const next = start.slice()
  /** Of the document that is being looked at. */
  const frequency = new Uint32Array(sizes.length)
  const count = (tokens: Uint32Array, weight: number): void => {
    for (let at = 0; at < tokens.length; at++) frequency[termOf[wordIn(tokens[at]!)]!]! += weight
  }
  const enter = (tokens: Uint32Array, document: number): void => {
    for (let at = 0; at < tokens.length; at++) {
      const term = termOf[wordIn(tokens[at]!)]!
      if (frequency[term] === 0) continue
      values[next[term]!] = document
      frequencies[next[term]!++] = Math.min(frequency[term]!, mostFrequent)
      frequency[term] = 0
    }
  }
  for (let document = 0; document < documents.length; document++) {
    const { titleTokens, textTokens } = documents[document]!
    count(titleTokens, titleWeight)
    count(textTokens, 1)
    enter(titleTokens, document)
    enter(textTokens, document)
    if (document % sliceDocuments === 0) yield
  }
  return { postings: { start, values }, frequencies }
}
