/** Eigenvectors of small symmetric matrices. */

/** Sweeps that always suffice: the method converges quadratically. */
const mostSweeps = 30

export interface Eigen {
  /** Descending. */
  readonly values: Float64Array
  /** Row `i` belongs to value `i`; each has length 1. */
  readonly vectors: readonly Float64Array[]
}

/**
 * All eigenvectors of a symmetric matrix, by rows of `size`. Cyclic Jacobi rotations: Golub and Van Loan, Matrix
 * Computations, section 8.5.
 */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const rows = Array.from({ length: size }, (_, row) => matrix.slice(row * size, (row + 1) * size))
  const vectors = rows.map((_, row) => new Float64Array(size).fill(1, row, row + 1))
  const scale = Math.max(...rows.map((row, at) => Math.abs(row[at]!)))
  for (let sweep = 0; sweep < mostSweeps && offDiagonal(rows) > 1e-12 * scale; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(rows, vectors, p, q)
  const order = [...rows.keys()].sort((one, other) => rows[other]![other]! - rows[one]![one]!)
  return {
    values: Float64Array.from(order, at => rows[at]![at]!),
    vectors: order.map(at => vectors[at]!),
  }
}

function offDiagonal(rows: readonly Float64Array[]): number {
  let largest = 0
  rows.forEach((row, p) => {
    for (let q = p + 1; q < row.length; q++) largest = Math.max(largest, Math.abs(row[q]!))
  })
  return largest
}

/** Makes the element (p, q) zero. */
function rotate(rows: readonly Float64Array[], vectors: readonly Float64Array[], p: number, q: number): void {
  const element = rows[p]![q]!
  if (element === 0) return
  const theta = (rows[q]![q]! - rows[p]![p]!) / (2 * element)
  const tangent = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const cosine = 1 / Math.hypot(tangent, 1)
  const sine = tangent * cosine
  for (const row of rows) turn(row, row, p, q, cosine, sine)
  mix(rows[p]!, rows[q]!, cosine, sine)
  mix(vectors[p]!, vectors[q]!, cosine, sine)
}

function turn(
  from: Float64Array,
  to: Float64Array,
  p: number,
  q: number,
  cosine: number,
  sine: number,
): void {
  const one = from[p]!
  const other = from[q]!
  to[p] = cosine * one - sine * other
  to[q] = sine * one + cosine * other
}

function mix(one: Float64Array, other: Float64Array, cosine: number, sine: number): void {
  for (let at = 0; at < one.length; at++) {
    const value = one[at]!
    one[at] = cosine * value - sine * other[at]!
    other[at] = sine * value + cosine * other[at]!
  }
}
