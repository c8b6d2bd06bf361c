/** Imports a file into a folder and prints how far it is; again and again with other upvotes when asked to. */
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { importFile } from '../../src/library/import/import-file.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'

const [folder, file] = process.argv.slice(2) as [string, string]
const db = await openDatabase(folder, { readOnly: false })
const library = await openLibrary({
  db,
  snapshotFile: join(folder, 'search.index'),
  readOnly: false,
  now: () => Temporal.Now.instant(),
  log: createLog('silent'),
})
await importFile(file, library, { onProgress: ({ read }) => console.log(read) })
for (let upvotes = 1; ; upvotes++) {
  const papers = await library.trending('2026-01-01', 2000)
  await library.put(papers.map(paper => ({ ...paper, upvotes })))
  console.log(`saved ${upvotes}`)
}
