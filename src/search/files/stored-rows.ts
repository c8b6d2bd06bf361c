/** Rows of numbers that are read one at a time: in memory, or left in the file that they were saved in. */
import type { ArrayType } from './checked-reader.ts'
import type { FileWindow } from './file-window.ts'

export type Values = Uint8Array | Uint16Array

/** Values `from` to `to` of an array. */
export interface Part<V extends Values> {
  readonly values: V
  readonly from: number
  readonly to: number
}

/** Where rows begin is data as any other, and all that a segment has of them when it is saved: their values lie apart. */
export interface StoredRows<V extends Values> {
  /** Row `r` is from value `start[r]` to `start[r + 1]`. */
  readonly start: Uint32Array
  /** A row; valid until another one is asked for. */
  of(row: number): Part<V>
  /** The bytes of all rows. */
  pieces(): Iterable<Uint8Array>
}

export class RowsInMemory<V extends Values> implements StoredRows<V> {
  readonly start: Uint32Array
  readonly #values: V

  constructor(start: Uint32Array, values: V) {
    this.start = start
    this.#values = values
  }

  of(row: number): Part<V> {
    return { values: this.#values, from: this.start[row]!, to: this.start[row + 1]! }
  }

  pieces(): Uint8Array[] {
    const { buffer, byteOffset, byteLength } = this.#values
    return [new Uint8Array(buffer, byteOffset, byteLength)]
  }
}

export class RowsOnFile<V extends Values> implements StoredRows<V> {
  readonly start: Uint32Array
  readonly #window: FileWindow
  readonly #at: number
  readonly #type: ArrayType<V>
  #values: V

  /** @param at where the values begin in the file, at a multiple of their width */
  constructor(start: Uint32Array, type: ArrayType<V>, window: FileWindow, at: number) {
    this.start = start
    this.#window = window
    this.#at = at
    this.#type = type
    this.#values = new type(window.buffer)
  }

  of(row: number): Part<V> {
    const width = this.#values.BYTES_PER_ELEMENT
    const [from, to] = [this.start[row]!, this.start[row + 1]!]
    const first = this.#window.load(this.#at + from * width, this.#at + to * width) / width
    const { buffer } = this.#window
    if (this.#values.buffer !== buffer) this.#values = new this.#type(buffer)
    return { values: this.#values, from: first, to: first + to - from }
  }

  pieces(): Iterable<Uint8Array> {
    return this.#window.pieces(this.#at, this.start.at(-1)! * this.#values.BYTES_PER_ELEMENT)
  }
}
