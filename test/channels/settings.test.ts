import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { newSettings, newSubscription, settingsSchema } from '../../src/channels/settings.ts'
import { withUpgrades } from '../../src/channels/versions.ts'
import { ada, anyDays, anyTime, anyZone, made, subscription } from './fixture.ts'

const place = { platform: 'slack', workspace: 'T1', channel: 'C1' }
const changed = { id: 's1', at: made.createdAt, by: ada }
const settings = { ...newSettings(place), subscriptions: [subscription()] }

describe('defaults', () => {
  test('of a subscription: the best 5 of the complete list, Monday to Friday at 09:00', () => {
    expect(newSubscription(made)).toEqual({
      ...made,
      revision: 1,
      kind: 'lists',
      topics: [],
      list: 'complete',
      time: '09:00',
      days: [1, 2, 3, 4, 5],
      most: 5,
      form: 'digest',
      tags: [],
      since: made.createdAt,
    })
    expect(newSubscription({ ...made, zone: 'Asia/Tokyo' }).time).toBe('12:00')
    expect(newSubscription(made, { topics: ['KV cache'], most: 10 })).toMatchObject({
      topics: ['KV cache'],
      most: 10,
    })
  })

  test('of the team’s week: Friday at 16:00, and missed is what has 10 upvotes within 7 days', () => {
    expect(newSubscription(made, { kind: 'team' })).toMatchObject({
      kind: 'team',
      days: [5],
      time: '16:00',
      most: 5,
      upvotes: { least: 10, withinDays: 7 },
    })
    const weekly = subscription({ kind: 'team', days: [4] })
    expect(settingsSchema.safeParse({ ...settings, subscriptions: [weekly] }).success).toBe(true)
    const often = { ...weekly, days: [1, 4] }
    expect(settingsSchema.safeParse({ ...settings, subscriptions: [often] }).success).toBe(false)
  })

  test('who manages is as the platform knows it', () => {
    expect(newSettings(place).manage).toBe('everyone')
    expect(newSettings({ platform: 'discord', workspace: 'G1', channel: 'C1' }).manage).toBe('managers')
    expect(newSettings({ platform: 'discord', workspace: '@me', person: 'U1' }).manage).toBe('everyone')
  })

  test('of a thread are its channel’s', () => {
    expect(newSettings({ ...place, thread: 'TH' })).toEqual(newSettings(place))
  })
})

test('settings of any kind come back from JSON as they were', () => {
  const wish = fc.record({
    kind: fc.constantFrom('lists' as const, 'trending' as const),
    topics: fc.array(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }).map(text => `x${text}`),
      {
        maxLength: 20,
      },
    ),
    time: anyTime,
    days: anyDays,
    most: fc.integer({ min: 1, max: 10 }),
    upvotes: fc.record({
      least: fc.integer({ min: 1, max: 1000 }),
      withinDays: fc.integer({ min: 1, max: 30 }),
    }),
  })
  fc.assert(
    fc.property(wish, anyZone, (wished, zone) => {
      const one = { ...newSubscription({ ...made, zone }, wished), paused: { by: ada, at: made.createdAt } }
      const undo = [
        { id: 's1', before: one, at: made.createdAt, by: ada },
        { id: 's2', at: made.createdAt, by: ada },
      ]
      const known = { name: 'lab', forum: true }
      const whole = { ...newSettings(place), ...known, zone, subscriptions: [one], undo }
      expect(settingsSchema.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole)
    }),
  )
})

describe('hostile settings are refused', () => {
  const refused: [string, object][] = [
    ['a newer version', { version: settings.version + 1 }],
    ['no version', { version: undefined }],
    ['a version that is no number', { version: '1' }],
    ['version 0', { version: 0 }],
    ['a key that is not known', { extra: 1 }],
    ['a place that cannot be written', { place: { ...place, channel: 'a:b' } }],
    ['a thread', { place: { ...place, thread: 'TH' } }],
    ['both a channel and a person', { place: { ...place, person: 'U1' } }],
    ['two subscriptions with one id', { subscriptions: [subscription(), subscription()] }],
    ['an offset for a zone', { zone: '+01:00' }],
    ['an empty name', { name: '' }],
    ['a huge name', { name: 'x'.repeat(201) }],
    ['a forum that is none', { forum: false }],
    ['two changes of one subscription to take back', { undo: [changed, changed] }],
    [
      'a change that leads to another subscription',
      { undo: [{ ...changed, before: subscription({ id: 's2' }) }] },
    ],
    [
      'more changes than are kept',
      { undo: Array.from({ length: 26 }, (_, at) => ({ ...changed, id: `s${at}` })) },
    ],
  ]
  test.each(refused)('%s', (_, change) =>
    expect(settingsSchema.safeParse({ ...settings, ...change }).success).toBe(false),
  )

  const wrong: [string, object][] = [
    ['no day', { days: [] }],
    ['a day twice', { days: [1, 1] }],
    ['day 8', { days: [8] }],
    ['24:00', { time: '24:00' }],
    ['a text around a zone', { zone: '2026-01-01[Europe/Berlin]' }],
    ['eleven papers', { most: 11 }],
    ['no paper', { most: 0 }],
    ['an empty topic', { topics: [' '] }],
    ['a huge topic', { topics: ['x'.repeat(1_000_000)] }],
    ['an instant that is a date', { since: '2026-08-21' }],
    ['an instant elsewhere', { since: '2026-08-21T10:00:00+02:00' }],
    ['an id with a colon', { id: 'a:b' }],
    ['a key that is not known', JSON.parse('{"__proto__x":1}') as object],
    ['upvotes without days', { upvotes: { least: 20 } }],
    ['null', { upvotes: null }],
  ]
  test.each(wrong)('a subscription with %s', (_, change) => {
    const subscriptions = [{ ...subscription(), ...change }]
    expect(settingsSchema.safeParse({ ...settings, subscriptions }).success).toBe(false)
  })

  test.each([null, [], 'x', 3, undefined])('%s', value =>
    expect(settingsSchema.safeParse(value).success).toBe(false),
  )
})

describe('upgrades', () => {
  const current = z.strictObject({ version: z.literal(3), zone: z.string(), days: z.array(z.int()) })
  const schema = withUpgrades(current, [
    ({ tz, ...rest }) => ({ ...rest, zone: tz }),
    ({ day, ...rest }) => ({ ...rest, days: [day] }),
  ])
  const now = { version: 3, zone: 'UTC', days: [1] }

  test('every older version is brought up to date, step by step', () => {
    expect(schema.parse({ version: 1, tz: 'UTC', day: 1 })).toEqual(now)
    expect(schema.parse({ version: 2, zone: 'UTC', day: 1 })).toEqual(now)
    expect(schema.parse(now)).toEqual(now)
  })

  test('what an upgrade makes is checked', () => {
    expect(schema.safeParse({ version: 1, tz: 3, day: 1 }).success).toBe(false)
    expect(schema.safeParse({ version: 2, zone: 'UTC', day: 1, tz: 'UTC' }).success).toBe(false)
  })

  test('a newer version is not read', () => {
    expect(schema.safeParse({ ...now, version: 4 }).success).toBe(false)
  })
})
