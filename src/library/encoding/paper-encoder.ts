/** Encodes the papers of a library in the background, and keeps their vectors in memory and in the database. */
import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Logger } from '../../log.ts'
import type { Paper } from '../../papers/paper.ts'
import { cosine, quantize, type Vectors } from '../../search/semantic/vectors.ts'
import { type Encoded, type Encoder, isAboutTexts } from '../../sources/encoder.ts'
import type { Database, PaperRow } from '../../storage/schema.ts'
import { limits } from '../limits.ts'
import { type EncodedPaper, EncodedPapers, signed } from './encoded-papers.ts'
import { answeredAs, type Outage } from './outage.ts'
import {
  anyEncoded,
  forgetModel,
  type Model,
  noteUnchanged,
  papersOf,
  type Position,
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
  /** As the model sees them that answered last. */
  #papers: EncodedPapers | undefined
  /** Whether the encoder has shown since the last fault that it is the model whose vectors are kept. */
  #isKnown = false
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
    return this.#papers?.vectors.size ?? 0
  }

  /** Whether vectors of this model can be compared with those of the papers. */
  isOf(model: Model): boolean {
    return this.#papers?.isOf(model) ?? false
  }

  /** The vectors, once nearly all papers have one; before, those that have would pass those that haven't. */
  get vectors(): Vectors | undefined {
    return this.encoded >= limits.encodedShare * this.#options.size() ? this.#papers?.vectors : undefined
  }

  /** Reads what is stored, without asking the encoder. */
  async load(): Promise<void> {
    const { db, encoder } = this.#options
    const stored = await storedModel(db, encoder.model)
    if (!stored) return
    this.#papers = new EncodedPapers(db, stored)
    await this.#papers.look(this.#stopping.signal)
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
    for (const id of ids) this.#papers?.vectors.delete(id)
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
      if (!this.#papers) await this.load()
      while (this.#again) {
        this.#again = false
        const papers = this.#isKnown ? this.#papers! : await this.#introduce()
        await papers.look(this.#stopping.signal)
        await this.#encodeWaiting(papers)
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
  async #introduce(): Promise<EncodedPapers> {
    const { db, read } = this.#options
    const stored = await anyEncoded(db)
    const [paper] = stored ? read([stored]) : []
    const known = paper && this.#textOf(paper)
    const { model: name, dimensions, vectors } = await this.#ask([known?.text ?? 'paperboy'])
    this.#isKnown = true
    const isChanged =
      stored?.model === name &&
      (stored.text_hash !== known?.hash ||
        stored.vector.length !== dimensions ||
        cosine(quantize(vectors[0]!), signed(stored.vector)) <= limits.sameModelCosine)
    if (isChanged) await forgetModel(db, name)
    if (isChanged || !this.#papers?.isOf({ name, dimensions }))
      this.#papers = new EncodedPapers(db, { name, dimensions })
    return this.#papers
  }

  async #encodeWaiting(papers: EncodedPapers): Promise<void> {
    const { log, size } = this.#options
    const before = this.#done
    while (papers.waiting.length > 0) {
      const ids = papers.waiting.slice(-limits.papersPerTransaction)
      await this.#encodePapers(ids, papers)
      papers.waiting.length -= ids.length
    }
    if (this.#done > before)
      log.info({ encoded: this.encoded, papers: size() }, 'encoded the papers that were new or changed')
  }

  async #encodePapers(ids: readonly string[], papers: EncodedPapers): Promise<void> {
    const { db, read } = this.#options
    const { model, vectors, refused } = papers
    const rows = await papersOf(db, ids)
    const found = rows.flatMap(row =>
      read([row]).map(paper => {
        const { text, hash } = this.#textOf(paper)
        const isKnown = row.model === model.name && row.text_hash === hash && vectors.has(row.id)
        return { id: row.id, revision: row.revision, text, hash, isKnown }
      }),
    )
    const unchanged = found.filter(({ isKnown }) => isKnown)
    if (unchanged.length > 0) await noteUnchanged(db, unchanged)
    const left = found.filter(({ isKnown, hash }) => !isKnown && !refused.has(hash)).toReversed()
    while (left.length > 0) await this.#encodeBatch(left.splice(0, this.#batch), papers)
  }

  async #encodeBatch(batch: readonly ToEncode[], papers: EncodedPapers): Promise<void> {
    const vectors = await this.#vectorsOf(batch.map(({ text }) => text))
    // Nothing but faults: it may be the encoder's, which this throws.
    if (!vectors.some(vector => vector !== undefined)) {
      const now = await this.#introduce()
      if (now !== papers) throw answeredAs(now.model.name)
    }
    const encoded = batch.flatMap(({ id, revision, hash }, at): EncodedPaper[] => {
      const vector = vectors[at]
      if (vector) return [{ id, revision, hash, vector }]
      this.#options.log.warn({ paper: id }, 'The encoder refuses a paper, which is ranked without it.')
      papers.refused.add(hash)
      return []
    })
    await papers.save(encoded)
    this.#batch = Math.min(2 * this.#batch, limits.papersPerBatch)
    this.#tell(encoded.length)
  }

  #tell(more: number): void {
    const { log, size } = this.#options
    const told = Math.floor(this.#done / limits.encodedPerLine)
    this.#done += more
    if (Math.floor(this.#done / limits.encodedPerLine) > told)
      log.info({ encoded: this.encoded, papers: size() }, 'encoding papers')
  }

  /** One for each text; undefined for one that is refused also when it is asked for alone. */
  async #vectorsOf(texts: readonly string[]): Promise<(Int8Array | undefined)[]> {
    try {
      const { model, dimensions, vectors } = await this.#ask(texts)
      if (!this.isOf({ name: model, dimensions })) throw answeredAs(model)
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
