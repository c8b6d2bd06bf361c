/** Reads a file from its beginning and keeps the checksum of what it has read. */
import { crc32 } from 'node:zlib'
import type { RandomAccessFile } from './random-access-file.ts'

export interface ArrayType<A extends ArrayBufferView> {
  readonly BYTES_PER_ELEMENT: number
  new (length: number): A
}

const alignment = 8
/** So much at once is a matter of less than a millisecond. */
const pieceBytes = 2 ** 20

/** Bytes behind something so that the next thing begins where arrays of any type may. */
export const padding = (length: number): number => (alignment - (length % alignment)) % alignment

export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
}

export function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** What is asked for beyond the end is a RangeError. */
export class CheckedReader {
  readonly #file: RandomAccessFile
  readonly #end: number
  #at = 0
  checksum = 0

  constructor(file: RandomAccessFile, end: number) {
    this.#file = file
    this.#end = end
  }

  /** Where the next thing begins. */
  get at(): number {
    return this.#at
  }

  /** Bytes up to the end. */
  get left(): number {
    return this.#end - this.#at
  }

  /** The next array, and steps over what lies behind it. */
  array<A extends ArrayBufferView>(type: ArrayType<A>, length: number): A {
    this.#expect(length * type.BYTES_PER_ELEMENT)
    const array = new type(length)
    this.#read(bytesOf(array))
    this.skip(padding(array.byteLength))
    return array
  }

  /** Steps over bytes, which count for the checksum. */
  skip(bytes: number): void {
    this.#expect(bytes)
    const scratch = new Uint8Array(Math.min(pieceBytes, bytes))
    for (let left = bytes; left > 0; left -= scratch.length) this.#read(scratch.subarray(0, left))
  }

  #expect(bytes: number): void {
    if (bytes > this.left) throw new RangeError(`${bytes} bytes are more than there are.`)
  }

  #read(into: Uint8Array): void {
    for (const piece of pieces(into)) {
      this.#file.read(piece, this.#at)
      this.checksum = crc32(piece, this.checksum)
      this.#at += piece.length
    }
  }
}
