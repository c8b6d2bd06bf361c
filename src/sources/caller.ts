/** One call of an upstream: its pace, a deadline per attempt, retries after the wait it asks for, and a circuit. */
import { Temporal } from '@js-temporal/polyfill'
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen, isBrokenCircuitError } from 'cockatiel'
import PQueue from 'p-queue'
import type { Outcome } from './health.ts'
import { limits } from './limits.ts'
import { createPacer, type Pace, type Wait } from './pace.ts'
import { type Answer, request } from './request.ts'
import { SourceError, tooSlow } from './source-error.ts'

export interface CallerOptions {
  readonly fetch: typeof fetch
  readonly headers: Headers
  readonly pace: Pace
  /** Connections at a time. */
  readonly atOnce: number
  /** One request, from the connection to the last byte. Default 15 s. */
  readonly attemptMs?: number | undefined
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly wait: Wait
  /** From 0 to below 1, for the jitter of waits. */
  readonly random: () => number
  /** Told of every request what became of it, unless whoever asked stopped it. */
  readonly report: (outcome: Outcome) => void
}

export interface Call<T> {
  readonly url: string
  /** JSON to POST; a GET without. */
  readonly body?: string | undefined
  /** Throws a SourceError for an answer that is not what was asked for. */
  readonly read: (answer: Answer) => T
  /** Statuses besides 2xx that `read` can make sense of. */
  readonly expected: readonly number[]
  /** No wait reaches beyond it; epoch milliseconds. */
  readonly deadline: number
  readonly attempts: number
  /** Aborted when the time of whoever asked is over. */
  readonly patience: AbortSignal
  /** Aborted with `patience`, and whenever the call is to be stopped. */
  readonly signal: AbortSignal
}

export interface Called<T> {
  readonly answer: Answer
  readonly value: T
  /** ISO instant at which the request was sent. */
  readonly fetchedAt: string
}

export type Caller = <T>(call: Call<T>) => Promise<Called<T>>

/**
 * The function that makes calls. It throws SourceError; what the call's signal was aborted with is thrown as it is.
 * The circuit opens after failures in a row, lets one attempt through after a minute, and reads the process's clock.
 */
export function createCaller({
  fetch,
  headers,
  pace,
  atOnce,
  attemptMs = limits.attemptMs,
  now,
  wait,
  random,
  report,
}: CallerOptions): Caller {
  const queue = new PQueue({ concurrency: atOnce })
  const pacer = createPacer(pace, now, wait)
  const circuit = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: limits.openMs,
    breaker: new ConsecutiveBreaker(limits.failuresToOpen),
  })

  async function attempt<T>(call: Call<T>): Promise<Called<T>> {
    await pacer.turn(call.deadline, call.signal)
    const sentAt = now()
    const patience = AbortSignal.timeout(attemptMs)
    try {
      const signal = AbortSignal.any([call.signal, patience])
      const answer = await request({ ...call, fetch, headers, signal, now })
      const value = call.read(answer)
      report({ kind: 'answered' })
      return { answer, value, fetchedAt: Temporal.Instant.fromEpochMilliseconds(sentAt).toString() }
    } catch (error) {
      const fault = error === patience.reason ? tooSlow(attemptMs) : error
      if (fault === call.patience.reason) report({ kind: 'given up', afterMs: now() - sentAt })
      if (fault instanceof SourceError) report({ kind: 'failed', fault })
      if (fault instanceof SourceError && fault.retryAfterMs) pacer.hold(now() + fault.retryAfterMs)
      throw fault
    }
  }

  async function guarded<T>(call: Call<T>): Promise<Called<T>> {
    if (circuit.state === CircuitState.HalfOpen) throw leftAlone()
    try {
      return await circuit.execute(() => attempt(call))
    } catch (error) {
      throw isBrokenCircuitError(error) ? leftAlone() : error
    }
  }

  return async function call(options) {
    let fault: unknown
    for (let made = 1; ; made++) {
      try {
        return await queue.add(() => guarded(options), { signal: options.signal })
      } catch (error) {
        // A circuit that opened meanwhile is not the reason.
        if (fault && isLeftAlone(error)) throw fault
        fault = error
        const pauseMs = made < options.attempts ? pauseAfter(error, made, random) : undefined
        if (pauseMs === undefined || now() + pauseMs > options.deadline) throw error
        await wait(pauseMs, options.signal)
      }
    }
  }
}

const leftAlone = () => new SourceError('source.down', 'failed too often and is left alone for a minute')
const isLeftAlone = (error: unknown) => error instanceof SourceError && error.code === 'source.down'

function isOutage(error: unknown): boolean {
  return (
    error instanceof SourceError && (error.code === 'source.unreachable' || error.code === 'source.malformed')
  )
}

/** How long to wait before the next attempt: what the header says, else "full jitter" (Brooker, AWS, 2015). */
function pauseAfter(error: unknown, made: number, random: () => number): number | undefined {
  if (!(error instanceof SourceError)) return undefined
  if (error.code !== 'source.unreachable' && error.code !== 'source.rate-limited') return undefined
  const backoffMs = Math.min(limits.backoffMaxMs, limits.backoffMs * 2 ** (made - 1))
  return error.retryAfterMs ?? random() * backoffMs
}
