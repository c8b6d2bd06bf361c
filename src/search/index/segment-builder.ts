/** Builds a segment: words are numbered as they come, then again by frequency, and everything is packed. */
import { buildAcronyms } from './acronym-index.ts'
import { letterSet } from '../language/analysis.ts'
import { pairsOf } from './common-pairs.ts'
import { FacetBuilder } from './facet-builder.ts'
import { documentFrequencies, invert } from './inversion.ts'
import { knownStem } from './known-stems.ts'
import { layOut, lengthsOf, numbersOf } from './layout.ts'
import type { NumberedDocument } from './numbered-document.ts'
import { byFrequency, Numbering, placed, startsOf } from './numbering.ts'
import {
  type Facet,
  type FacetName,
  facetNames,
  mostLetters,
  type Segment,
  type WordsByLength,
} from './segment.ts'
import { TokenPool } from './token-pool.ts'
import { stopWords } from '../language/stopwords.ts'
import { countOf, named, pack, packRows, reordered, textAt, type Texts } from './texts.ts'

const sliceWords = 16_384

export class SegmentBuilder {
  readonly #documents: NumberedDocument[] = []
  readonly #tokens = new TokenPool()
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

  /** A copy of tokens for a document that is to be added. */
  keep(tokens: ArrayLike<number>): Uint32Array {
    return this.#tokens.keep(tokens)
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
      ids: yield* named(yield* pack(documents, ({ id }) => id)),
      titles: yield* packRows(documents, ({ title }) => title),
      ...(yield* numbersOf(documents, order.termOf)),
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
  const orderedLetters = new Int32Array(letters.length)
  for (let at = 0; at < ordered.length; at++) orderedLetters[at] = letters[ordered[at]!]!
  return { start, words: ordered, letters: orderedLetters }
}
