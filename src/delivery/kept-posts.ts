/** What a channel got, or is getting, to be given and to be forgotten. */
import type { Kysely, SelectQueryBuilder, Transaction } from 'kysely'
import { channelsIn, inWorkspace, type Kept, within } from '../storage/kept.ts'
import type { Database } from '../storage/schema.ts'
import { instantOf, readJson } from './stored.ts'

/** A message that is being sent while it is forgotten may still arrive; nothing is known of it any more. */
export const keptPosts: Kept = {
  async exported(db, channel, isPublic) {
    const messages = await db
      .selectFrom('outbox')
      .selectAll()
      .where(within(channel))
      // The key of what was discussed while it was private.
      .$if(isPublic, query => query.where('key', 'not like', `discussion:${channel}:%`))
      .orderBy('id')
      .execute()
    const pauses = await db.selectFrom('pauses').selectAll().where(within(channel)).execute()
    return {
      posts: await postsIn(db, channel),
      messages: messages.map(
        ({ key, place, subscription, date, state, claimed_at, reply, message, for_owner }) => ({
          key,
          place,
          subscription,
          date,
          state,
          claimedAt: instantOf(claimed_at),
          reply: json(reply),
          message: json(message),
          reason: for_owner,
        }),
      ),
      pauses: pauses.map(({ subscription, for_owner, since }) => ({
        subscription,
        reason: for_owner,
        since: instantOf(since),
      })),
    }
  },

  async forget(transaction, channel) {
    const slots = transaction.selectFrom('slots').select('subscription').where('channel', '=', channel)
    const messages = transaction.selectFrom('outbox').select('key').where(within(channel))
    await forgetDamaged(transaction, messages)
    await transaction.deleteFrom('outbox').where(within(channel)).execute()
    await transaction.deleteFrom('outbox').where('subscription', 'in', slots).execute()
    await transaction.deleteFrom('posted_papers').where('channel', '=', channel).execute()
    await transaction.deleteFrom('pauses').where(within(channel)).execute()
    await transaction.deleteFrom('slots').where('channel', '=', channel).execute()
  },

  ofWorkspace: {
    channels: (db, workspace) => channelsIn(db, 'slots', workspace),

    /** Messages are left out: of a channel that was private once, they name what was discussed in it then. */
    async exported(db, _workspace, channels) {
      const all = await Promise.all(
        channels.map(async channel => (await postsIn(db, channel)).map(post => ({ channel, ...post }))),
      )
      return { posts: all.flat() }
    },

    async forget(transaction, workspace) {
      const messages = transaction.selectFrom('outbox').select('key').where(inWorkspace(workspace))
      await forgetDamaged(transaction, messages)
      for (const table of ['outbox', 'posted_papers', 'pauses', 'slots'] as const)
        await transaction.deleteFrom(table).where(inWorkspace(workspace)).execute()
    },
  },
}

async function forgetDamaged(
  transaction: Transaction<Database>,
  messages: SelectQueryBuilder<Database, 'outbox', { key: string }>,
): Promise<void> {
  await transaction
    .deleteFrom('damaged_values')
    .where('namespace', '=', 'outbox')
    .where('key', 'in', messages)
    .execute()
}

async function postsIn(db: Kysely<Database>, channel: string) {
  const slots = await db
    .selectFrom('slots')
    .selectAll()
    .where('channel', '=', channel)
    .orderBy('claimed_at')
    .execute()
  const papers = await db.selectFrom('posted_papers').selectAll().where('channel', '=', channel).execute()
  return slots.map(({ subscription, date, claimed_at, note }) => ({
    subscription,
    date,
    claimedAt: instantOf(claimed_at),
    note: json(note),
    papers: papers
      .filter(paper => paper.subscription === subscription && paper.date === date)
      .map(({ paper, receipt }) => ({ paper, receipt: json(receipt) })),
  }))
}

const json = (text: string | null): unknown => (text === null ? null : (readJson(text) ?? text))
