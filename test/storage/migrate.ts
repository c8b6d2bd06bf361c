/** Runs a migration that never ends, and says when it is in the middle of it. */
import { type Kysely, sql } from 'kysely'
import { openDatabase } from '../../src/storage/database.ts'
import { migrate, migrations } from '../../src/storage/migrations.ts'

async function neverEnding(db: Kysely<unknown>): Promise<void> {
  await sql`alter table papers add column half text`.execute(db)
  await sql`delete from meta`.execute(db)
  console.log('half')
  await new Promise(() => setInterval(() => {}, 1000))
}

const db = await openDatabase(process.argv[2]!, { readOnly: false })
await migrate(db, { ...migrations, '9999 half': { up: neverEnding } })
