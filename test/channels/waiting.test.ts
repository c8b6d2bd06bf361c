import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '../../src/channels/limits.ts'
import { formatWaiting, parseWaiting } from '../../src/channels/waiting.ts'
import { explain, UserError } from '../../src/errors.ts'

test.each([
  ['', undefined],
  ['  ', undefined],
  ['0', undefined],
  ['20', { least: 20, withinDays: 5 }],
  ['20 upvotes', { least: 20, withinDays: 5 }],
  ['1 upvote', { least: 1, withinDays: 5 }],
  ['20 within 5 days', { least: 20, withinDays: 5 }],
  ['20 upvotes within 1 day', { least: 20, withinDays: 1 }],
  ['20 in 7d', { least: 20, withinDays: 7 }],
  ['20/3', { least: 20, withinDays: 3 }],
  ['20, 3', { least: 20, withinDays: 3 }],
  ['20 FOR 3 Days', { least: 20, withinDays: 3 }],
  ['1000 within 30 days', { least: 1000, withinDays: 30 }],
])('%j', (typed, waiting) => {
  expect(parseWaiting(typed)).toEqual(waiting)
})

const help = 'Try 20 within 5 days; 1000 upvotes and 30 days are the most.'

test.each([
  'many',
  '-5',
  '20 within',
  '20 within 0 days',
  '1001',
  '20 within 31 days',
  '20 within 5 weeks',
  '2.5',
])('%j is answered with what works', typed => {
  expect(() => parseWaiting(typed)).toThrow(
    new UserError('settings.upvotes', `I can't read the upvotes "${typed}".`, { help }),
  )
})

const anyWaiting = fc.record({
  least: fc.integer({ min: 1, max: limits.upvotes }),
  withinDays: fc.integer({ min: 1, max: limits.waitingDays }),
})

test('a minimum is read as it is written', () => {
  fc.assert(
    fc.property(fc.option(anyWaiting, { nil: undefined }), waiting => {
      expect(parseWaiting(formatWaiting(waiting))).toEqual(waiting)
    }),
  )
})

const anyTyped = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom('0', '1', '2', '9', ' ', '/', ',', '.', 'd', 'days', 'within ', '20'),
    maxLength: 12,
  }),
)

/** In words, whether it is read or answered. */
function said(typed: string): string {
  try {
    return `read as "${formatWaiting(parseWaiting(typed))}"`
  } catch (error) {
    if (error instanceof UserError) return explain(error)
    throw error
  }
}

test('whatever is typed is a minimum that can be kept, or is answered in one line', () => {
  fc.assert(
    fc.property(anyTyped, typed => {
      expect(said(typed)).toMatch(
        /^(?:read as "(?:[1-9]\d{0,3} within [1-9]\d? days?)?"|I can't read the upvotes "[^\p{Cc}]*"\. Try 20 .*)$/u,
      )
    }),
    { numRuns: 1000 },
  )
})
