/** How often documents hold terms, in half a byte each: of a million papers not one frequency in 5,000 needs more. */
import { placeIn } from './ascending.ts'

/** A term that a document has more often is counted as often as this. */
export const mostFrequent = 255
/** What half a byte holds. */
const mostInHalf = 15

export interface Frequencies {
  /** Two in a byte, the lower half first; 0 for one that is kept aside. */
  readonly halves: Uint8Array
  /** The places of those kept aside, ascending, and beside each its frequency. */
  readonly places: Uint32Array
  readonly high: Uint8Array
}

export function frequencyAt(frequencies: Frequencies, place: number): number {
  return unpackFrequency(frequencies.halves[place >>> 1]! >>> ((place & 1) << 2), frequencies, place)
}

/** The frequency of a place, which the lower half of a byte is of. */
export function unpackFrequency(byte: number, { places, high }: Frequencies, place: number): number {
  const half = byte & mostInHalf
  return half > 0 ? half : high[placeIn(places, place, 0, places.length)]!
}

/** Takes frequencies in any order, one for each place. */
export class FrequencyWriter {
  readonly #halves: Uint8Array
  /** `place * 256 + frequency` of those kept aside. */
  readonly #high: number[] = []

  /** @param halves zeros, for as many frequencies as there will be */
  constructor(halves: Uint8Array) {
    this.#halves = halves
  }

  /** @param frequency from 1; above `mostFrequent` it is that */
  write(place: number, frequency: number): void {
    if (frequency > mostInHalf) this.#high.push(place * 256 + Math.min(frequency, mostFrequent))
    else this.#halves[place >>> 1]! |= frequency << ((place & 1) << 2)
  }

  written(): Frequencies {
    const high = Float64Array.from(this.#high).sort()
    return {
      halves: this.#halves,
      places: Uint32Array.from(high, one => Math.floor(one / 256)),
      high: Uint8Array.from(high, one => one % 256),
    }
  }
}
