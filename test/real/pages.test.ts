/** Saved result pages: read whole, known by title, and taken over by the papers that carry an id. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importFile } from '../../src/library/import/import-file.ts'
import { open } from '../library/fixture.ts'
import { realData } from './folder.ts'

const pages = readdirSync(join(realData, 'seeds')).map(name => join(realData, 'seeds', name))

test('every paper of every page is read; the daily papers take over those they know by title', async () => {
  const { library } = await open()
  const results = []
  for (const page of pages) results.push(await importFile(page, library))
  expect(results.map(({ read, rejectedCount }) => [read, rejectedCount])).toEqual([
    [52, 0],
    [70, 0],
    [46, 0],
  ])
  const byTitle = library.size
  expect(byTitle).toBeGreaterThan(120)

  await importFile(join(realData, 'hf_daily.jsonl.gz'), library)
  const known = byTitle - (library.size - 13_197)
  expect(known / byTitle).toBeGreaterThan(0.15)
  expect(known / byTitle).toBeLessThan(0.4)

  for (const page of pages) {
    const again = await importFile(page, library)
    expect(again).toMatchObject({ added: 0, changed: 0 })
  }
})
