/** What was opened in a channel, and what was said in it where it is private, to be given and to be forgotten; the same of a workspace. */
import { formatScope } from '../chat/place.ts'
import { channelsIn, inWorkspace, type Kept } from '../storage/kept.ts'
import { givenSayings, givenThreads } from './given.ts'

/** What is said in public channels belongs to all of them together, and stays until the workspace's data is deleted. */
export const keptDiscussions: Kept = {
  async exported(db, channel, isPublic) {
    const threads = await db
      .selectFrom('discussions')
      .selectAll()
      .where('channel', '=', channel)
      .$if(isPublic, query => query.where('scope', '!=', channel))
      .orderBy('id')
      .execute()
    return {
      discussions: await givenThreads(db, threads),
      ...(isPublic ? { marks: [], verdicts: [] } : await givenSayings(db, 'scope', channel)),
    }
  },

  async forget(transaction, channel) {
    const threads = transaction.selectFrom('discussions').select('id').where('channel', '=', channel)
    await transaction.deleteFrom('follow_ups').where('discussion', 'in', threads).execute()
    await transaction.deleteFrom('discussions').where('channel', '=', channel).execute()
    await transaction.deleteFrom('marks').where('scope', '=', channel).execute()
    await transaction.deleteFrom('verdicts').where('scope', '=', channel).execute()
  },

  ofWorkspace: {
    channels: (db, workspace) => channelsIn(db, 'discussions', workspace),

    /** Not what was opened in a channel while it was private. */
    async exported(db, workspace, channels) {
      const everybody = formatScope({ kind: 'public', ...workspace })
      const threads = await db
        .selectFrom('discussions')
        .selectAll()
        .where('scope', '=', everybody)
        .orderBy('id')
        .execute()
      const isPublic = new Set(channels)
      return {
        discussions: await givenThreads(
          db,
          threads.filter(({ channel }) => isPublic.has(channel)),
        ),
        ...(await givenSayings(db, 'scope', everybody)),
      }
    },

    async forget(transaction, workspace) {
      const threads = transaction.selectFrom('discussions').select('id').where(inWorkspace(workspace))
      await transaction.deleteFrom('follow_ups').where('discussion', 'in', threads).execute()
      for (const table of ['discussions', 'marks', 'verdicts'] as const)
        await transaction.deleteFrom(table).where(inWorkspace(workspace)).execute()
    },
  },
}
