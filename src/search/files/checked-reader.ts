/** Reads a file from its beginning and keeps the checksum of what it has read. */
import { crc32 } from 'node:zlib'
import type { RandomAccessFile } from './random-access-file.ts'

export interface ArrayType<A extends ArrayBufferView> {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: ArrayBuffer): A
}

const alignment = 8
/** What is only stepped over is read in pieces that fit the processor's cache. */
const scratchBytes = 2 ** 18

/** Bytes behind something so that the next thing begins where arrays of any type may. */
export const padding = (length: number): number => (alignment - (length % alignment)) % alignment

export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
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
    const bytes = length * type.BYTES_PER_ELEMENT
    this.#expect(bytes)
    // Not filled with zeros before it is read.
    const { buffer } = Buffer.allocUnsafeSlow(bytes)
    this.#read(new Uint8Array(buffer))
    this.skip(padding(bytes))
    return new type(buffer)
  }

  /** Steps over bytes, which count for the checksum. */
  skip(bytes: number): void {
    this.#expect(bytes)
    const scratch = new Uint8Array(Math.min(scratchBytes, bytes))
    for (let left = bytes; left > 0; left -= scratch.length) this.#read(scratch.subarray(0, left))
  }

  #expect(bytes: number): void {
    if (bytes > this.left) throw new RangeError(`${bytes} bytes are more than there are.`)
  }

  #read(into: Uint8Array): void {
    this.#file.read(into, this.#at)
    this.checksum = crc32(into, this.checksum)
    this.#at += into.length
  }
}
