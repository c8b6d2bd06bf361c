/** The real papers, queries and judgments. They are read where they lie and never committed. */
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import { UserError } from '../src/errors.ts'
import type { Paper } from '../src/papers/paper.ts'
import { seededRandom } from '../src/search/semantic/random.ts'

export interface Document {
  readonly id: string
  readonly title: string
  readonly text: string
}

/** 13,197 Daily Papers; with `--full` also 126,793 of arXiv. */
export const collections = process.argv.includes('--full')
  ? (['hf_daily', 'arxiv'] as const)
  : (['hf_daily'] as const)

export type CollectionName = 'hf_daily' | 'arxiv'

export const dataFolder = resolve(
  process.env['PAPERBOY_REAL_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url)),
)

/** @throws UserError `bench.data` when it is not there */
export function dataFile(...name: readonly string[]): string {
  const path = join(dataFolder, ...name)
  if (existsSync(path)) return path
  throw new UserError('bench.data', `The benchmarks need "${path}", which is not there.`, {
    help: 'Name the folder that holds it in PAPERBOY_REAL_DATA.',
  })
}

export const collectionFile = (name: CollectionName): string => dataFile(`${name}.jsonl.gz`)

export async function* readDocuments(name: CollectionName): AsyncGenerator<Document> {
  const lines = createInterface(createReadStream(collectionFile(name)).pipe(createGunzip()))
  for await (const line of lines) {
    const { id, title, abstract } = JSON.parse(line) as Record<'id' | 'title' | 'abstract', string>
    yield { id, title, text: abstract }
  }
}

/**
 * Documents made of the titles and sentences of real ones, so that words are as frequent and stand beside each other as
 * they really do. The same every time.
 */
export async function* recombined(name: CollectionName, count: number): AsyncGenerator<Document> {
  const titles: string[] = []
  const abstracts: string[][] = []
  for await (const { title, text } of readDocuments(name)) {
    titles.push(title)
    abstracts.push(text.split(/(?<=[.?!]) /))
  }
  const random = seededRandom(1)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  for (let at = 0; at < count; at++) {
    const [first, second] = [pick(titles).split(' '), pick(titles).split(' ')]
    const title = [...first.slice(0, first.length / 2), ...second.slice(second.length / 2)].join(' ')
    const sentences = pick(abstracts).map(() => pick(pick(abstracts)))
    yield { id: idOf(at), title, text: sentences.join(' ') }
  }
}

/** Ids of the year 2027, 100,000 of each month. */
function idOf(at: number): string {
  const month = String(1 + Math.floor(at / 100_000)).padStart(2, '0')
  return `27${month}.${String(at % 100_000).padStart(5, '0')}`
}

/** What a document is for the product's engine. */
export function paperOf({ id, title, text }: Document): Paper {
  return { id, title, abstract: text, authors: [], categories: [], origin: 'file' }
}

/** Hugging Face's own keywords, the nearest to what people type; 300 of them. */
export function keywordQueries(): { id: string; text: string }[] {
  const lines = readFileSync(dataFile('relevance', 'hf_keywords', 'queries.jsonl'), 'utf8')
  return lines
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { id: string; text: string })
}

/** The first 25 words of sentences that have as many, one of each of the first papers that has one. */
export async function sentenceQueries(name: CollectionName, count: number): Promise<string[]> {
  const sentences: string[] = []
  for await (const { text } of readDocuments(name)) {
    const long = text
      .split(/(?<=[.?!]) /)
      .map(sentence => sentence.split(' '))
      .find(({ length }) => length >= 25)
    if (long && sentences.push(long.slice(0, 25).join(' ')) === count) break
  }
  return sentences
}
