/** Values that could not be read, kept as they were found. */
import type { Kysely } from 'kysely'
import type { DamagedValueRow, Database } from './schema.ts'

/** Keeps a value, once for each of its texts. */
export async function setAside(db: Kysely<Database>, damage: DamagedValueRow): Promise<void> {
  await db
    .insertInto('damaged_values')
    .values(damage)
    .onConflict(conflict => conflict.doNothing())
    .execute()
}
