/** What is kept about a channel, or about a person's direct messages: every room that keeps any gives it, and forgets it. */
import { type Kysely, type RawBuilder, sql, type SqlBool, type Transaction } from 'kysely'
import type { Database } from './schema.ts'

/** One room's part. A channel is named by its place as text. */
export interface Kept {
  /** What people may read of it, by names of its own. */
  exported(db: Kysely<Database>, channel: string): Promise<Readonly<Record<string, unknown>>>
  /** Removes all of it. */
  forget(transaction: Transaction<Database>, channel: string): Promise<void>
}

/** Rows whose `place` is the channel or one of its threads: no part of a place holds a colon, and `;` comes next. */
export const within = (channel: string): RawBuilder<SqlBool> =>
  sql`(place = ${channel} or (place > ${`${channel}:`} and place < ${`${channel};`}))`
