/** The index as a file. */
import { type ArrayType, type CheckedReader, padding } from '../files/checked-reader.ts'
import { FileWindow } from '../files/file-window.ts'
import { limits } from '../limits.ts'
import { LiveSegment } from './live-segment.ts'
import type { RandomAccessFile } from '../files/random-access-file.ts'
import { type SealedKind, seal, unseal } from '../files/sealed.ts'
import type { Segment } from './segment.ts'
import { RowsInMemory, RowsOnFile, type StoredRows, type Values } from '../files/stored-rows.ts'

export interface Snapshot {
  readonly tag: string
  readonly segments: readonly LiveSegment[]
}

interface Content {
  readonly tag: string
  readonly segments: readonly { readonly segment: Segment; readonly removed: Uint32Array }[]
}

const kind: SealedKind = {
  /** `PBSI` */
  magic: 0x49534250,
  format: 16,
  name: 'search index',
  code: 'search.snapshot-damaged',
}

/** What is removed later has no part in it. */
export function writeSnapshot({ tag, segments }: Snapshot): Generator<Uint8Array> {
  const content: Content = {
    tag,
    segments: segments.map(live => ({ segment: live.segment, removed: Uint32Array.from(live.removed()) })),
  }
  const apart = segments.flatMap(({ segment: { textTokens, pairs, titles, titleTokens } }) =>
    [textTokens, pairs.documents, titles, titleTokens].map(rows => rows.pieces()),
  )
  return seal(kind, content, apart)
}

/**
 * @param inMemory bytes of texts up to which these are read too; more are left on the file, which then stays in use
 * @throws PaperboyError `search.snapshot-damaged` for anything that `writeSnapshot` of this format didn't write
 */
export function readSnapshot(
  file: RandomAccessFile,
  inMemory: number = limits.textBytesInMemory,
): Snapshot & { readonly usesFile: boolean } {
  const { segments, ...opened } = unseal(kind, file, (content, apart) => {
    const usesFile = apart.left > inMemory
    const rows = new RowReader(apart, usesFile ? new FileWindow(file) : undefined)
    const { tag, segments: saved } = content as Content
    return {
      tag,
      segments: saved.map(({ segment, removed }) => ({ segment: withRows(segment, rows), removed })),
      usesFile,
    }
  })
  return { ...opened, segments: segments.map(({ segment, removed }) => new LiveSegment(segment, removed)) }
}

/** What most searches need of many papers, the titles' tokens, is always in memory. */
function withRows(segment: Segment, rows: RowReader): Segment {
  const { textTokens, pairs, titles, titleTokens } = segment
  return {
    ...segment,
    textTokens: rows.next(textTokens, Uint16Array),
    pairs: { ...pairs, documents: rows.next(pairs.documents, Uint16Array) },
    titles: rows.next(titles, Uint8Array),
    titleTokens: rows.nextInMemory(titleTokens, Uint16Array),
  }
}

type Start = Pick<StoredRows<Uint8Array>, 'start'>

/** Takes the rows that lie apart, one after the other. */
class RowReader {
  readonly #apart: CheckedReader
  readonly #window: FileWindow | undefined

  /** @param window on the file that rows are left on */
  constructor(apart: CheckedReader, window: FileWindow | undefined) {
    this.#apart = apart
    this.#window = window
  }

  next<V extends Values>({ start }: Start, type: ArrayType<V>): StoredRows<V> {
    if (!this.#window) return this.nextInMemory({ start }, type)
    const rows = new RowsOnFile(start, type, this.#window, this.#apart.at)
    const bytes = start.at(-1)! * type.BYTES_PER_ELEMENT
    this.#apart.skip(bytes + padding(bytes))
    return rows
  }

  nextInMemory<V extends Values>({ start }: Start, type: ArrayType<V>): StoredRows<V> {
    return new RowsInMemory(start, this.#apart.array(type, start.at(-1)!))
  }
}
