/** What was opened in a channel, and what was said in it where it is private, to be given and to be forgotten. */
import { instantOf, readJson } from '../delivery/stored.ts'
import type { Kept } from '../storage/kept.ts'

/** What is said in public channels belongs to all of them together, and stays. */
export const keptDiscussions: Kept = {
  async exported(db, channel) {
    const threads = await db
      .selectFrom('discussions')
      .selectAll()
      .where('channel', '=', channel)
      .orderBy('id')
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
      discussions: threads.map(({ paper, opened_by, opener, opened_at, message, state, replies }) => ({
        paper,
        openedBy: opened_by,
        name: opener,
        openedAt: instantOf(opened_at),
        message: message === null ? null : readJson(message),
        state,
        replies,
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
    await transaction.deleteFrom('discussions').where('channel', '=', channel).execute()
    await transaction.deleteFrom('marks').where('scope', '=', channel).execute()
    await transaction.deleteFrom('verdicts').where('scope', '=', channel).execute()
  },
}
