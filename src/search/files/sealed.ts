/**
 * What is kept in files: magic, format and length, V8's structured clone without the typed arrays, these one after the
 * other, then what lies apart because not all of it is read, and a checksum of all. Arrays begin at multiples of 8 bytes.
 * Numbers are written as this machine orders them; a file from another kind of machine fails the magic and is made anew
 * like a damaged one.
 */
import { DefaultSerializer, Deserializer } from 'node:v8'
import { crc32 } from 'node:zlib'
import { PaperboyError } from '../../errors.ts'
import { type ArrayType, bytesOf, CheckedReader, padding } from './checked-reader.ts'
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

/** The file is of another format, as after an update: nothing is wrong with it. */
export class OtherFormatError extends PaperboyError {
  override name = 'OtherFormatError'
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
/** So much at once is a matter of less than a millisecond. */
const pieceBytes = 2 ** 20
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

/**
 * Reads a file from its beginning to its end.
 * @param take makes something of the content, and of what lies apart, in its order; nothing of it is checked yet, so that
 *   all that it may be is wrong
 * @throws PaperboyError the kind's `code`, for anything that `seal` didn't write for this kind and format; for another
 *   format an OtherFormatError
 */
export function unseal<T>(
  { magic, format, name, code }: SealedKind,
  file: RandomAccessFile,
  take: (content: unknown, apart: CheckedReader) => T,
): T {
  const message = (why: string): string => `The saved ${name} cannot be used: ${why}.`
  const help = 'It is built anew from the library.'
  const damaged = (why: string, cause?: unknown): PaperboyError =>
    new PaperboyError(code, message(why), { cause, help })
  if (file.size < headBytes + checksumBytes) throw damaged('it is too short')
  const reader = new CheckedReader(file, file.size - checksumBytes)
  const head = reader.array(Uint32Array, headBytes / 4)
  if (head[0] !== magic) throw damaged(`it is no ${name}`)
  if (head[1] !== format)
    throw new OtherFormatError(code, message(`its format is ${head[1]}, not ${format}`), { help })
  let taken: T
  try {
    taken = take(contentOf(reader, head[2]!), reader)
    reader.skip(reader.left)
  } catch (cause) {
    throw damaged('its content cannot be read', cause)
  }
  const checksum = new Uint32Array(1)
  file.read(bytesOf(checksum), reader.at)
  if (checksum[0] !== reader.checksum) throw damaged('its checksum is wrong')
  return taken
}

function contentOf(reader: CheckedReader, bodyLength: number): unknown {
  const deserializer = new ContentDeserializer(reader, bodyLength)
  deserializer.readHeader()
  return deserializer.readValue()
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
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
    super(reader.array(Uint8Array, bodyLength))
    this.#reader = reader
  }

  _readHostObject(): TypedArray {
    const type: ArrayType<TypedArray> = arrayTypes[this.readUint32()]!
    return this.#reader.array(type, this.readUint32())
  }
}
