/** The world of a source under test: real fetch to loopback, a clock that only waits move, kept answers in a map. */
import { Temporal } from '@js-temporal/polyfill'
import { onTestFinished, vi } from 'vitest'
import type { AnswerStore, Network } from '../../src/sources/http.ts'

export interface FakeNetwork extends Network {
  /** Every wait so far, in milliseconds. None takes any time. */
  readonly waits: number[]
  advance(ms: number): void
}

const advance = (ms: number): void => void vi.setSystemTime(Date.now() + ms)

/** The clock is the process's own `Date`, which the circuit reads too. */
export function fakeNetwork(at = '2026-08-21T09:00:00Z'): FakeNetwork {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(at) })
  onTestFinished(() => void vi.useRealTimers())
  const waits: number[] = []
  return {
    fetch,
    now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()),
    wait: async (ms, signal) => {
      signal.throwIfAborted()
      waits.push(ms)
      advance(ms)
    },
    random: () => 0.5,
    answers: fakeAnswers(),
    userAgent: 'paperboy/test',
    waits,
    advance,
  }
}

function fakeAnswers(): AnswerStore {
  const kept = new Map<string, { value: string; until: number }>()
  return {
    get: async key => {
      const found = kept.get(key)
      return found && found.until > Date.now() ? JSON.parse(found.value) : undefined
    },
    set: async (key, value, ttlMs) =>
      void kept.set(key, { value: JSON.stringify(value), until: Date.now() + ttlMs }),
  }
}
