/** Opens the library of a database, with its live search index. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import type { Logger } from '../log.ts'
import type { Paper } from '../papers/paper.ts'
import type { Encoder } from '../sources/encoder.ts'
import type { Database, PaperRow } from '../storage/schema.ts'
import { Encoding } from './encoding/encoding.ts'
import type { Library } from './library.ts'
import { limits } from './limits.ts'
import { LiveIndex } from './live-index.ts'
import { ModelLearner } from './model-learner.ts'
import { PaperWriter } from './paper-writer.ts'
import { StoredLibrary } from './stored-library.ts'
import { paperOf } from './paper-tables.ts'

export interface LibraryOptions {
  /** From `openDatabase`; stays open when the library is closed. */
  readonly db: Kysely<Database>
  /** Where the search index is kept between runs; nowhere when left out. Damaged, missing or left behind, it is built again. */
  readonly snapshotFile?: string
  /** Bytes of texts up to which they are in memory and not on that file. Default 128 MB. */
  readonly textsInMemory?: number
  /** Where the semantic model is kept that is learnt from the search index; none is used when left out. */
  readonly modelFile?: string
  /** How long after a search a model is learnt, in milliseconds. Default 10 s. */
  readonly learnAfterMs?: number
  /** Sees nearness in meaning in place of that model. */
  readonly encoder?: Encoder | undefined
  /** How long after a fault of the encoder papers are tried again, in milliseconds. Default a minute. */
  readonly encodeAgainMs?: number
  /** What a search waits for the encoder, in milliseconds. Default 250. */
  readonly encodedWithinMs?: number
  /** Never writes, neither rows nor the snapshot nor the model, and encodes no paper. */
  readonly readOnly: boolean
  readonly now: () => Temporal.Instant
  readonly log: Logger
}

/** Opens the library of a database, ready to be searched. */
export async function openLibrary(options: LibraryOptions): Promise<Library> {
  const { db, now, log } = options
  const read = (rows: PaperRow[]): Paper[] => readable(rows, log)
  const index = await LiveIndex.open({ ...options, read })
  const learner = await learnerFor(index, options)
  const encoding = encodingFor(index, read, options)
  const writer = await PaperWriter.open({ db, now, index, encoding, read })
  return new StoredLibrary(db, { index, learner, encoding, read, writer })
}

async function learnerFor(index: LiveIndex, options: LibraryOptions): Promise<ModelLearner | undefined> {
  const { snapshotFile, modelFile, readOnly, log, learnAfterMs = limits.learnAfterMs } = options
  if (!snapshotFile || !modelFile) return undefined
  return ModelLearner.open({ snapshotFile, modelFile, index, readOnly, log, learnAfterMs })
}

function encodingFor(
  index: LiveIndex,
  read: (rows: PaperRow[]) => Paper[],
  options: LibraryOptions,
): Encoding | undefined {
  const { encoder, encodeAgainMs = limits.encodeAgainMs, encodedWithinMs = limits.encodedWithinMs } = options
  if (!encoder) return undefined
  const size = () => index.engine.size
  return new Encoding({ ...options, encoder, encodeAgainMs, encodedWithinMs, read, size })
}

/** The papers of rows; one that is damaged is logged and left out. */
function readable(rows: PaperRow[], log: Logger): Paper[] {
  return rows.flatMap(row => {
    try {
      return [paperOf(row)]
    } catch (error) {
      log.error(
        { err: error },
        'A paper in the library is damaged and was left out; importing or syncing it again replaces it.',
      )
      return []
    }
  })
}
