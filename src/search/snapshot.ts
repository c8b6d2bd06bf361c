/** The index as a file. */
import { FileWindow } from './file-window.ts'
import { limits } from './limits.ts'
import { LiveSegment } from './live-segment.ts'
import type { RandomAccessFile } from './random-access-file.ts'
import { aligned, type SealedKind, seal, unseal } from './sealed.ts'
import type { Segment } from './segment.ts'
import { RowsInMemory, RowsOnFile, type StoredRows } from './stored-rows.ts'

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
  format: 10,
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
  const { content, apart } = unseal(kind, file)
  const { tag, segments } = content as Content
  const usesFile = file.size - apart > inMemory
  const rows = new RowReader(file, apart, usesFile)
  return {
    tag,
    segments: segments.map(({ segment, removed }) => new LiveSegment(withRows(segment, rows), removed)),
    usesFile,
  }
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

type ArrayType<V> = { readonly BYTES_PER_ELEMENT: number; new (buffer: ArrayBuffer): V }

/** Takes what lies apart in a file, one after the other. */
class RowReader {
  readonly #file: RandomAccessFile
  readonly #window: FileWindow | undefined
  #at: number

  constructor(file: RandomAccessFile, at: number, usesFile: boolean) {
    this.#file = file
    this.#at = at
    this.#window = usesFile ? new FileWindow(file) : undefined
  }

  next<V extends Uint8Array | Uint16Array>(
    { start }: { start: Uint32Array },
    type: ArrayType<V>,
  ): StoredRows<V> {
    if (!this.#window) return this.nextInMemory({ start }, type)
    const rows = new RowsOnFile(start, type, this.#window, this.#at)
    this.#at += aligned(start.at(-1)! * type.BYTES_PER_ELEMENT)
    return rows
  }

  nextInMemory<V extends Uint8Array | Uint16Array>(
    { start }: { start: Uint32Array },
    type: ArrayType<V>,
  ): StoredRows<V> {
    const bytes = new Uint8Array(start.at(-1)! * type.BYTES_PER_ELEMENT)
    this.#file.read(bytes, this.#at)
    this.#at += aligned(bytes.length)
    return new RowsInMemory(start, new type(bytes.buffer))
  }
}
