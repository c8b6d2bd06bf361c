/** Cuts a stream of bytes into lines, or into the entries of a JSON array, none of them longer than a limit. */
import { limits } from './limits.ts'

/** A piece of a file: its text, or why it cannot be read. Positions count from 1. */
export type Piece =
  | { readonly position: number; readonly text: string }
  | { readonly position: number; readonly reason: string }

/** Where pieces end: `at` is called for each byte and tells whether it belongs to the piece, ends it, or neither. */
type Boundary = (byte: number) => 'inside' | 'end' | 'outside'

const newline = 0x0a
const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d]

/** The lines of a file, without those that are blank. */
export function splitLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  return split(bytes, byte => (byte === newline ? 'end' : 'inside'))
}

/** The entries of the JSON array that a file consists of; what stands between and behind them is not looked at. */
export function splitArray(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
  let depth = 0
  let inString = false
  let escaped = false
  return split(bytes, byte => {
    if (inString) {
      if (escaped) escaped = false
      else if (byte === backslash) escaped = true
      else if (byte === quote) inString = false
      return 'inside'
    }
    if (byte === quote) inString = true
    else if (byte === openBracket || byte === openBrace) return depth++ === 0 ? 'outside' : 'inside'
    else if (byte === closeBracket || byte === closeBrace) return --depth === 0 ? 'end' : 'inside'
    return depth === 0 ? 'outside' : byte === comma && depth === 1 ? 'end' : 'inside'
  })
}

async function* split(bytes: AsyncIterable<Uint8Array>, boundary: Boundary): AsyncGenerator<Piece> {
  const piece = new PieceBuilder()
  for await (const chunk of bytes) {
    let start = 0
    for (let at = 0; at < chunk.length; at++) {
      const place = boundary(chunk[at]!)
      if (place === 'inside') continue
      piece.append(chunk.subarray(start, at))
      start = at + 1
      if (place === 'end') yield* piece.finish()
    }
    piece.append(chunk.subarray(start))
  }
  yield* piece.finish()
}

/** Collects the bytes of one piece; drops them, and remembers that, once there are too many. */
class PieceBuilder {
  #parts: Uint8Array[] = []
  #length = 0
  #position = 0
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })

  append(part: Uint8Array): void {
    this.#length += part.length
    if (this.#length > limits.recordBytes) this.#parts = []
    else if (part.length > 0) this.#parts.push(part)
  }

  *finish(): Generator<Piece> {
    this.#position += 1
    const [parts, length] = [this.#parts, this.#length]
    this.#parts = []
    this.#length = 0
    if (length > limits.recordBytes) {
      yield { position: this.#position, reason: `it is longer than ${limits.recordBytes / 1024 / 1024} MB` }
      return
    }
    const text = this.#decode(parts)
    if (text === undefined) yield { position: this.#position, reason: 'its text is not UTF-8' }
    else if (text.trim()) yield { position: this.#position, text }
  }

  #decode(parts: Uint8Array[]): string | undefined {
    try {
      return this.#decoder.decode(parts.length === 1 ? parts[0] : Buffer.concat(parts))
    } catch {
      return undefined
    }
  }
}
