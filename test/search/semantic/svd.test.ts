import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { eigenOf } from '../../../src/search/semantic/eigen.ts'
import { seededRandom } from '../../../src/search/semantic/random.ts'
import { rightSingularVectors, type SparseMatrix } from '../../../src/search/semantic/svd.ts'

const number = fc.double({ min: -4, max: 4, noNaN: true })
const square = fc
  .integer({ min: 1, max: 8 })
  .chain(size =>
    fc.array(fc.array(number, { minLength: size, maxLength: size }), { minLength: size, maxLength: size }),
  )
const dot = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Array.from(one, (value, at) => value * other[at]!).reduce((sum, value) => sum + value, 0)

test('eigenvectors are of length 1, at right angles, and only stretched by the matrix', () => {
  fc.assert(
    fc.property(square, rows => {
      const matrix = rows.map((row, p) => row.map((value, q) => value + rows[q]![p]!))
      const { values, vectors } = eigenOf(Float64Array.from(matrix.flat()), matrix.length)
      vectors.forEach((vector, at) => {
        expect(values[at]!).toBeLessThanOrEqual(values[at - 1] ?? Number.POSITIVE_INFINITY)
        matrix.forEach((row, k) => expect(dot(row, vector)).toBeCloseTo(values[at]! * vector[k]!, 6))
        vectors.forEach((other, k) => expect(dot(vector, other)).toBeCloseTo(at === k ? 1 : 0, 6))
      })
    }),
  )
})

/** Rows of which some values are left out because they are 0. */
function sparse(rows: readonly (readonly number[])[], width: number): SparseMatrix {
  const start = [0]
  const columns: number[] = []
  const values: number[] = []
  for (const row of rows) {
    row.forEach((value, column) => {
      if (value === 0) return
      columns.push(column)
      values.push(value)
    })
    start.push(columns.length)
  }
  return {
    start: Uint32Array.from(start),
    columns: Uint32Array.from(columns),
    values: Float32Array.from(values),
    width,
  }
}

test('the strongest directions of a matrix are found among many', () => {
  const random = seededRandom(7)
  const width = 60
  const directions = Array.from({ length: width }, () => Array.from({ length: width }, () => random() - 0.5))
  const rows = Array.from({ length: 200 }, () => {
    const strengths = directions.map((_, at) => (random() - 0.5) * 0.6 ** at)
    return directions[0]!.map((_, column) =>
      dot(
        strengths,
        directions.map(direction => direction[column]!),
      ),
    )
  })
  const gram = directions.map((_, p) =>
    directions.map((__, q) => rows.reduce((sum, row) => sum + row[p]! * row[q]!, 0)),
  )
  const exact = eigenOf(Float64Array.from(gram.flat()), width)
  const { values } = rightSingularVectors(sparse(rows, width), 5, seededRandom(1))
  for (let k = 0; k < 5; k++) {
    const found = Array.from({ length: width }, (_, column) => values[column * 5 + k]!)
    expect(Math.abs(dot(found, exact.vectors[k]!))).toBeCloseTo(1, 3)
  }
  expect(rightSingularVectors(sparse(rows, width), 5, seededRandom(1)).values).toEqual(values)
})

test('a matrix with fewer directions than asked for is no fault', () => {
  const { values } = rightSingularVectors(sparse([[1, 0, 2], [2, 0, 4], []], 3), 2, seededRandom(1))
  expect(Math.abs(values[0]!)).toBeCloseTo(1 / Math.sqrt(5), 5)
  expect(Array.from(values).every(Number.isFinite)).toBe(true)
  expect(rightSingularVectors(sparse([[], []], 0), 2, seededRandom(1)).values).toHaveLength(0)
})
