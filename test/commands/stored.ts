/** What is on the disk of people and channels: all tables but those of the library, so that a new one is never overlooked. */
import { type Kysely, sql } from 'kysely'
import type { Database } from '../../src/storage/schema.ts'

const ofLibrary = ['papers', 'lists', 'list_entries', 'aliases', 'meta', 'embeddings']

/** Rows as JSON, of all tables. */
export async function storedRows(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables()
  const own = tables.map(({ name }) => name).filter(name => !ofLibrary.includes(name))
  const rows = await Promise.all(own.map(name => sql`select * from ${sql.table(name)}`.execute(db)))
  return rows.flatMap(result => result.rows.map(row => JSON.stringify(row)))
}
