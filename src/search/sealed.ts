/**
 * What is kept in files: magic, format and length, V8's structured clone without the typed arrays, these one after the
 * other, and a checksum of all. Arrays begin at multiples of 8 bytes, so that what is opened are views of the file and
 * nothing is copied. Numbers are written as this machine orders them; a file from another kind of machine fails the magic
 * and is made anew like a damaged one.
 */
import { DefaultSerializer, Deserializer } from 'node:v8'
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

/** The bytes of a file, piece by piece: typed arrays of the content must not change until the last was taken. */
export function* seal({ magic, format }: SealedKind, content: unknown): Generator<Uint8Array> {
  const serializer = new ContentSerializer()
  serializer.writeHeader()
  serializer.writeValue(content)
  const body = serializer.releaseBuffer()
  let checksum = 0
  for (const part of [new Uint32Array([magic, format, body.length, 0]), body, ...serializer.arrays]) {
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    for (const piece of [...pieces(bytes), new Uint8Array(padding(bytes.length))]) {
      checksum = crc32(piece, checksum)
      yield piece
    }
  }
  yield new Uint8Array(new Uint32Array([checksum]).buffer)
}

/** @throws PaperboyError the kind's `code`, for anything that `seal` didn't write for this kind and format */
export function unseal({ magic, format, name, code }: SealedKind, file: Uint8Array): unknown {
  const damaged = (why: string, cause?: unknown): PaperboyError =>
    new PaperboyError(code, `The saved ${name} cannot be used: ${why}.`, {
      cause,
      help: 'It is built anew from the library.',
    })
  if (file.length < headBytes + checksumBytes) throw damaged('it is too short')
  const bytes = file.byteOffset % alignment === 0 ? file : Uint8Array.from(file)
  const head = new Uint32Array(bytes.buffer, bytes.byteOffset, headBytes / 4)
  if (head[0] !== magic) throw damaged(`it is no ${name}`)
  const end = bytes.length - checksumBytes
  const checksum = new DataView(bytes.buffer, bytes.byteOffset + end).getUint32(0, true)
  if (checksum !== crc32(bytes.subarray(0, end))) throw damaged('its checksum is wrong')
  if (head[1] !== format) throw damaged(`its format is ${head[1]}, not ${format}`)
  try {
    const deserializer = new ContentDeserializer(bytes, head[2]!)
    deserializer.readHeader()
    return deserializer.readValue()
  } catch (cause) {
    throw damaged('its content cannot be read', cause)
  }
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

function padding(length: number): number {
  return -length & (alignment - 1)
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

class ContentDeserializer extends Deserializer {
  readonly #bytes: Uint8Array
  /** Where the next array begins. */
  #next: number

  constructor(bytes: Uint8Array, bodyLength: number) {
    super(bytes.subarray(headBytes, headBytes + bodyLength))
    this.#bytes = bytes
    this.#next = headBytes + bodyLength + padding(bodyLength)
  }

  _readHostObject(): TypedArray {
    const type = arrayTypes[this.readUint32()]!
    const array = new type(
      this.#bytes.buffer as ArrayBuffer,
      this.#bytes.byteOffset + this.#next,
      this.readUint32(),
    )
    this.#next += array.byteLength + padding(array.byteLength)
    return array
  }
}
