import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Observed, observe, type Outcome, unasked } from '../../src/sources/health.ts'
import { limits } from '../../src/sources/limits.ts'
import { SourceError } from '../../src/sources/source-error.ts'

const start = Temporal.Instant.from('2026-08-21T09:00:00Z')
const answered: Outcome = { kind: 'answered' }
const givenUp = (afterMs: number): Outcome => ({ kind: 'given up', afterMs })
const limited = (retryAfterMs?: number): Outcome => ({
  kind: 'failed',
  fault: new SourceError('source.rate-limited', 'asks for fewer calls (429)', { retryAfterMs }),
})
const failed: Outcome = { kind: 'failed', fault: new SourceError('source.unreachable', 'hung up') }

/** The health after these outcomes, a second between each and the next. */
const after = (...outcomes: readonly Outcome[]) =>
  outcomes.reduce<Observed>(
    (observed, outcome, seconds) => observe(observed, outcome, start.add({ seconds })),
    unasked,
  ).health

const hasty = givenUp(limits.patienceMs - 1)
const patient = givenUp(limits.patienceMs)
const up = { state: 'up', since: '2026-08-21T09:00:00Z' }

test.each<[string, Outcome[], object]>([
  ['nothing', [], { state: 'unknown' }],
  ['two that left soon', [hasty, hasty], { state: 'unknown' }],
  ['an answer, and two that left soon', [answered, hasty, hasty], up],
  ['an answer between those that left soon', [answered, hasty, hasty, answered, hasty, hasty], up],
  [
    'three that left soon',
    [answered, hasty, hasty, givenUp(1_500)],
    { state: 'down', since: '2026-08-21T09:00:03Z', reason: 'did not answer within 1.5 s' },
  ],
  [
    'one that waited, and a failure',
    [patient, failed],
    { state: 'down', since: '2026-08-21T09:00:00Z', reason: 'hung up' },
  ],
  ['a pause', [failed, limited(60_000)], { state: 'paused', until: '2026-08-21T09:01:01Z' }],
  [
    'a pause, and the answer to a request from before it',
    [limited(2_000), answered],
    { state: 'paused', until: '2026-08-21T09:00:02Z' },
  ],
  ['an answer after a pause', [limited(1_000), answered], { state: 'up', since: '2026-08-21T09:00:01Z' }],
  [
    'a limit without an end',
    [limited()],
    { state: 'down', since: '2026-08-21T09:00:00Z', reason: 'asks for fewer calls (429)' },
  ],
])('after %s', (_what, outcomes, health) => {
  expect(after(...outcomes)).toEqual(health)
})

test('no order of outcomes leaves a silent upstream up or unknown', () => {
  const outcome = fc.oneof(fc.constantFrom(answered, failed, limited(1_000)), fc.nat(20_000).map(givenUp))
  fc.assert(
    fc.property(fc.array(outcome), fc.array(fc.nat(20_000).map(givenUp)), (before, silence) => {
      const long = silence.length >= limits.hastyToDown
      fc.pre(long || silence.some(one => one.kind === 'given up' && one.afterMs >= limits.patienceMs))
      expect(after(...before, ...silence).state).toBe('down')
    }),
  )
})
