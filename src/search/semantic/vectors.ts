/** The directions in which a pre-trained encoder sees papers, in 8 bits, and how near each is to another direction. */
import type { LiveSegment } from '../index/live-segment.ts'
import { limits } from '../limits.ts'
import type { Nearness } from '../ranking/evidence/nearness.ts'
import { textAt } from '../index/texts.ts'
import { type DotProducts, dotProducts, lanes, newMemory } from './dot-products.ts'

const pageBytes = 65_536

/** A direction in 8 bits: its largest coordinate is 127 or −127. */
export function quantize(direction: Float32Array): Int8Array {
  const most = direction.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  return Int8Array.from(direction, value => (most === 0 ? 0 : Math.round((value / most) * 127)))
}

/** From −1 to 1; 0 where one has no direction. */
export function cosine(one: Int8Array, other: Int8Array): number {
  const product = one.reduce((sum, value, at) => sum + value * other[at]!, 0)
  return product / (lengthOf(one) * lengthOf(other)) || 0
}

/**
 * All vectors of one library and one model. The memory holds the query, then the rows without gaps, then room for a
 * result per row.
 */
export class Vectors {
  readonly dimensions: number
  /** Bytes of a row. */
  readonly #stride: number
  readonly #memory = newMemory()
  readonly #dotProducts: DotProducts = dotProducts(this.#memory)
  readonly #ids: string[] = []
  readonly #lengths: number[] = []
  readonly #rows = new Map<string, number>()

  constructor(dimensions: number) {
    this.dimensions = dimensions
    this.#stride = Math.ceil(dimensions / lanes) * lanes
  }

  get size(): number {
    return this.#ids.length
  }

  has(id: string): boolean {
    return this.#rows.has(id)
  }

  get(id: string): Int8Array | undefined {
    const row = this.#rows.get(id)
    return row === undefined ? undefined : this.#row(row).slice(0, this.dimensions)
  }

  /** @param vector of `dimensions` numbers, none of them −128 */
  set(id: string, vector: Int8Array): void {
    const row = this.#rows.get(id) ?? this.size
    if (row === this.size) this.#grow()
    this.#rows.set(id, row)
    this.#ids[row] = id
    this.#lengths[row] = lengthOf(vector)
    this.#row(row).fill(0).set(vector)
  }

  /** Without effect on a paper that isn't here. */
  delete(id: string): void {
    const row = this.#rows.get(id)
    if (row === undefined) return
    const last = this.size - 1
    const moved = this.#ids[last]!
    this.#row(row).set(this.#row(last))
    this.#ids[row] = moved
    this.#lengths[row] = this.#lengths[last]!
    this.#rows.set(moved, row)
    this.#rows.delete(id)
    this.#ids.pop()
    this.#lengths.pop()
  }

  /**
   * How near all papers are to a direction; undefined where none is nearer than the others.
   * @param except a paper that isn't looked at
   */
  nearnessTo(direction: Int8Array, except?: string): Nearness | undefined {
    const own = except === undefined ? undefined : this.#rows.get(except)
    const cosines = this.#cosines(direction)
    if (own !== undefined) cosines[own] = Number.NaN
    const { mean, deviation, most } = statisticsOf(cosines)
    if (!(most - mean > limits.nearnessRange)) return undefined
    const threshold = mean + limits.outstandingDeviations * deviation
    const outstanding: number[] = []
    for (let row = 0; row < cosines.length; row++) if (cosines[row]! >= threshold) outstanding.push(row)
    outstanding.sort((one, other) => cosines[other]! - cosines[one]!)
    return {
      outstanding: outstanding.map(row => this.#ids[row]!),
      of: ({ segment }: LiveSegment, document: number) => {
        const row = this.#rows.get(textAt(segment.ids, document))
        const near = row === undefined ? Number.NaN : cosines[row]!
        return Number.isNaN(near) ? undefined : Math.max(0, (near - mean) / (most - mean))
      },
    }
  }

  #cosines(direction: Int8Array): Float32Array {
    const { size } = this
    const results = this.#stride * (1 + size)
    this.#row(-1).fill(0).set(direction)
    if (size > 0) this.#dotProducts(0, this.#stride, results, size, this.#stride)
    const products = new Int32Array(this.#memory.buffer, results, size)
    const length = lengthOf(direction)
    const cosines = new Float32Array(size)
    for (let row = 0; row < size; row++) cosines[row] = products[row]! / (length * this.#lengths[row]!)
    return cosines
  }

  /** Row −1 is the query. */
  #row(row: number): Int8Array {
    return new Int8Array(this.#memory.buffer, (row + 1) * this.#stride, this.#stride)
  }

  /** Sees to it that one more row fits, and grows by an eighth when it doesn't. */
  #grow(): void {
    const { byteLength } = this.#memory.buffer
    const needed = this.#stride * (this.size + 2) + 4 * (this.size + 1)
    if (needed > byteLength) this.#memory.grow(Math.ceil((needed - byteLength + byteLength / 8) / pageBytes))
  }
}

function lengthOf(vector: Int8Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
}

/** Of the numbers among the values. */
function statisticsOf(values: Float32Array): { mean: number; deviation: number; most: number } {
  let [count, sum, squares, most] = [0, 0, 0, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    count++
    sum += value
    squares += value * value
    if (value > most) most = value
  }
  const mean = sum / count
  return { mean, deviation: Math.sqrt(Math.max(0, squares / count - mean * mean)), most }
}
