import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('scripts run on Node 24, whatever Node the machine has', () => {
  expect(process.versions.node).toMatch(/^24\./)
})

test("the lockfile names no registry's address", () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved":/)
})
