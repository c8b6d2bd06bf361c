/** Whether settings want what is about to be said, as they are on the disk at that moment. */
import type { Kysely } from 'kysely'
import { formatPlace, type Place, withoutThread } from '../chat/place.ts'
import type { Database } from '../storage/schema.ts'
import { settingsOf } from './kept-settings.ts'
import { settingsSchema } from './settings.ts'

/**
 * Whether a channel, which may be named by one of its threads, has a subscription that isn't paused. None where its
 * settings cannot be read.
 */
export async function isWanted(db: Kysely<Database>, channel: Place, subscription: string): Promise<boolean> {
  const stored = await settingsOf(db, formatPlace(withoutThread(channel)))
  const settings = settingsSchema.safeParse(stored).data
  return settings?.subscriptions.some(({ id, paused }) => id === subscription && !paused) ?? false
}
