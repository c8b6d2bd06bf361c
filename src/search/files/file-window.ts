/** A part of a file in memory, moved to where it is read. */
import type { RandomAccessFile } from './random-access-file.ts'

/** What a call of the system takes as long as to read: over so much, reading on is quicker than beginning elsewhere. */
const gapBytes = 2 ** 14
/** A window stays in the processor's cache. */
const mostBytes = 2 ** 18
/** So much at once is a matter of less than a millisecond. */
const pieceBytes = 2 ** 20
/** A window begins at a multiple of so much, so that numbers of any width can be read in it. */
const alignment = 8

/** One read where anything is looked up; the double of the last where one thing is read behind the other. */
export class FileWindow {
  readonly #file: RandomAccessFile
  #buffer = new ArrayBuffer(mostBytes)
  /** The bytes of the file that are in the buffer. */
  #from = 0
  #to = 0

  constructor(file: RandomAccessFile) {
    this.#file = file
  }

  /** Another one after some calls of `load`. */
  get buffer(): ArrayBuffer {
    return this.#buffer
  }

  /** Sees to it that some bytes of the file are in the buffer, and answers where they begin; valid until the next call. */
  load(from: number, to: number): number {
    if (from < this.#from || to > this.#to) this.#move(from, to)
    return from - this.#from
  }

  #move(from: number, to: number): void {
    const goesOn = from >= this.#from && from - this.#to < gapBytes
    const begin = from - (from % alignment)
    const most = goesOn ? Math.min(2 * (this.#to - this.#from), mostBytes) : 0
    const end = Math.min(Math.max(begin + most, to), this.#file.size)
    if (end - begin > this.#buffer.byteLength)
      this.#buffer = new ArrayBuffer(Math.ceil((end - begin) / mostBytes) * mostBytes)
    // Nothing is in the buffer should reading fail.
    this.#from = this.#to = 0
    this.#file.read(new Uint8Array(this.#buffer, 0, end - begin), begin)
    this.#from = begin
    this.#to = end
  }

  /** A long stretch of the file, which the window doesn't move to. */
  *pieces(at: number, length: number): Generator<Uint8Array> {
    for (let done = 0; done < length; done += pieceBytes) {
      const piece = new Uint8Array(Math.min(pieceBytes, length - done))
      this.#file.read(piece, at + done)
      yield piece
    }
  }
}
