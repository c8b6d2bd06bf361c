/** BM25 over a title and an abstract joined by weight (Robertson, Zaragoza, Taylor 2004, doi 10.1145/1031171.1031181). */

/** One setting for all, tried on nine collections. */
const k1 = 1.2
const b = 0.6

/** Points that a term of this weight brings at most. */
export function ceilingOf(weight: number): number {
  return weight * (k1 + 1)
}

/** Inverse document frequency, never negative. */
export function rarity(frequency: number, documents: number): number {
  return Math.log1p((documents - frequency + 0.5) / (frequency + 0.5))
}

/** What a document's length adds to the saturation of its term frequencies, as precise as 32 bits are. */
export function lengthNorm(length: number, meanLength: number): number {
  return Math.fround(k1 * (1 - b + (b * length) / meanLength))
}

/** Points of a term that occurs `frequency` times. */
export function points(ceiling: number, frequency: number, norm: number): number {
  return (ceiling * frequency) / (frequency + norm)
}
