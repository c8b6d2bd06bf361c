/** Discussions, votes, reading lists and verdicts as they are given to people in files. SQL only. */
import type { Kysely, Selectable } from 'kysely'
import { instantOf, readJson } from '../delivery/stored.ts'
import type { Database, FollowUpRow, MarkRow, VerdictRow } from '../storage/schema.ts'
import type { Stored } from './threads.ts'

type Db = Kysely<Database>

/** With what was said in them of their papers. */
export async function givenThreads(db: Db, threads: readonly Stored[]) {
  const all = await Promise.all(threads.map(({ id }) => followUpsOf(db, id)))
  return threads.map(({ paper, channel, opened_by, opener, opened_at, message, state, replies }, at) => ({
    paper,
    channel,
    // Nobody once they deleted their data.
    openedBy: opened_by || null,
    name: opener,
    openedAt: instantOf(opened_at),
    message: message === null ? null : readJson(message),
    state,
    replies,
    followUps: all[at]!.map(({ kind, state: become }) => ({ kind, state: become })),
  }))
}

const followUpsOf = (db: Db, discussion: number): Promise<FollowUpRow[]> =>
  db.selectFrom('follow_ups').selectAll().where('discussion', '=', discussion).execute()

/** What was said in one scope, or by one person. */
export async function givenSayings(db: Db, column: 'scope' | 'person', value: string) {
  const marks = await db.selectFrom('marks').selectAll().where(column, '=', value).orderBy('id').execute()
  const verdicts = await db
    .selectFrom('verdicts')
    .selectAll()
    .where(column, '=', value)
    .orderBy('id')
    .execute()
  return { marks: marks.map(givenMark), verdicts: verdicts.map(givenVerdict) }
}

const givenMark = ({ scope, paper, person, name, kind, value, at }: Selectable<MarkRow>) => ({
  scope,
  paper,
  person,
  name,
  kind,
  value,
  at: instantOf(at),
})

const givenVerdict = ({ scope, paper, person, name, verdict, line, at }: Selectable<VerdictRow>) => ({
  scope,
  paper,
  person,
  name,
  verdict,
  line,
  at: instantOf(at),
})
