/** What was opened in a channel, and what was said in it where it is private, to be given and to be forgotten. */
import type { Kysely } from 'kysely'
import { instantOf, readJson } from '../delivery/stored.ts'
import type { Kept } from '../storage/kept.ts'
import type { Database } from '../storage/schema.ts'

/** What is said in public channels belongs to all of them together, and stays. */
export const keptDiscussions: Kept = {
  async exported(db, channel) {
    const threads = await db
      .selectFrom('discussions')
      .selectAll()
      .where('channel', '=', channel)
      .orderBy('id')
      .execute()
    const followUps = await db
      .selectFrom('follow_ups')
      .selectAll()
      .where('discussion', 'in', idsIn(db, channel))
      .execute()
    const marks = await db
      .selectFrom('marks')
      .selectAll()
      .where('scope', '=', channel)
      .orderBy('id')
      .execute()
    const verdicts = await db
      .selectFrom('verdicts')
      .selectAll()
      .where('scope', '=', channel)
      .orderBy('id')
      .execute()
    return {
      discussions: threads.map(({ id, paper, opened_by, opener, opened_at, message, state, replies }) => ({
        paper,
        openedBy: opened_by,
        name: opener,
        openedAt: instantOf(opened_at),
        message: message === null ? null : readJson(message),
        state,
        replies,
        followUps: followUps
          .filter(({ discussion }) => discussion === id)
          .map(({ kind, state: become }) => ({ kind, state: become })),
      })),
      marks: marks.map(({ paper, person, name, kind, value, at }) => ({
        paper,
        person,
        name,
        kind,
        value,
        at: instantOf(at),
      })),
      verdicts: verdicts.map(({ paper, person, name, verdict, line, at }) => ({
        paper,
        person,
        name,
        verdict,
        line,
        at: instantOf(at),
      })),
    }
  },

  async forget(transaction, channel) {
    await transaction
      .deleteFrom('follow_ups')
      .where('discussion', 'in', idsIn(transaction, channel))
      .execute()
    await transaction.deleteFrom('discussions').where('channel', '=', channel).execute()
    await transaction.deleteFrom('marks').where('scope', '=', channel).execute()
    await transaction.deleteFrom('verdicts').where('scope', '=', channel).execute()
  },
}

const idsIn = (db: Kysely<Database>, channel: string) =>
  db.selectFrom('discussions').select('id').where('channel', '=', channel)
