/** A channel's settings, to be given and to be forgotten. */
import type { Kept } from '../storage/kept.ts'

export const keptSettings: Kept = {
  async exported(db, channel) {
    const row = await db
      .selectFrom('keyv')
      .select('value')
      .where('namespace', '=', 'settings')
      .where('key', '=', channel)
      .executeTakeFirst()
    return { settings: row ? read(row.value) : null }
  },

  async forget(transaction, channel) {
    for (const table of ['keyv', 'damaged_values'] as const)
      await transaction
        .deleteFrom(table)
        .where('namespace', '=', 'settings')
        .where('key', '=', channel)
        .execute()
  },
}

/** What is damaged is given as it is. */
function read(text: string): unknown {
  try {
    return (JSON.parse(text) as { value: unknown }).value
  } catch {
    return text
  }
}
