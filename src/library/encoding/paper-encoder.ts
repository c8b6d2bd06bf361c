/** Encodes the papers of a library in the background, and keeps their vectors in memory and in the database. */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { PaperboyError } from '../../errors.ts'
import type { Logger } from '../../log.ts'
import type { Paper } from '../../papers/paper.ts'
import { cosine, quantize, Vectors } from '../../search/semantic/vectors.ts'
import { type Encoded, type Encoder, isAboutTexts } from '../../sources/encoder.ts'
import type { Database, PaperRow } from '../../storage/schema.ts'
import { limits } from '../limits.ts'
import type { Outage } from './outage.ts'
import {
  anyEncoded,
  forgetModel,
  type Model,
  noteUnchanged,
  papersAfter,
  papersOf,
  type PaperState,
  type Position,
  saveEmbeddings,
  start,
  storedModel,
} from './table.ts'

export interface PaperEncoderOptions {
  readonly db: Kysely<Database>
  readonly encoder: Encoder
  /** The papers of rows, without those that are damaged. */
  readonly read: (rows: PaperRow[]) => Paper[]
  /** Papers in the library. */
  readonly size: () => number
  readonly outage: Outage
  /** How long after a fault it is tried again. */
  readonly encodeAgainMs: number
  readonly log: Logger
}

interface ToEncode extends Position {
  readonly text: string
  readonly hash: string
}

export class PaperEncoder {
  readonly #options: PaperEncoderOptions
  readonly #stopping = new AbortController()
  /** What the vectors are of; the database may still hold others. */
  #model: Model | undefined
  #vectors: Vectors | undefined
  /** Whether the encoder has shown since the last fault that it is the model whose vectors are kept. */
  #isKnown = false
  #position = start
  /** Papers to look at, the newest last. */
  #waiting: string[] = []
  /** Texts that the encoder refuses, by their hashes. */
  readonly #refused = new Set<string>()
  #batch: number = limits.papersPerBatch
  #done = 0
  #again = false
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(options: PaperEncoderOptions) {
    this.#options = options
  }

  /** How many papers have a vector. */
  get encoded(): number {
    return this.#vectors?.size ?? 0
  }

  /** Whether vectors of this model can be compared with those of the papers. */
  isOf({ name, dimensions }: Model): boolean {
    return name === this.#model?.name && dimensions === this.#model.dimensions
  }

  /** The vectors, once nearly all papers have one; before, those that have would pass those that haven't. */
  get vectors(): Vectors | undefined {
    return this.encoded >= limits.encodedShare * this.#options.size() ? this.#vectors : undefined
  }

  /** Reads what is stored, without asking the encoder. */
  async load(): Promise<void> {
    const { db, encoder } = this.#options
    const stored = await storedModel(db, encoder.model)
    if (!stored) return
    this.#use(stored)
    await this.#look()
  }

  /** Papers have changed: encodes what is to be encoded, in the background. */
  wake(): void {
    if (this.#stopping.signal.aborted) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#again = true
    this.#running ??= this.#run()
  }

  /** The encoder has answered as another model than that of the vectors: asks it again in a while. */
  doubt(): void {
    this.#isKnown = false
    this.#wakeLater()
  }

  remove(ids: readonly string[]): void {
    for (const id of ids) this.#vectors?.delete(id)
  }

  /** Leaves off; what was encoded is kept. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#running
  }

  async #run(): Promise<void> {
    const { outage } = this.#options
    try {
      if (!this.#model) await this.load()
      while (this.#again) {
        this.#again = false
        if (!this.#isKnown) await this.#introduce()
        await this.#look()
        await this.#encodeWaiting()
      }
      outage.over()
    } catch (error) {
      if (this.#stopping.signal.aborted) return
      this.#isKnown = false
      this.#batch = Math.ceil(this.#batch / 2)
      outage.report(error)
      this.#wakeLater()
    } finally {
      this.#running = undefined
    }
  }

  #wakeLater(): void {
    this.#timer ??= setTimeout(() => this.wake(), this.#options.encodeAgainMs).unref()
  }

  /**
   * Asks which model answers. Where its name is that of the stored vectors, the text of one of them must also come back
   * as it was: a service may change its model and keep the name, and another version of Paperboy may have sent other texts.
   */
  async #introduce(): Promise<void> {
    const { db, read } = this.#options
    const stored = await anyEncoded(db)
    const [paper] = stored ? read([stored]) : []
    const known = paper && this.#textOf(paper)
    const { model: name, dimensions, vectors } = await this.#ask([known?.text ?? 'paperboy'])
    this.#isKnown = true
    if (stored && stored.model === name) {
      const isSame =
        stored.text_hash === known?.hash &&
        stored.vector.length === dimensions &&
        cosine(quantize(vectors[0]!), signed(stored.vector)) > limits.sameModelCosine
      if (!isSame) await forgetModel(db, name)
      if (isSame && this.isOf({ name, dimensions })) return
    } else if (this.isOf({ name, dimensions })) return
    this.#use({ name, dimensions })
  }

  #use(model: Model): void {
    this.#model = model
    this.#vectors = new Vectors(model.dimensions)
    this.#position = start
    this.#waiting = []
    this.#refused.clear()
  }

  /** Takes in what is stored of papers that are new or have changed, and notes which are to be encoded. */
  async #look(): Promise<void> {
    for await (const rows of papersAfter(this.#options.db, this.#position)) {
      this.#stopping.signal.throwIfAborted()
      for (const row of rows) this.#lookAt(row)
      this.#position = rows.at(-1) ?? this.#position
    }
  }

  #lookAt({ id, revision, model, seen, vector }: PaperState): void {
    const fits = model === this.#model!.name && vector?.length === this.#model!.dimensions
    if (fits) this.#vectors!.set(id, signed(vector))
    if (!fits || seen! < revision) this.#waiting.push(id)
  }

  async #encodeWaiting(): Promise<void> {
    const { log, size } = this.#options
    const before = this.#done
    while (this.#waiting.length > 0) {
      const ids = this.#waiting.slice(-limits.papersPerTransaction)
      await this.#encodePapers(ids)
      this.#waiting.length -= ids.length
    }
    if (this.#done > before)
      log.info({ encoded: this.encoded, papers: size() }, 'encoded the papers that were new or changed')
  }

  async #encodePapers(ids: readonly string[]): Promise<void> {
    const { db, read } = this.#options
    const rows = await papersOf(db, ids)
    const papers = rows.flatMap(row =>
      read([row]).map(paper => {
        const { text, hash } = this.#textOf(paper)
        const isKnown =
          row.model === this.#model!.name && row.text_hash === hash && this.#vectors!.has(row.id)
        return { id: row.id, revision: row.revision, text, hash, isKnown }
      }),
    )
    const unchanged = papers.filter(({ isKnown }) => isKnown)
    if (unchanged.length > 0) await noteUnchanged(db, unchanged)
    const left = papers.filter(({ isKnown, hash }) => !isKnown && !this.#refused.has(hash)).toReversed()
    while (left.length > 0) await this.#encodeBatch(left.splice(0, this.#batch))
  }

  async #encodeBatch(papers: readonly ToEncode[]): Promise<void> {
    const { db, log, size } = this.#options
    const { name: model, dimensions } = this.#model!
    const vectors = await this.#vectorsOf(papers.map(({ text }) => text))
    // Nothing but faults: it may be the encoder's, which this throws.
    if (!vectors.some(vector => vector !== undefined)) await this.#introduce()
    const rows = papers.flatMap(({ id, revision, hash }, at) => {
      const vector = vectors[at]
      if (vector) return { paper_id: id, revision, model, dimensions, text_hash: hash, vector: bytes(vector) }
      log.warn({ paper: id }, 'The encoder refuses a paper, which is ranked without it.')
      this.#refused.add(hash)
      return []
    })
    if (rows.length > 0) await saveEmbeddings(db, rows)
    for (const { paper_id: id, vector } of rows) this.#vectors!.set(id, signed(vector))
    this.#batch = Math.min(2 * this.#batch, limits.papersPerBatch)
    const told = Math.floor(this.#done / limits.encodedPerLine)
    this.#done += rows.length
    if (Math.floor(this.#done / limits.encodedPerLine) > told)
      log.info({ encoded: this.encoded, papers: size() }, 'encoding papers')
  }

  /** One for each text; undefined for one that is refused also when it is asked for alone. */
  async #vectorsOf(texts: readonly string[]): Promise<(Int8Array | undefined)[]> {
    try {
      const { model, dimensions, vectors } = await this.#ask(texts)
      if (!this.isOf({ name: model, dimensions }))
        throw new PaperboyError('encoder.model', `The encoder answered as another model, ${model}.`)
      return vectors.map(quantize)
    } catch (error) {
      if (!isAboutTexts(error)) throw error
      if (texts.length === 1) return [undefined]
      const alone: (Int8Array | undefined)[] = []
      for (const one of texts) alone.push(...(await this.#vectorsOf([one])))
      return alone
    }
  }

  #ask(texts: readonly string[]): Promise<Encoded> {
    return this.#options.encoder.encode(texts, {
      deadlineMs: limits.batchMs,
      signal: this.#stopping.signal,
    })
  }

  #textOf({ title, abstract }: Paper): { text: string; hash: string } {
    const text = this.#options.encoder.textOf(`${title}\n${abstract}`, 'passage')
    return { text, hash: createHash('sha256').update(text).digest('hex') }
  }
}

const signed = ({ buffer, byteOffset, length }: Uint8Array): Int8Array =>
  new Int8Array(buffer, byteOffset, length)
const bytes = ({ buffer, byteOffset, length }: Int8Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, length)
