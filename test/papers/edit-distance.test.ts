import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance } from '../../src/papers/edit-distance.ts'

/** Optimal string alignment as it is defined, without a bound. */
function definition(one: string, other: string): number {
  if (one === '' || other === '') return one.length + other.length
  const [a, b] = [one.slice(0, -1), other.slice(0, -1)]
  const same = one.at(-1) === other.at(-1)
  const swapped = a !== '' && b !== '' && one.at(-1) === b.at(-1) && a.at(-1) === other.at(-1)
  return Math.min(
    definition(a, other) + 1,
    definition(one, b) + 1,
    definition(a, b) + (same ? 0 : 1),
    swapped ? definition(a.slice(0, -1), b.slice(0, -1)) + 1 : Number.POSITIVE_INFINITY,
  )
}

test('the distance is right up to its bound, and above it elsewhere', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (one, other, most) => {
      const right = definition(one, other)
      const found = editDistance(one, other, most)
      expect(found > most ? 'more' : found).toBe(right > most ? 'more' : right)
    }),
  )
})
