/** The papers of a library as one model sees them: their vectors, in memory and in the database, and who still lacks one. */
import type { Kysely } from 'kysely'
import { Vectors } from '../../search/semantic/vectors.ts'
import type { Database } from '../../storage/schema.ts'
import { type Model, papersAfter, type PaperState, saveEmbeddings, start } from './table.ts'

export interface EncodedPaper {
  readonly id: string
  readonly revision: number
  /** Of the text that was encoded. */
  readonly hash: string
  readonly vector: Int8Array
}

export class EncodedPapers {
  readonly model: Model
  readonly vectors: Vectors
  /** To be encoded, the newest last. */
  readonly waiting: string[] = []
  /** Texts that the encoder refuses, by their hashes. */
  readonly refused = new Set<string>()
  readonly #db: Kysely<Database>
  /** Everything up to here was looked at; the database may still hold vectors of other models. */
  #position = start

  constructor(db: Kysely<Database>, model: Model) {
    this.#db = db
    this.model = model
    this.vectors = new Vectors(model.dimensions)
  }

  isOf({ name, dimensions }: Model): boolean {
    return name === this.model.name && dimensions === this.model.dimensions
  }

  /** Takes in what is stored of papers that are new or have changed, and notes which are to be encoded. */
  async look(signal: AbortSignal): Promise<void> {
    for await (const rows of papersAfter(this.#db, this.#position)) {
      signal.throwIfAborted()
      for (const row of rows) this.#lookAt(row)
      this.#position = rows.at(-1) ?? this.#position
    }
  }

  #lookAt({ id, revision, model, seen, vector }: PaperState): void {
    const fits = model === this.model.name && vector?.length === this.model.dimensions
    if (fits) this.vectors.set(id, signed(vector))
    if (!fits || seen! < revision) this.waiting.push(id)
  }

  async save(papers: readonly EncodedPaper[]): Promise<void> {
    const { name: model, dimensions } = this.model
    const rows = papers.map(({ id, revision, hash, vector }) => {
      return { paper_id: id, revision, model, dimensions, text_hash: hash, vector: unsigned(vector) }
    })
    if (rows.length > 0) await saveEmbeddings(this.#db, rows)
    for (const { id, vector } of papers) this.vectors.set(id, vector)
  }
}

/** A vector as the database has it. */
export function signed({ buffer, byteOffset, length }: Uint8Array): Int8Array {
  return new Int8Array(buffer, byteOffset, length)
}

function unsigned({ buffer, byteOffset, length }: Int8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length)
}
