/** A program: reads a collection, puts it into one engine, and saves that. */
import { type CollectionName, type Document, readDocuments } from '../data.ts'
import { type EngineName, loadEngine } from './engine.ts'

export interface Built {
  /** From the documents in memory to the saved index. */
  readonly buildSeconds: number
  readonly diskMb: number
}

const [name, collection, file] = process.argv.slice(2) as [EngineName, CollectionName, string]
const { create } = await loadEngine(name)
const documents: Document[] = []
for await (const document of readDocuments(collection)) documents.push(document)
const start = performance.now()
const engine = await create(file)
await engine.add(documents)
const bytes = await engine.save()
const built: Built = { buildSeconds: (performance.now() - start) / 1000, diskMb: bytes / 1e6 }
console.log(JSON.stringify(built))
