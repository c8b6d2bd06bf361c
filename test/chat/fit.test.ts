import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { shareOut, writeWithin } from '../../src/chat/fit.ts'
import { plainText, type RichText } from '../../src/chat/rich-text.ts'

const escaped = (text: RichText): string => plainText(text).replace(/[*_<]/g, '\\$&')
const words = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string().map(bold => ({ bold })),
    fc.constantFrom('***', '<@1>', '👩‍👩‍👧‍👦'),
  ),
)

test('what fits is written whole, the rest is cut at a grapheme within the limit', () => {
  expect(writeWithin(['a*b'], 4, escaped)).toBe('a\\*b')
  expect(writeWithin(['a*b'], 3, escaped)).toBe('a…')
  expect(writeWithin(['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦'], 12, escaped)).toBe('👩‍👩‍👧‍👦…')
  expect(writeWithin(['abc'], 0, escaped)).toBe('')
})

test('never more than the limit, and no more was cut than needed', () => {
  fc.assert(
    fc.property(words, fc.nat(40), (text, max) => {
      const written = writeWithin(text, max, escaped)
      const whole = escaped(text)
      expect(written.length).toBeLessThanOrEqual(max)
      expect(written === whole).toBe(whole.length <= max)
    }),
  )
})

test('short texts are whole, long ones have the same of what is left', () => {
  expect(shareOut([10, 500, 300], 400)).toEqual([10, 195, 195])
  expect(shareOut([1, 2], 10)).toEqual([1, 2])
  expect(shareOut([], 10)).toEqual([])
})

test('shares never are more than there is, nor more than needed, and nothing is left while a text lacks some', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1 }), fc.nat(5000), (lengths, max) => {
      const shares = shareOut(lengths, max)
      const total = shares.reduce((sum, share) => sum + share, 0)
      expect(total).toBeLessThanOrEqual(max)
      shares.forEach((share, at) => expect(share).toBeLessThanOrEqual(lengths[at]!))
      const wanted = lengths.reduce((sum, length) => sum + length, 0)
      expect(total).toBeGreaterThanOrEqual(Math.min(wanted, max - lengths.length))
    }),
  )
})
