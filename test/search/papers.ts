/** Papers for the tests of search, in the true shape and of our own invention. */
import { crc32 } from 'node:zlib'
import type { Paper } from '../../src/papers/paper.ts'
import { createEngine, type SearchEngine } from '../../src/search/engine.ts'
import type { SearchOptions } from '../../src/search/result.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import type { RandomAccessFile } from '../../src/search/files/random-access-file.ts'

export const today = '2026-11-21'

export function paper(id: string, title: string, abstract = '', rest: Partial<Paper> = {}): Paper {
  return { id, title, abstract, authors: [], categories: [], origin: 'file', ...rest }
}

export function engineOf(...papers: readonly Paper[]): SearchEngine {
  const engine = createEngine()
  engine.add(papers)
  return engine
}

/** The ids that a typed query finds, in order. */
export function find(engine: SearchEngine, typed: string, options?: SearchOptions): string[] {
  return engine.search(parseQuery(typed, today).query, options).matches.map(({ id }) => id)
}

/** Papers that say the same. */
export const many = (count: number, title: string): Paper[] =>
  Array.from({ length: count }, (_, at) => paper(`${title} ${at}`, title))

/** What is saved, as the file that it would be in. */
export function fileOf(bytes: Uint8Array): RandomAccessFile {
  return {
    size: bytes.length,
    read(into, at) {
      if (at + into.length > bytes.length) throw new Error('The file is shorter.')
      into.set(bytes.subarray(at, at + into.length))
    },
  }
}

/** A file that counts, and that fails when it shall. */
export function watched(bytes: Uint8Array) {
  const file = fileOf(bytes)
  const seen = { reads: 0, bytes: 0, fails: false }
  const read = (into: Uint8Array, at: number): void => {
    if (seen.fails) {
      into.fill(7)
      throw new Error('The disk is gone.')
    }
    seen.reads++
    seen.bytes += into.length
    file.read(into, at)
  }
  return { file: { size: file.size, read }, seen }
}

/** What is written piece by piece, in one. */
export function bytesOf(pieces: Iterable<Uint8Array>): Uint8Array {
  return new Uint8Array(Buffer.concat([...pieces]))
}

/** A file as another version would have written it: whole, of the same kind, in another format. */
export function inOtherFormat(file: Uint8Array): Uint8Array {
  const other = Buffer.from(file)
  const end = other.length - 4
  other.writeUInt32LE(other.readUInt32LE(4) + 1, 4)
  other.writeUInt32LE(crc32(other.subarray(0, end)), end)
  return other
}
