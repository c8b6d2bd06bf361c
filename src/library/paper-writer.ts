/** How papers come into the library: into its tables in small transactions, one at a time, and then into the search index. */
import { setImmediate as pause } from 'node:timers/promises'
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely, Transaction } from 'kysely'
import PQueue from 'p-queue'
import { isListDay } from '../papers/calendar.ts'
import type { Paper } from '../papers/paper.ts'
import type { Database, PaperRow } from '../storage/schema.ts'
import type { Encoding } from './encoding/encoding.ts'
import type { PutResult } from './library.ts'
import { limits } from './limits.ts'
import { enterLists, recordFetch } from './list-tables.ts'
import type { LiveIndex } from './live-index.ts'
import { type BatchChange, mergeBatch } from './merge-batch.ts'
import { holdsOnlyStarter, loadKnown, storeChange } from './paper-tables.ts'

/**
 * Which list a paper joins when it is put: files and the starter library carry lists, a single live answer doesn't. A
 * file may say anything; a day that has no list, or that is still to come, is none.
 */
function listCarried({ origin, listDate }: Paper, today: string): string | undefined {
  const carries = origin === 'file' || origin === 'starter'
  return carries && listDate && listDate <= today && isListDay(listDate) ? listDate : undefined
}

export interface PaperWriterOptions {
  readonly db: Kysely<Database>
  readonly now: () => Temporal.Instant
  readonly index: LiveIndex
  readonly encoding: Encoding | undefined
  /** The papers of rows, without those that are damaged. */
  readonly read: (rows: PaperRow[]) => Paper[]
}

export class PaperWriter {
  readonly #options: PaperWriterOptions
  /** One write at a time, so that the index always holds every paper up to its revision. */
  readonly #writes = new PQueue({ concurrency: 1 })
  #onlyStarter: boolean

  private constructor(options: PaperWriterOptions, onlyStarter: boolean) {
    this.#options = options
    this.#onlyStarter = onlyStarter
  }

  static async open(options: PaperWriterOptions): Promise<PaperWriter> {
    return new PaperWriter(options, await holdsOnlyStarter(options.db))
  }

  /** Whether there is no paper but those that come with Paperboy. */
  get onlyStarter(): boolean {
    return this.#onlyStarter
  }

  put(papers: readonly Paper[]): Promise<PutResult> {
    const today = this.#options.now().toString().slice(0, 10)
    return this.#putAll(papers, paper => listCarried(paper, today))
  }

  putList(
    date: string,
    papers: readonly Paper[],
    fetch: { fetchedAt: string; closed: boolean },
  ): Promise<PutResult> {
    const listed = papers.map(paper => ({ ...paper, listDate: paper.listDate ?? date }))
    return this.#putAll(
      listed,
      () => date,
      transaction => recordFetch(transaction, date, fetch),
    )
  }

  /** Closes the index after all writes until now. */
  close(): Promise<void> {
    return this.#writes.add(() => this.#options.index.close())
  }

  /** @param finish is part of the last transaction */
  async #putAll(
    papers: readonly Paper[],
    listOf: (paper: Paper) => string | undefined,
    finish?: (transaction: Transaction<Database>) => Promise<void>,
  ): Promise<PutResult> {
    const sum = { added: 0, changed: 0, unchanged: 0 }
    let rest = papers
    do {
      const batch = rest.slice(0, limits.papersPerTransaction)
      rest = rest.slice(batch.length)
      const { counts } = await this.#writes.add(() =>
        this.#putBatch(batch, listOf, rest.length > 0 ? undefined : finish),
      )
      sum.added += counts.added
      sum.changed += counts.changed
      sum.unchanged += counts.unchanged
      // Others come in between batches, and before they are indexed, which takes as long as storing them.
      await pause()
    } while (rest.length > 0)
    const { index } = this.#options
    index.flush()
    index.saveWhenGrown()
    return sum
  }

  async #putBatch(
    batch: readonly Paper[],
    listOf: (paper: Paper) => string | undefined,
    finish?: (transaction: Transaction<Database>) => Promise<void>,
  ): Promise<BatchChange> {
    const { db, now, index, encoding, read } = this.#options
    const revision = index.revision + 1
    const change = await db.transaction().execute(async transaction => {
      const result = mergeBatch(await loadKnown(transaction, batch, read), batch)
      const entries = batch.flatMap((paper, at) => {
        const date = listOf(paper)
        return date ? { date, id: result.ids[at]! } : []
      })
      await storeChange(transaction, result, revision)
      await enterLists(transaction, entries, now().toString())
      await finish?.(transaction)
      return result
    })
    if (change.changed.length + change.takenOver.size > 0) {
      index.apply(change.changed, [...change.takenOver.keys()], revision)
      encoding?.wake([...change.takenOver.keys()])
    }
    if (change.changed.some(paper => paper.origin !== 'starter')) this.#onlyStarter = false
    return change
  }
}
