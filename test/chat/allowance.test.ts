import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAllowance, publicAnswers } from '../../src/chat/allowance.ts'

test('whoever keeps to it never has more than ten in an hour, and is told the first moment for another', () => {
  const steps = fc.array(
    fc.record({
      waitMs: fc.nat(publicAnswers.withinMs / 4),
      person: fc.constantFrom('ada', 'bob'),
      becomesPrivate: fc.boolean(),
    }),
    { maxLength: 200 },
  )
  fc.assert(
    fc.property(steps, all => {
      let nowMs = Date.parse('2026-08-21T09:00:00Z')
      const allowance = createAllowance(() => Temporal.Instant.fromEpochMilliseconds(nowMs))
      const shared: { person: string; atMs: number }[] = []
      /** The first time at which fewer than ten are in the hour before it; undefined where that is now. */
      const firstPossible = (person: string, atMs: number): number | undefined => {
        const ends = shared.filter(one => one.person === person).map(one => one.atMs + publicAnswers.withinMs)
        const isFree = (whenMs: number): boolean =>
          ends.filter(endMs => endMs > whenMs).length < publicAnswers.most
        return isFree(atMs) ? undefined : ends.find(isFree)
      }
      for (const { waitMs, person, becomesPrivate } of all) {
        nowMs += waitMs
        const next = allowance.next(person)?.epochMilliseconds
        expect(next).toBe(firstPossible(person, nowMs))
        if (next !== undefined) continue
        allowance.count(person)
        if (becomesPrivate) allowance.giveBack(person)
        else shared.push({ person, atMs: nowMs })
      }
    }),
  )
})
