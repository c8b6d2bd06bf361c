import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPacer, retryAfterMs } from '../../src/sources/pace.ts'

const signal = new AbortController().signal

test('no span of the window ever holds more starts than allowed, and none waits longer than it must', async () => {
  const idle = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 300 }),
      idle,
      async (calls, perMs, pauses) => {
        let time = 0
        const wait = async (ms: number) => void (time += ms)
        const pacer = createPacer({ calls, perMs }, () => time, wait)
        const starts: number[] = []
        for (const pause of pauses) {
          time += pause
          const asked = time
          await pacer.turn(Number.POSITIVE_INFINITY, signal)
          starts.push(time)
          const before = starts.at(-1 - calls)
          expect(time).toBe(Math.max(asked, before === undefined ? 0 : before + perMs))
        }
      },
    ),
  )
})

test('turns asked for at once are spread', async () => {
  const waits: number[] = []
  const pacer = createPacer(
    { calls: 2, perMs: 100 },
    () => 0,
    async ms => void waits.push(ms),
  )
  await Promise.all(Array.from({ length: 5 }, () => pacer.turn(1_000, signal)))
  expect(waits).toEqual([100, 100, 200])
})

test('a turn beyond the deadline is refused at once, and takes no place', async () => {
  const pacer = createPacer(
    { calls: 1, perMs: 100 },
    () => 0,
    async () => undefined,
  )
  await pacer.turn(0, signal)
  await expect(pacer.turn(99, signal)).rejects.toMatchObject({
    code: 'source.rate-limited',
    retryAfterMs: 100,
  })
  await pacer.turn(100, signal)
})

test('a hold outlasts the window, and never shortens', async () => {
  const waits: number[] = []
  const pacer = createPacer(
    { calls: 9, perMs: 10 },
    () => 0,
    async ms => void waits.push(ms),
  )
  pacer.hold(500)
  pacer.hold(200)
  await pacer.turn(1_000, signal)
  expect(waits).toEqual([500])
})

test.each([
  [{ ratelimit: '"api";r=0;t=55' }, 55_000],
  [{ ratelimit: '"api"; r=0; t=55 , "pages";r=9;t=1' }, 55_000],
  [{ ratelimit: '"api";r=0;t=55', 'retry-after': '7' }, 55_000],
  [{ ratelimit: 'full', 'retry-after': '7' }, 7_000],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:09 GMT' }, 9_000],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': 'the day after GMT' }, undefined],
  [{}, undefined],
])('%j asks to wait %s ms', (headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), 0)).toBe(expected)
})

test('whatever the headers hold, the wait is a number of milliseconds or nothing', () => {
  const value = fc.oneof(
    fc.stringMatching(/^[\x21-\x7e]{0,30}$/),
    fc.integer().map(seconds => `"api";r=0;t=${seconds}`),
    fc.integer().map(String),
  )
  fc.assert(
    fc.property(value, value, (ratelimit, retryAfter) => {
      const ms = retryAfterMs(new Headers({ ratelimit, 'retry-after': retryAfter }), 1_787_000_000_000)
      expect(ms === undefined || (Number.isSafeInteger(ms) && ms >= 0)).toBe(true)
    }),
  )
})
