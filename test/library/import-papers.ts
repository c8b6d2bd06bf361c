/**
 * Imports a file into a folder and prints how far it is. With a third parameter it kills itself as soon as it has begun
 * to write the index snapshot.
 */
import { watch } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { importFile } from '../../src/library/import/import-file.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'

const [folder, file, whileSaving] = process.argv.slice(2) as [string, string, string?]
if (whileSaving)
  watch(folder, (_, name) => {
    if (name === 'search.index.new') process.kill(process.pid, 'SIGKILL')
  })
const db = await openDatabase(folder, { readOnly: false })
const library = await openLibrary({
  db,
  snapshotFile: join(folder, 'search.index'),
  readOnly: false,
  now: () => Temporal.Now.instant(),
  log: createLog('silent'),
})
await importFile(file, library, { onProgress: ({ read }) => console.log(read) })
await library.close()
