/** Whether an upstream is up, folded from what becomes of each request. Pure. */
import { Temporal } from '@js-temporal/polyfill'
import { limits } from './limits.ts'
import type { SourceHealth } from './source.ts'
import { type SourceError, tooSlow } from './source-error.ts'

/** What became of one request. */
export type Outcome =
  | { readonly kind: 'answered' }
  | { readonly kind: 'failed'; readonly fault: SourceError }
  /** Whoever asked waited no longer than `afterMs`. */
  | { readonly kind: 'given up'; readonly afterMs: number }

export interface Observed {
  readonly health: SourceHealth
  /** Requests in a row that were given up before the upstream had had its time. */
  readonly hasty: number
}

export const unasked: Observed = { health: { state: 'unknown' }, hasty: 0 }

/** What is known after one more outcome, which came at `now`. */
export function observe({ health, hasty }: Observed, outcome: Outcome, now: Temporal.Instant): Observed {
  const since = now.toString({ smallestUnit: 'second' })
  if (outcome.kind === 'answered') {
    const stays = health.state === 'up' || isPaused(health, now)
    return { health: stays ? health : { state: 'up', since }, hasty: 0 }
  }
  if (outcome.kind === 'given up' && outcome.afterMs < limits.patienceMs && hasty + 1 < limits.hastyToDown)
    return { health, hasty: hasty + 1 }
  const fault = outcome.kind === 'failed' ? outcome.fault : tooSlow(outcome.afterMs)
  if (fault.code === 'source.rate-limited' && fault.retryAfterMs !== undefined) {
    const until = now.add({ milliseconds: fault.retryAfterMs }).toString({ smallestUnit: 'second' })
    return { health: { state: 'paused', until }, hasty: 0 }
  }
  const down = health.state === 'down' ? health : { state: 'down' as const, since }
  return { health: { ...down, reason: fault.message }, hasty: 0 }
}

/** What is answered before a pause is over was asked before it began. */
const isPaused = (health: SourceHealth, now: Temporal.Instant): boolean =>
  health.state === 'paused' && Temporal.Instant.compare(now, health.until) < 0
