/**
 * Opens a data folder to read it, and prints the ids of its papers, or the code of the error. Root may do everything,
 * so it becomes nobody first; only now, because nobody may not be able to read this file.
 */
import { PaperboyError } from '../../src/errors.ts'
import { openDatabase } from '../../src/storage/database.ts'

if (process.getuid?.() === 0) {
  process.setgid?.(65_534)
  process.setuid?.(65_534)
}
try {
  const db = await openDatabase(process.argv[2]!, { readOnly: true })
  const rows = await db.selectFrom('papers').select('id').orderBy('id').execute()
  console.log(rows.map(({ id }) => id).join(' '))
} catch (error) {
  console.log(error instanceof PaperboyError ? error.code : String(error))
}
