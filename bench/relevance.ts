/** A relevance collection: a folder with documents, queries and judgments, whatever they are about. */
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import type { Document } from './data.ts'
import { type Judgments, readJudgments } from './judgments.ts'

export interface TypedQuery {
  readonly id: string
  readonly text: string
}

export interface RelevanceCollection {
  readonly documents: readonly Document[]
  readonly queries: readonly TypedQuery[]
  readonly judgments: Judgments
}

const id = z.union([z.string(), z.number()]).transform(String)
const text = z
  .string()
  .nullish()
  .transform(found => found ?? '')
const documentSchema = z.object({ id, title: text, text })
const querySchema = z.object({ id, text: z.string() })

export async function readCollection(folder: string): Promise<RelevanceCollection> {
  return {
    documents: await all(documentsOf(folder)),
    queries: await all(queriesOf(folder)),
    judgments: readJudgments(join(folder, 'qrels.tsv')),
  }
}

/** `corpus.jsonl` or `corpus.jsonl.gz`: id, title, text, of which one may be missing. */
export const documentsOf = (folder: string): AsyncGenerator<Document> =>
  readLines(join(folder, 'corpus.jsonl'), documentSchema)

/** `queries.jsonl` or `queries.jsonl.gz`: id, text. */
export const queriesOf = (folder: string): AsyncGenerator<TypedQuery> =>
  readLines(join(folder, 'queries.jsonl'), querySchema)

async function* readLines<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T> {
  const isPlain = existsSync(path)
  const bytes = createReadStream(isPlain ? path : `${path}.gz`)
  const lines = createInterface(isPlain ? bytes : bytes.pipe(createGunzip()))
  for await (const line of lines) if (line.trim() !== '') yield schema.parse(JSON.parse(line))
}

async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of found) items.push(item)
  return items
}
