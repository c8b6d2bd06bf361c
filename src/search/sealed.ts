/**
 * What is kept in files, as bytes: magic, checksum, format, then V8's structured clone. Numbers are written as this
 * machine orders them; a file from another kind of machine fails the magic and is made anew like a damaged one.
 */
import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import { PaperboyError } from '../errors.ts'

/** A kind of file. */
export interface SealedKind {
  /** Four letters, the first in the lowest byte. */
  readonly magic: number
  /** To be raised whenever the content, or how text becomes words, changes. */
  readonly format: number
  /** For people, and the code of its error. */
  readonly name: string
  readonly code: string
}

const headBytes = 12

export function seal({ magic, format }: SealedKind, content: unknown): Uint8Array {
  const body = serialize(content)
  const bytes = new Uint8Array(headBytes + body.length)
  bytes.set(body, headBytes)
  const head = new Uint32Array(bytes.buffer, 0, headBytes / 4)
  head[0] = magic
  head[2] = format
  head[1] = crc32(bytes.subarray(8))
  return bytes
}

/** @throws PaperboyError the kind's `code`, for anything that `seal` didn't write for this kind and format */
export function unseal({ magic, format, name, code }: SealedKind, bytes: Uint8Array): unknown {
  const damaged = (why: string, cause?: unknown): PaperboyError =>
    new PaperboyError(code, `The saved ${name} cannot be used: ${why}.`, {
      cause,
      help: 'It is built anew from the library.',
    })
  if (bytes.length < headBytes) throw damaged('it is too short')
  const head = new Uint32Array(Uint8Array.from(bytes.subarray(0, headBytes)).buffer)
  if (head[0] !== magic) throw damaged(`it is no ${name}`)
  if (head[1] !== crc32(bytes.subarray(8))) throw damaged('its checksum is wrong')
  if (head[2] !== format) throw damaged(`its format is ${head[2]}, not ${format}`)
  try {
    return deserialize(bytes.subarray(headBytes))
  } catch (cause) {
    throw damaged('its content cannot be read', cause)
  }
}
