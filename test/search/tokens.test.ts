import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mostWords, tokenAt, tokenOf, unitsBelow, writeToken } from '../../src/search/index/tokens.ts'

test('a token is read as it was written, and its units are below what they may be', () => {
  const words = fc.oneof(fc.integer({ min: 28_670, max: 28_675 }), fc.integer({ min: 1, max: mostWords }))
  fc.assert(
    fc.property(words, fc.nat(), fc.boolean(), (count, random, joined) => {
      for (const word of [count - 1, random % count]) {
        const token = tokenOf(word, joined)
        const units = new Uint16Array(2)
        const end = writeToken(token, units, 0)
        expect(tokenAt(units, 0)).toBe(token)
        expect(Math.max(...units.slice(0, end))).toBeLessThan(unitsBelow(count))
      }
    }),
    { numRuns: 1000 },
  )
})
