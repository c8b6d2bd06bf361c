/** Directions of meaning, learnt from a library: latent semantic analysis (Deerwester et al. 1990, doi 10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9). */
import { stemOf } from '../language/analysis.ts'
import { rarity } from '../index/bm25.ts'
import { frequencyAt } from '../index/frequencies.ts'
import { limits } from '../limits.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import { stopWords } from '../language/stopwords.ts'
import { eachText, type Names, namesOf } from '../index/texts.ts'
import { type DenseMatrix, rightSingularVectors, type SparseMatrix } from './svd.ts'

/** Plain data. Row `r` of the vectors belongs to term `r`. */
export interface SemanticModel {
  /** How many papers the library had. */
  readonly papers: number
  readonly dimensions: number
  readonly terms: Names
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
 * Learns a model from the papers of a library, or from a sample of a very large one. Undefined for one that is too small to
 * learn from.
 * @param random numbers from 0 to 1; the same numbers give the same model
 */
export function learn(segments: readonly LiveSegment[], random: () => number): SemanticModel | undefined {
  const papers = segments.reduce((sum, { size }) => sum + size, 0)
  if (papers < limits.semanticPapers.least) return undefined
  const share = limits.semanticPapers.most / papers
  const sampled = segments.map(({ live }) =>
    live.map(isLive => Number(isLive > 0 && (share >= 1 || random() < share))),
  )
  const frequencies = vocabularyOf(segments, papers)
  const terms = [...frequencies.keys()]
  const rarities = Float32Array.from(frequencies.values(), frequency => rarity(frequency, papers))
  const matrix = matrixOf(segments, terms, rarities, sampled)
  const vectors = rightSingularVectors(matrix, limits.semanticDimensions, random)
  return { papers, dimensions: vectors.width, terms: namesOf(terms), rarities, ...quantize(vectors) }
}

/** Terms that are in more than one paper but not in too many, the most frequent of them first, and in how many they are. */
function vocabularyOf(segments: readonly LiveSegment[], papers: number): Map<string, number> {
  const frequencies = new Map<string, number>()
  for (const live of segments) {
    let number = 0
    for (const term of eachText(live.segment.terms))
      frequencies.set(term, (frequencies.get(term) ?? 0) + live.documentFrequency(number++))
  }
  const stopTerms = new Set(stopWordsIn(segments).map(stemOf))
  const telling = [...frequencies]
    .filter(([term, count]) => !stopTerms.has(term) && count > 1 && count <= limits.semanticShare * papers)
    .sort(([, one], [, other]) => other - one)
  return new Map(telling.slice(0, limits.semanticTerms))
}

function stopWordsIn(segments: readonly LiveSegment[]): string[] {
  return segments.flatMap(({ segment }) => [...eachText(segment.words)].filter(word => stopWords.has(word)))
}

/** The sampled papers by terms, each paper's row of length 1. */
function matrixOf(
  segments: readonly LiveSegment[],
  terms: readonly string[],
  rarities: Float32Array,
  sampled: readonly Uint8Array[],
): SparseMatrix {
  const columns = new Map(terms.map((term, column) => [term, column]))
  const papers = segments.reduce((sum, { live }) => sum + live.length, 0)
  const start = new Uint32Array(papers + 1)
  eachEntry(segments, columns, sampled, paper => start[paper + 1]!++)
  for (let paper = 0; paper < papers; paper++) start[paper + 1]! += start[paper]!
  const entries = { columns: new Uint32Array(start[papers]!), values: new Float32Array(start[papers]!) }
  const next = start.slice()
  eachEntry(segments, columns, sampled, (paper, column, frequency) => {
    const to = next[paper]!++
    entries.columns[to] = column
    entries.values[to] = termWeight(frequency, rarities[column]!)
  })
  for (let paper = 0; paper < papers; paper++)
    normalize(entries.values.subarray(start[paper], start[paper + 1]))
  return { start, ...entries, width: terms.length }
}

/** Calls `visit` for each term that has a column in each sampled paper; papers are numbered through all segments. */
function eachEntry(
  segments: readonly LiveSegment[],
  columns: ReadonlyMap<string, number>,
  sampled: readonly Uint8Array[],
  visit: (paper: number, column: number, frequency: number) => void,
): void {
  let first = 0
  segments.forEach(({ segment: { terms, postings, frequencies }, live }, nth) => {
    let term = 0
    for (const text of eachText(terms)) {
      const column = columns.get(text)
      const from = postings.start[term]!
      const to = postings.start[++term]!
      if (column === undefined) continue
      for (let at = from; at < to; at++) {
        const document = postings.values[at]!
        if (sampled[nth]![document]) visit(first + document, column, frequencyAt(frequencies, at))
      }
    }
    first += live.length
  })
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
