/**
 * What is kept in files: magic, format and length, V8's structured clone without the typed arrays, these one after the
 * other, then what lies apart because not all of it is read, and a checksum of all. Arrays begin at multiples of 8 bytes.
 * Numbers are written as this machine orders them; a file from another kind of machine fails the magic and is made anew
 * like a damaged one.
 */
import { DefaultSerializer, Deserializer } from 'node:v8'
import { crc32 } from 'node:zlib'
import { PaperboyError } from '../errors.ts'
import type { RandomAccessFile } from './random-access-file.ts'

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

export interface Unsealed {
  readonly content: unknown
  /** Where that begins which lies apart; each of it as `aligned` has it. */
  readonly apart: number
}

type TypedArray = InstanceType<(typeof arrayTypes)[number]>

const arrayTypes = [
  Uint8Array,
  Int8Array,
  Uint16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
] as const
const headBytes = 16
const checksumBytes = 4
const alignment = 8
/** So much at once is a matter of less than a millisecond. */
const pieceBytes = 2 ** 20

/** Bytes that something takes in a file, so that the next thing begins where it may. */
export function aligned(length: number): number {
  return length + padding(length)
}

const padding = (length: number): number => (alignment - (length % alignment)) % alignment

/**
 * The bytes of a file, piece by piece: typed arrays must not change until the last was taken.
 * @param apart the bytes of what isn't part of the content, in pieces
 */
export function* seal(
  { magic, format }: SealedKind,
  content: unknown,
  apart: Iterable<Iterable<Uint8Array>> = [],
): Generator<Uint8Array> {
  const serializer = new ContentSerializer()
  serializer.writeHeader()
  serializer.writeValue(content)
  const body = serializer.releaseBuffer()
  let checksum = 0
  const parts = [new Uint32Array([magic, format, body.length, 0]), body, ...serializer.arrays]
  for (const part of [...parts.map(array => [bytesOf(array)]), ...apart]) {
    let length = 0
    for (const bytes of part)
      for (const piece of pieces(bytes)) {
        checksum = crc32(piece, checksum)
        length += piece.length
        yield piece
      }
    const end = new Uint8Array(padding(length))
    checksum = crc32(end, checksum)
    yield end
  }
  yield bytesOf(new Uint32Array([checksum]))
}

/** @throws PaperboyError the kind's `code`, for anything that `seal` didn't write for this kind and format */
export function unseal({ magic, format, name, code }: SealedKind, file: RandomAccessFile): Unsealed {
  const damaged = (why: string, cause?: unknown): PaperboyError =>
    new PaperboyError(code, `The saved ${name} cannot be used: ${why}.`, {
      cause,
      help: 'It is built anew from the library.',
    })
  if (file.size < headBytes + checksumBytes) throw damaged('it is too short')
  const reader = new CheckedReader(file, file.size - checksumBytes)
  const head = reader.take(new Uint32Array(headBytes / 4))
  if (head[0] !== magic) throw damaged(`it is no ${name}`)
  if (head[1] !== format) throw damaged(`its format is ${head[1]}, not ${format}`)
  const unsealed = contentOf(reader, head[2]!, damaged)
  reader.toEnd()
  const checksum = new Uint32Array(1)
  file.read(bytesOf(checksum), file.size - checksumBytes)
  if (checksum[0] !== reader.checksum) throw damaged('its checksum is wrong')
  return unsealed
}

/** What isn't checked yet: all that it may be is wrong. */
function contentOf(
  reader: CheckedReader,
  bodyLength: number,
  damaged: (why: string, cause: unknown) => PaperboyError,
): Unsealed {
  try {
    const deserializer = new ContentDeserializer(reader, bodyLength)
    deserializer.readHeader()
    return { content: deserializer.readValue(), apart: reader.at }
  } catch (cause) {
    throw damaged('its content cannot be read', cause)
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** Reads a file from its beginning to its end and keeps the checksum of what it has read. */
class CheckedReader {
  readonly #file: RandomAccessFile
  readonly #end: number
  at = 0
  checksum = 0

  constructor(file: RandomAccessFile, end: number) {
    this.#file = file
    this.#end = end
  }

  /** Fills an array and steps over what aligns the next one. */
  take<T extends ArrayBufferView>(array: T): T {
    this.#read(bytesOf(array))
    this.#read(new Uint8Array(padding(array.byteLength)))
    return array
  }

  /** @throws RangeError when there are fewer */
  expect(bytes: number): void {
    if (bytes > this.#end - this.at) throw new RangeError(`${bytes} bytes are more than there are.`)
  }

  /** Checks what is left without keeping it. */
  toEnd(): void {
    const scratch = new Uint8Array(Math.min(pieceBytes, this.#end - this.at))
    while (this.at < this.#end) this.#read(scratch.subarray(0, this.#end - this.at))
  }

  #read(into: Uint8Array): void {
    this.expect(into.length)
    for (const piece of pieces(into)) {
      this.#file.read(piece, this.at)
      this.checksum = crc32(piece, this.checksum)
      this.at += piece.length
    }
  }
}

/** Puts typed arrays aside, of which only type and length are written. */
class ContentSerializer extends DefaultSerializer {
  readonly arrays: TypedArray[] = []

  _writeHostObject(array: TypedArray): void {
    this.writeUint32(arrayTypes.findIndex(type => array instanceof type))
    this.writeUint32(array.length)
    this.arrays.push(array)
  }
}

/** Arrays follow the body in the order in which it names them. */
class ContentDeserializer extends Deserializer {
  readonly #reader: CheckedReader

  constructor(reader: CheckedReader, bodyLength: number) {
    reader.expect(bodyLength)
    super(reader.take(new Uint8Array(bodyLength)))
    this.#reader = reader
  }

  _readHostObject(): TypedArray {
    const type = arrayTypes[this.readUint32()]!
    const length = this.readUint32()
    this.#reader.expect(length * type.BYTES_PER_ELEMENT)
    return this.#reader.take(new type(length))
  }
}
