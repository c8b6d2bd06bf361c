/**
 * The index as bytes: magic, checksum, format, then V8's structured clone of a segment. Numbers are written as this
 * machine orders them; a file from another kind of machine fails the magic and is built anew like a damaged one.
 */
import { deserialize, serialize } from 'node:v8'
import { crc32 } from 'node:zlib'
import { PaperboyError } from '../errors.ts'
import type { Segment } from './segment.ts'

export interface Snapshot {
  readonly tag: string
  readonly segment: Segment
}

/** `PBSI` on a little-endian machine. */
const magic = 0x49534250
/** To be raised whenever `Segment`, or how text becomes words, changes. */
const format = 1
const headBytes = 12

export function writeSnapshot(snapshot: Snapshot): Uint8Array {
  const body = serialize(snapshot)
  const bytes = new Uint8Array(headBytes + body.length)
  bytes.set(body, headBytes)
  const head = new Uint32Array(bytes.buffer, 0, headBytes / 4)
  head[0] = magic
  head[2] = format
  head[1] = crc32(bytes.subarray(8))
  return bytes
}

/** @throws PaperboyError `search.snapshot-damaged` for anything that `writeSnapshot` of this format didn't write */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  if (bytes.length < headBytes) throw damaged('it is too short')
  const head = new Uint32Array(Uint8Array.from(bytes.subarray(0, headBytes)).buffer)
  if (head[0] !== magic) throw damaged('it is no search index')
  if (head[1] !== crc32(bytes.subarray(8))) throw damaged('its checksum is wrong')
  if (head[2] !== format) throw damaged(`its format is ${head[2]}, not ${format}`)
  try {
    return deserialize(bytes.subarray(headBytes)) as Snapshot
  } catch (cause) {
    throw damaged('its content cannot be read', cause)
  }
}

function damaged(why: string, cause?: unknown): PaperboyError {
  return new PaperboyError('search.snapshot-damaged', `The saved search index cannot be used: ${why}.`, {
    cause,
    help: 'It is built anew from the library.',
  })
}
