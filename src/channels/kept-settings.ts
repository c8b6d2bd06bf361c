/** The settings of channels, to be given and to be forgotten. */
import type { Kysely } from 'kysely'
import { below, type Kept, type Workspace } from '../storage/kept.ts'
import type { Database } from '../storage/schema.ts'

const namespace = 'settings'
const tables = ['keyv', 'damaged_values'] as const

export const keptSettings: Kept = {
  exported: async (db, channel) => ({ settings: (await settingsOf(db, channel)) ?? null }),

  async forget(transaction, channel) {
    for (const table of tables)
      await transaction
        .deleteFrom(table)
        .where('namespace', '=', namespace)
        .where('key', '=', channel)
        .execute()
  },

  ofWorkspace: {
    async channels(db, workspace) {
      const rows = await db
        .selectFrom('keyv')
        .select('key')
        .where('namespace', '=', namespace)
        .where(below('key', prefixOf(workspace)))
        .execute()
      return rows.map(({ key }) => key)
    },

    async exported(db, _workspace, channels) {
      const all = await Promise.all(
        channels.map(async channel => ({ channel, settings: await settingsOf(db, channel) })),
      )
      return { settings: all.filter(({ settings }) => settings !== undefined) }
    },

    async forget(transaction, workspace) {
      for (const table of tables)
        await transaction
          .deleteFrom(table)
          .where('namespace', '=', namespace)
          .where(below('key', prefixOf(workspace)))
          .execute()
    },
  },
}

const prefixOf = ({ platform, workspace }: Workspace): string => `${platform}:${workspace}`

/** Unchecked. */
export async function settingsOf(db: Kysely<Database>, channel: string): Promise<unknown> {
  const row = await db
    .selectFrom('keyv')
    .select('value')
    .where('namespace', '=', namespace)
    .where('key', '=', channel)
    .executeTakeFirst()
  return row && read(row.value)
}

/** What is damaged is given as it is. */
function read(text: string): unknown {
  try {
    return (JSON.parse(text) as { value: unknown }).value
  } catch {
    return text
  }
}
