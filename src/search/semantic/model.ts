/** Directions of meaning, learnt from a library: latent semantic analysis (Deerwester et al. 1990, doi 10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9). */
import { rarity } from '../bm25.ts'
import { limits } from '../limits.ts'
import type { Rows, Segment } from '../segment.ts'
import { stopWords } from '../stopwords.ts'
import { type DenseMatrix, rightSingularVectors, type SparseMatrix } from './svd.ts'

/** Plain data. Row `r` of the vectors belongs to term `r`. */
export interface SemanticModel {
  /** How many papers the library had. */
  readonly papers: number
  readonly dimensions: number
  readonly terms: readonly string[]
  /** How much a term counts in a text. */
  readonly rarities: Float32Array
  /** Coordinate `d` of row `r` is `scales[r] * vectors[r * dimensions + d]`. */
  readonly scales: Float32Array
  readonly vectors: Int8Array
}

/** Weight of a term that a text has `frequency` times: `idf` is its rarity in the library. */
export function termWeight(frequency: number, idf: number): number {
  return Math.log1p(frequency) * idf
}

/**
 * Learns a model from the papers of a segment, or from a sample of a very large one. Undefined for one that is too
 * small to learn from.
 * @param random numbers from 0 to 1; the same numbers give the same model
 */
export function learn(segment: Segment, random: () => number): SemanticModel | undefined {
  const papers = segment.ids.length
  if (papers < limits.semanticPapers.least) return undefined
  const share = limits.semanticPapers.most / papers
  const sampled = Uint8Array.from({ length: papers }, () => Number(share >= 1 || random() < share))
  const terms = vocabularyOf(segment)
  const rarities = Float32Array.from(terms, term => rarity(rowLength(segment.postings, term), papers))
  const matrix = matrixOf(segment, terms, rarities, sampled)
  const vectors = rightSingularVectors(matrix, limits.semanticDimensions, random)
  return {
    papers,
    dimensions: vectors.width,
    terms: terms.map(term => segment.terms[term]!),
    rarities,
    ...quantize(vectors),
  }
}

function rowLength({ start }: Rows, row: number): number {
  return start[row + 1]! - start[row]!
}

/** Terms that are in more than one paper but not in too many, the most frequent of them. */
function vocabularyOf({ terms, words, wordTerm, postings, ids }: Segment): number[] {
  const isStopWord = new Uint8Array(terms.length)
  words.forEach((word, number) => {
    if (stopWords.has(word)) isStopWord[wordTerm[number]!] = 1
  })
  return [...terms.keys()]
    .filter(term => {
      const papers = rowLength(postings, term)
      return !isStopWord[term] && papers > 1 && papers <= limits.semanticShare * ids.length
    })
    .sort((one, other) => rowLength(postings, other) - rowLength(postings, one))
    .slice(0, limits.semanticTerms)
}

/** Papers by terms, each paper's row of length 1. */
function matrixOf(
  { postings, frequencies }: Segment,
  terms: readonly number[],
  rarities: Float32Array,
  sampled: Uint8Array,
): SparseMatrix {
  const start = new Uint32Array(sampled.length + 1)
  const each = (visit: (paper: number, column: number, at: number) => void): void =>
    terms.forEach((term, column) => {
      for (let at = postings.start[term]!; at < postings.start[term + 1]!; at++)
        if (sampled[postings.values[at]!]) visit(postings.values[at]!, column, at)
    })
  each(paper => start[paper + 1]!++)
  for (let paper = 0; paper < sampled.length; paper++) start[paper + 1]! += start[paper]!
  const columns = new Uint32Array(start.at(-1)!)
  const values = new Float32Array(columns.length)
  const next = start.slice()
  each((paper, column, at) => {
    const to = next[paper]!++
    columns[to] = column
    values[to] = termWeight(frequencies[at]!, rarities[column]!)
  })
  for (let paper = 0; paper < sampled.length; paper++)
    normalize(values.subarray(start[paper], start[paper + 1]))
  return { start, columns, values, width: terms.length }
}

/** Makes a vector one of length 1, in place; one of zeros stays. */
export function normalize(vector: Float32Array): void {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at]! /= length
}

/** Each row in 8 bits, with what its largest coordinate was. */
function quantize({ values, width }: DenseMatrix): Pick<SemanticModel, 'scales' | 'vectors'> {
  const scales = new Float32Array(values.length / width)
  const vectors = new Int8Array(values.length)
  for (let row = 0; row < scales.length; row++) {
    const coordinates = values.subarray(row * width, (row + 1) * width)
    scales[row] = Math.max(...coordinates.map(Math.abs)) / 127
    if (scales[row]! > 0)
      coordinates.forEach((value, at) => {
        vectors[row * width + at] = Math.round(value / scales[row]!)
      })
  }
  return { scales, vectors }
}
