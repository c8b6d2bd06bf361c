/** The content of a file to import: found, unpacked, and its beginning looked at. */
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { UserError } from '../../errors.ts'
import { limits } from './limits.ts'

export interface Content {
  /** How it begins. */
  readonly head: string
  /** All of it, once. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** The year in which the file was written. */
  readonly year: number
  /** How much of the file was read so far, 0 to 1. */
  share(): number
  close(): void
}

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const gzipMagic = Buffer.of(0x1f, 0x8b)

/** How to import, for whoever got it wrong. */
export const example =
  'For example: npm run -s papers -- import papers.jsonl, with lines like {"id":"1706.03762","title":"Attention Is All You Need"}.'

/**
 * Opens a file, gzipped or not.
 *
 * @throws UserError `import.missing`, `import.unreadable`
 */
export async function openContent(path: string): Promise<Content> {
  const { file, size, year } = await openFile(path)
  const packed = createReadStream('', { fd: file })
  const share = () => Math.min(1, packed.bytesRead / (size || 1))
  const { head, bytes } = await unpacked(await peek(packed, gzipMagic.length))
  return { head: new TextDecoder().decode(head), bytes, year, share, close: () => packed.destroy() }
}

async function unpacked(content: Peeked): Promise<Peeked> {
  const gzipped = content.head.subarray(0, gzipMagic.length).equals(gzipMagic)
  // What goes wrong reaches whoever reads the last stream; nobody else needs to be told.
  const stream = gzipped ? pipeline(content.bytes, createGunzip(), () => {}) : content.bytes
  return peek(stream, limits.headBytes)
}

/** Whether reading failed because a gzipped file is damaged or ends too early. */
export function isDamagedGzip(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^Z_(BUF|DATA)_ERROR$/.test(String(error.code))
}

interface OpenFile {
  readonly file: FileHandle
  readonly size: number
  readonly year: number
}

async function openFile(path: string): Promise<OpenFile> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const stats = await file.stat()
    if (stats.isDirectory()) throw Object.assign(new Error('It is a folder.'), { code: 'EISDIR' })
    return { file, size: stats.size, year: stats.mtime.getUTCFullYear() }
  } catch (cause) {
    await file?.close()
    throw unreadable(path, cause)
  }
}

function unreadable(path: string, cause: unknown): UserError {
  const { code } = cause as { code?: string }
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new UserError('import.missing', `There is no file "${path}".`, { cause, help: example })
  if (code === 'EISDIR')
    return new UserError('import.unreadable', `"${path}" is a folder; only a file can be imported.`, {
      cause,
      help: example,
    })
  return new UserError('import.unreadable', `"${path}" cannot be read.`, {
    cause,
    help: 'Check that the user that runs Paperboy may read it.',
  })
}

interface Peeked {
  readonly head: Buffer
  readonly bytes: AsyncIterable<Uint8Array>
}

/**
 * Looks at the beginning of bytes that can be read only once. A damaged file is read as far as it goes before its error
 * is thrown.
 *
 * @param enough how many bytes the head has at least, where there are so many
 */
async function peek(stream: AsyncIterable<Uint8Array>, enough: number): Promise<Peeked> {
  const chunks = stream[Symbol.asyncIterator]()
  const first: Uint8Array[] = []
  let length = 0
  let next: Promise<IteratorResult<Uint8Array>> = chunks.next()
  while (length < enough) {
    const chunk = await next.catch(() => undefined)
    if (!chunk || chunk.done) break
    first.push(chunk.value)
    length += chunk.value.length
    next = chunks.next()
    next.catch(() => {})
  }
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* first
    for (let chunk = await next; !chunk.done; chunk = await chunks.next()) yield chunk.value
  }
  return { head: Buffer.concat(first), bytes: bytes() }
}
