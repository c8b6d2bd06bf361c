import { expect, test } from 'vitest'
import { clockOf } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'

test('PAPERBOY_NOW is where the clock begins, and it goes on from there', () => {
  const now = clockOf(readConfig({ PAPERBOY_NOW: '2026-08-21T09:00:00Z' }))
  const first = now()
  expect(first.toString()).toMatch(/^2026-08-21T09:0/)
  const end = performance.now() + 3
  while (performance.now() < end);
  expect(now().epochMilliseconds).toBeGreaterThan(first.epochMilliseconds)
})
