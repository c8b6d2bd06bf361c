/**
 * The leading right singular vectors of a large sparse matrix, by randomised subspace iteration: Halko, Martinsson and
 * Tropp 2011, doi 10.1137/090771806, algorithm 4.4. It iterates on AᵀA, so that nothing as long as the matrix is kept.
 */
import { eigenOf } from './eigen.ts'

/** A matrix by rows: row `i` has `values[at]` in column `columns[at]` for `at` from `start[i]` to `start[i + 1]`. */
export interface SparseMatrix {
  readonly start: Uint32Array
  readonly columns: Uint32Array
  readonly values: Float32Array
  readonly width: number
}

/** A dense matrix, row after row. */
export interface DenseMatrix {
  readonly values: Float32Array
  readonly width: number
}

/** Vectors beyond those asked for, which make these exact, and how often the matrix is gone through. */
const oversampling = 10
const iterations = 2

/**
 * Row `c` of the answer holds the coordinates of column `c` in each singular vector, the strongest first; directions
 * that the matrix doesn't have are 0. The same numbers from `random` (0 to 1) give the same answer.
 */
export function rightSingularVectors(matrix: SparseMatrix, rank: number, random: () => number): DenseMatrix {
  const width = Math.min(rank + oversampling, matrix.width)
  let basis: DenseMatrix = {
    values: new Float32Array(matrix.width * width).map(() => (random() < 0.5 ? -1 : 1)),
    width,
  }
  basis = orthonormal(basis)
  for (let iteration = 0; iteration < iterations; iteration++) basis = orthonormal(gramTimes(matrix, basis))
  const { vectors } = eigenOf(product(basis, gramTimes(matrix, basis)), width)
  return combine(basis, vectors.slice(0, rank), rank)
}

/** AᵀA times a matrix, one row of A after the other. */
function gramTimes({ start, columns, values }: SparseMatrix, factor: DenseMatrix): DenseMatrix {
  const { width } = factor
  const result = new Float32Array(factor.values.length)
  const projected = new Float32Array(width)
  for (let row = 0; row + 1 < start.length; row++) {
    projected.fill(0)
    for (let at = start[row]!; at < start[row + 1]!; at++) {
      const from = columns[at]! * width
      const value = values[at]!
      for (let k = 0; k < width; k++) projected[k]! += value * factor.values[from + k]!
    }
    for (let at = start[row]!; at < start[row + 1]!; at++) {
      const from = columns[at]! * width
      const value = values[at]!
      for (let k = 0; k < width; k++) result[from + k]! += value * projected[k]!
    }
  }
  return { values: result, width }
}

/** XᵀY, made symmetric. */
function product(one: DenseMatrix, other: DenseMatrix): Float64Array {
  const { width } = one
  const sums = new Float64Array(width * width)
  for (let from = 0; from < one.values.length; from += width)
    for (let p = 0; p < width; p++) {
      const value = one.values[from + p]!
      if (value === 0) continue
      for (let q = p; q < width; q++) sums[p * width + q]! += value * other.values[from + q]!
    }
  for (let p = 0; p < width; p++) for (let q = 0; q < p; q++) sums[p * width + q] = sums[q * width + p]!
  return sums
}

/** An orthonormal basis of the columns' span, from the eigenvectors of XᵀX; directions without extent are 0. */
function orthonormal(matrix: DenseMatrix): DenseMatrix {
  const { values, vectors } = eigenOf(product(matrix, matrix), matrix.width)
  const scaled = vectors.map((vector, at) => {
    const extent = values[at]! > 1e-9 * values[0]! ? 1 / Math.sqrt(values[at]!) : 0
    return vector.map(value => value * extent)
  })
  return combine(matrix, scaled, matrix.width)
}

/** Each row times each vector. */
function combine(
  { values, width }: DenseMatrix,
  vectors: readonly Float64Array[],
  rank: number,
): DenseMatrix {
  const result = new Float32Array((values.length / width) * rank)
  for (let from = 0, to = 0; from < values.length; from += width, to += rank)
    vectors.forEach((vector, at) => {
      let sum = 0
      for (let k = 0; k < width; k++) sum += values[from + k]! * vector[k]!
      result[to + at] = sum
    })
  return { values: result, width: rank }
}
