import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  subscriptionOf,
  withoutSubscription,
  withPause,
  withSubscription,
  withUndone,
} from '../../src/channels/changes.ts'
import { limits } from '../../src/channels/limits.ts'
import { type ChannelSettings, newSettings, settingsSchema } from '../../src/channels/settings.ts'
import { ada, subscription } from './fixture.ts'

const place = { platform: 'discord', workspace: 'G1', channel: 'C1' }
const none = newSettings(place)
const grace = { id: 'U2', name: 'Grace' }

/** On 21 August 2026. */
const at = (time: string): string => `2026-08-21T${time}:00Z`
const by = (time: string, author = ada) => ({ by: author, at: at(time) })
const instant = (text: string): Temporal.Instant => Temporal.Instant.from(text)
const one = withSubscription(none, subscription(), by('10:00'))

const refusal = (code: string): unknown => expect.objectContaining({ code })

test('what is added stands last, and can be taken back', () => {
  const two = withSubscription(one, subscription({ id: 's2' }), by('10:01'))
  expect(two.subscriptions.map(({ id }) => id)).toEqual(['s1', 's2'])
  expect(withUndone(two, 's2', at('10:01'), instant(at('10:02'))).subscriptions).toEqual(one.subscriptions)
})

test('what is changed stays in its place, by whoever made it, and paused', () => {
  const two = withSubscription(one, subscription({ id: 's2' }), by('10:01'))
  const paused = withPause(two, 's1', true, by('10:02'))
  const wished = subscription({ topics: ['agents'], createdBy: grace, createdAt: at('10:03') })
  const [first, other] = withSubscription(paused, wished, by('10:03', grace)).subscriptions
  expect(first).toEqual({
    ...subscription({ topics: ['agents'] }),
    paused: { by: ada, at: at('10:02') },
  })
  expect(other).toEqual(two.subscriptions[1])
})

test('saving the same once more, pausing what is paused and resuming what runs change nothing', () => {
  expect(withSubscription(one, subscription({ createdAt: at('10:05') }), by('10:05'))).toBe(one)
  expect(withPause(one, 's1', false, by('10:05'))).toBe(one)
  const paused = withPause(one, 's1', true, by('10:05'))
  expect(withPause(paused, 's1', true, by('10:06', grace))).toBe(paused)
})

test('a change can be taken back for a day, and not a minute longer', () => {
  const removed = withoutSubscription(one, 's1', by('11:00'))
  expect(removed.subscriptions).toEqual([])
  const undone = withUndone(removed, 's1', at('11:00'), instant('2026-08-22T11:00:00Z'))
  expect(undone.subscriptions).toEqual(one.subscriptions)
  expect(() => withUndone(removed, 's1', at('11:00'), instant('2026-08-22T11:01:00Z'))).toThrow(
    refusal('subscriptions.undo'),
  )
})

test('only the last change of a subscription can be taken back, and only once', () => {
  const first = withSubscription(one, subscription({ topics: ['agents'] }), by('10:01'))
  const second = withSubscription(first, subscription({ topics: ['robots'] }), by('10:02'))
  const now = instant(at('10:03'))
  expect(() => withUndone(second, 's1', at('10:01'), now)).toThrow(refusal('subscriptions.undo'))
  const undone = withUndone(second, 's1', at('10:02'), now)
  expect(undone.subscriptions[0]!.topics).toEqual(['agents'])
  for (const changedAt of [at('10:02'), at('10:01'), at('10:00')])
    expect(() => withUndone(undone, 's1', changedAt, now)).toThrow(refusal('subscriptions.undo'))
})

test('a change of another subscription takes no Undo away', () => {
  const two = withSubscription(one, subscription({ id: 's2' }), by('10:01'))
  expect(withUndone(two, 's1', at('10:00'), instant(at('10:02'))).subscriptions).toEqual([
    subscription({ id: 's2' }),
  ])
})

const many = (count: number): ChannelSettings =>
  Array.from({ length: count }, (_, index) => subscription({ id: `s${index + 1}` })).reduce(
    (settings, added) => withSubscription(settings, added, by('10:00')),
    none,
  )

test('there are 25 subscriptions at most, also by taking a removal back', () => {
  const full = many(limits.subscriptions)
  expect(() => withSubscription(full, subscription({ id: 'more' }), by('10:01'))).toThrow(
    refusal('subscriptions.full'),
  )
  expect(
    withSubscription(full, subscription({ topics: ['agents'] }), by('10:01')).subscriptions,
  ).toHaveLength(25)
  const removed = withoutSubscription(full, 's7', by('10:02'))
  const fullAgain = withSubscription(removed, subscription({ id: 'more' }), by('10:03'))
  expect(() => withUndone(fullAgain, 's7', at('10:02'), instant(at('10:04')))).toThrow(
    refusal('subscriptions.full'),
  )
})

test('what is gone is named as gone', () => {
  const gone = refusal('subscriptions.unknown')
  expect(() => subscriptionOf(one, 's2')).toThrow(gone)
  expect(() => withoutSubscription(one, 's2', by('10:01'))).toThrow(gone)
  expect(() => withPause(one, 's2', true, by('10:01'))).toThrow(gone)
})

const ids = ['s1', 's2', 's3', 's4']
const anyChange = fc.record({
  id: fc.constantFrom(...ids),
  kind: fc.constantFrom('save', 'remove', 'pause', 'resume'),
  topics: fc.subarray(['agents', 'robots']),
})

/** Undefined where there is no such subscription. */
function changed(
  settings: ChannelSettings,
  { id, kind, topics }: { id: string; kind: string; topics: string[] },
  author: { by: typeof ada; at: string },
): ChannelSettings | undefined {
  if (kind === 'save') return withSubscription(settings, subscription({ id, topics }), author)
  if (!settings.subscriptions.some(other => other.id === id)) return undefined
  if (kind === 'remove') return withoutSubscription(settings, id, author)
  return withPause(settings, id, kind === 'pause', author)
}

const byId = ({ subscriptions }: ChannelSettings): unknown =>
  subscriptions.toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('after any changes the settings can be kept, and each change can be taken back at once', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 40 }), changes => {
      let settings = none
      for (const [minute, change] of changes.entries()) {
        const author = { by: ada, at: instant(at('10:00')).add({ minutes: minute }).toString() }
        const after = changed(settings, change, author)
        if (!after || after === settings) continue
        expect(settingsSchema.parse(after)).toEqual(after)
        const undone = withUndone(after, change.id, author.at, instant(author.at).add({ minutes: 1 }))
        expect(byId(undone)).toEqual(byId(settings))
        settings = after
      }
    }),
  )
})
