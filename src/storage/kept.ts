/** What is kept about a channel (or a person's direct messages) and a workspace: every room that keeps any gives it, and forgets it. */
import {
  type ExpressionBuilder,
  type ExpressionWrapper,
  type Kysely,
  type RawBuilder,
  sql,
  type SqlBool,
  type Transaction,
} from 'kysely'
import type { Database } from './schema.ts'

/** Beginning of the places in it: `slack:T1`. */
export interface Workspace {
  readonly platform: string
  readonly workspace: string
}

type Given = Readonly<Record<string, unknown>>

/** One room's part. A channel is named by its place as text. */
export interface Kept {
  /**
   * What people may read of it, by names of its own. Where everybody in the workspace may read the channel now, what was
   * said in it while it was private is left out.
   */
  exported(db: Kysely<Database>, channel: string, isPublic: boolean): Promise<Given>
  /** Removes all of it. */
  forget(transaction: Transaction<Database>, channel: string): Promise<void>
  readonly ofWorkspace: {
    /** Channels of which it has something to give. */
    channels(db: Kysely<Database>, workspace: Workspace): Promise<string[]>
    /** What everybody in the workspace may read of it, where these of its channels are public and no others. */
    exported(db: Kysely<Database>, workspace: Workspace, channels: readonly string[]): Promise<Given>
    /** Removes all of it, what is private too. */
    forget(transaction: Transaction<Database>, workspace: Workspace): Promise<void>
  }
}

/** Rows whose `place` is the channel or one of its threads. */
export const within = (channel: string): RawBuilder<SqlBool> =>
  sql`(place = ${channel} or ${below('place', channel)})`

/** Rows whose column names something below a place or a workspace: no part holds a colon, and `;` comes next. */
export const below = (column: string, above: string): RawBuilder<SqlBool> =>
  sql`(${sql.ref(column)} > ${`${above}:`} and ${sql.ref(column)} < ${`${above};`})`

/** The channels of a workspace that a table's rows name. */
export async function channelsIn(
  db: Kysely<Database>,
  table: 'slots' | 'discussions',
  workspace: Workspace,
): Promise<string[]> {
  const rows = await db.selectFrom(table).select('channel').distinct().where(inWorkspace(workspace)).execute()
  return rows.map(({ channel }) => channel)
}

/** The tables whose rows say in which workspace they are. */
type PlacedTable = {
  [T in keyof Database]: Database[T] extends Workspace ? T : never
}[keyof Database]

/** Rows of a workspace. */
export const inWorkspace =
  ({ platform, workspace }: Workspace) =>
  (row: ExpressionBuilder<Database, PlacedTable>): ExpressionWrapper<Database, PlacedTable, SqlBool> =>
    row.and({ platform, workspace } as never)
