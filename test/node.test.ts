import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'

test('scripts run on Node 24, whatever Node the machine has', () => {
  expect(process.versions.node).toMatch(/^24\./)
})

test("the lockfile names no registry's address", () => {
  expect(readFileSync('package-lock.json', 'utf8')).not.toMatch(/"resolved":/)
})

test('the lockfile names the tools for every platform, so that npm ci accepts it anywhere', () => {
  const { packages } = z
    .object({
      packages: z.record(
        z.string(),
        z.object({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
      ),
    })
    .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
  const locked = new Set(Object.keys(packages).map(path => path.split('node_modules/').at(-1)))
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
    Object.keys(optionalDependencies),
  )
  expect(wanted.length).toBeGreaterThan(20)
  expect(wanted.filter(name => !locked.has(name))).toEqual([])
})
