/** A subscription as the options of a command: what buttons and forms carry makes the same subscription again. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { draftOf, draftShape, readDraft } from '../../commands/shared/draft.ts'
import { limits } from '../../src/channels/limits.ts'
import { newSubscription, type Subscription } from '../../src/channels/settings.ts'
import { UserError } from '../../src/errors.ts'
import { anyDays, anyTime, anyZone, made, subscription } from '../channels/fixture.ts'

const today = '2026-08-21'
const read = (options: Record<string, string>): Subscription =>
  readDraft(z.object(draftShape).parse(options), made, today)

const word = fc.stringMatching(/^[a-z]{3,9}$/)
const anySubscription: fc.Arbitrary<Subscription> = fc
  .record({
    topics: fc.uniqueArray(
      fc.oneof(
        word,
        fc.tuple(word, word).map(([one, other]) => `${one} -${other}`),
        fc.tuple(word, word).map(([one, other]) => `"${one}, ${other}" upvotes:5`),
      ),
      { maxLength: limits.topics },
    ),
    time: anyTime,
    zone: anyZone,
    days: anyDays,
    most: fc.integer({ min: 1, max: limits.papers }),
    list: fc.constantFrom('complete', 'so far'),
    kind: fc.constantFrom('lists', 'trending'),
    form: fc.constantFrom('digest', 'thread', 'each'),
    upvotes: fc.option(
      fc.record({
        least: fc.integer({ min: 1, max: limits.upvotes }),
        withinDays: fc.integer({ min: 1, max: limits.waitingDays }),
      }),
      { nil: undefined },
    ),
    tags: fc.uniqueArray(word, { maxLength: limits.tags }),
  })
  .map(({ upvotes, ...wish }) => subscription({ ...wish, ...(upvotes && { upvotes }) }))

/** Of the team's week: one day, one message, complete lists. */
const anyWeek = anySubscription.map(
  ({ days, ...one }): Subscription => ({
    ...one,
    kind: 'team',
    days: days.slice(0, 1),
    list: 'complete',
    form: 'digest',
  }),
)

test('options make the same subscription again', () => {
  fc.assert(
    fc.property(fc.oneof(anySubscription, anyWeek), one => {
      const { zone, id, createdBy, createdAt } = one
      const draft = z.object(draftShape).parse(draftOf(one))
      expect(readDraft(draft, { id, zone, createdBy, createdAt }, today)).toEqual(one)
    }),
  )
})

test('what nobody says is the default, and is not carried', () => {
  expect(read({})).toEqual(newSubscription(made))
  expect(draftOf(newSubscription(made))).toEqual({
    time: '09:00',
    zone: 'Europe/Berlin',
    days: 'Monday to Friday',
    max: '5',
  })
  expect(read({ topics: '', time: '', days: '', upvotes: '', tags: '' })).toEqual(newSubscription(made))
})

test('tags are separated by commas, each once', () => {
  expect(read({ tags: ' vision, robotics;vision\n,' }).tags).toEqual(['vision', 'robotics'])
})

const tagHelp = 'A post has at most 5 tags of 100 characters, as in: vision, robotics'

test.each([
  ['too many', 'a, b, c, d, e, f', 'There are 6 tags.'],
  ['too long', `vision, ${'x'.repeat(101)}`, `The tag "${'x'.repeat(79)}…" is too long.`],
])('%s tags are answered with how many there can be', (_, tags, message) => {
  expect(() => read({ tags })).toThrow(new UserError('settings.tags', message, { help: tagHelp }))
})
