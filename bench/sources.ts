/** Real papers, of which relevance collections are made. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { stopWords } from '../src/search/language/stopwords.ts'
import { seededRandom } from '../src/search/semantic/random.ts'
import { type CollectionName, collectionFile } from './data.ts'

export interface Source {
  readonly id: string
  readonly title: string
  readonly abstract: string
  readonly authors: readonly string[]
  readonly categories?: readonly string[]
  readonly aiSummary?: string
  readonly aiKeywords?: readonly string[]
}

export async function readSources(name: CollectionName): Promise<Source[]> {
  const papers: Source[] = []
  const lines = createInterface(createReadStream(collectionFile(name)).pipe(createGunzip()))
  for await (const line of lines) papers.push(JSON.parse(line) as Source)
  return papers
}

/** In an order that the seed tells: Fisher and Yates. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed)
  const mixed = [...items]
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!]
  }
  return mixed
}

export const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!]) (?=[A-Z])/)

export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? []

export const withoutStopWords = (text: string): string[] =>
  wordsOf(text).filter(word => !stopWords.has(word.toLowerCase()))

/** In how many of the abstracts each word is, in lower case. */
export function frequenciesIn(papers: readonly Source[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { abstract } of papers)
    for (const word of new Set(wordsOf(abstract.toLowerCase()))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** The papers that carry each keyword, in lower case. */
export function byKeyword(papers: readonly Source[]): Map<string, Source[]> {
  const carried = papers.flatMap(paper => keywordsOf(paper).map(word => ({ word, paper })))
  const grouped = Map.groupBy(carried, ({ word }) => word)
  return new Map([...grouped].map(([word, found]) => [word, found.map(({ paper }) => paper)]))
}

export const keywordsOf = ({ aiKeywords = [] }: Source): string[] => [
  ...new Set(aiKeywords.map(word => word.toLowerCase())),
]
