/** When the next request may start: an upstream's own limits, and the wait that its headers ask for. */
import { SourceError } from './source-error.ts'

export interface Pace {
  readonly calls: number
  readonly perMs: number
}

/** Resolves after `ms`; rejects as soon as `signal` is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>

export interface Pacer {
  /**
   * Waits for a turn.
   *
   * @throws SourceError `source.rate-limited` at once when the turn comes after `deadline` (epoch milliseconds).
   */
  turn(deadline: number, signal: AbortSignal): Promise<void>
  /** Nothing starts before this time (epoch milliseconds). */
  hold(until: number): void
}

/** At most `calls` starts in any `perMs`: a sliding window, which also keeps within a fixed one. */
export function createPacer({ calls, perMs }: Pace, now: () => number, wait: Wait): Pacer {
  const starts: number[] = []
  let heldUntil = 0
  return {
    async turn(deadline, signal) {
      const windowOpens = starts.length < calls ? 0 : starts[0]! + perMs
      const time = now()
      const start = Math.max(time, heldUntil, windowOpens)
      if (start > deadline)
        throw new SourceError('source.rate-limited', 'has had as many calls as it allows', {
          retryAfterMs: start - time,
        })
      if (starts.length === calls) starts.shift()
      starts.push(start)
      if (start > time) await wait(start - time, signal)
    },
    hold(until) {
      heldUntil = Math.max(heldUntil, until)
    },
  }
}

/**
 * How long the headers of a refused or failed answer ask to wait, in milliseconds; `undefined` when they do not say.
 * Hugging Face names the seconds to its next window in `RateLimit: "api";r=0;t=55`
 * (https://huggingface.co/docs/hub/rate-limits); `Retry-After` holds seconds or a date (RFC 9110, 10.2.3).
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const window = /;\s*t=(\d{1,6})(?:\s*[;,]|\s*$)/.exec(headers.get('ratelimit') ?? '')?.[1]
  if (window !== undefined) return Number(window) * 1_000
  const retryAfter = headers.get('retry-after')?.trim() ?? ''
  if (/^\d{1,6}$/.test(retryAfter)) return Number(retryAfter) * 1_000
  const date = retryAfter.endsWith(' GMT') ? Date.parse(retryAfter) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
