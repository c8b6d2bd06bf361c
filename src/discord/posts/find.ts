/** Looks for the bot's own post with a key, through the history of a channel, a thread, a conversation or a forum. */
import { Temporal } from '@js-temporal/polyfill'
import {
  type AnyThreadChannel,
  type Client,
  DiscordAPIError,
  type ForumChannel,
  type MediaChannel,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js'
import type { Place } from '../../chat/place.ts'
import type { MessageRef, Platform } from '../../chat/platform.ts'
import { grantedIn } from '../access.ts'
import { limits } from '../limits.ts'
import { channelIdOf } from './channel.ts'
import { isPost, markOf, messageSchema, pagesAfter, snowflakeBefore } from './history.ts'

/** What a post is known by, and how far back it may lie. */
interface Look {
  readonly mark: string
  readonly since: Temporal.Instant
}

type Found = MessageRef | 'none' | 'cannot look'

/** Discord's clock may be behind ours: what it dates this much earlier is looked at, too. */
const clockSkew = { seconds: 30 }
/** Pages after which a history, or a list of threads, is too long to be looked through. */
const mostPages = 100
const reading = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory

/** `find` rejects for whatever may pass, an unavailable server too: it can be looked again later. */
export function createFinding(client: Client): Pick<Platform, 'find'> {
  return {
    async find(place, key, since) {
      const look = { mark: markOf(key), since: Temporal.Instant.from(since).subtract(clockSkew) }
      try {
        return place.person === undefined
          ? await findInChannel(client, place, look)
          : await findInMessages(client, place, look)
      } catch (error) {
        if (error instanceof DiscordAPIError && forGood.has(error.status)) return 'cannot look'
        throw error
      }
    },
  }
}

/** Not allowed, or gone: a person has to change that. */
const forGood: ReadonlySet<number> = new Set([403, 404])

/** Discord shows an empty history to those who may not read it, so the permission is looked at first. */
async function findInChannel(client: Client, place: Place, look: Look): Promise<Found> {
  const channel = await client.channels.fetch(place.thread ?? place.channel!, { force: true })
  // Null: of a server that the bot was removed from.
  if (!channel || channel.isDMBased() || (grantedIn(channel) & reading) !== reading) return 'cannot look'
  return channel.isThreadOnly() ? findInForum(channel, place, look) : findInMessages(client, place, look)
}

async function findInMessages(client: Client, place: Place, { mark, since }: Look): Promise<Found> {
  let pages = 0
  const channel = await channelIdOf(place, client.rest)
  for await (const messages of pagesAfter(client.rest, channel, snowflakeBefore(since))) {
    const found = messages.find(message => isPost(message, mark, client.user?.id))
    if (found) return { place, message: found.id }
    if (++pages === mostPages) return 'cannot look'
  }
  return 'none'
}

/** A forum's post carries its key in the message that it began with, which has the thread's id. */
async function findInForum(
  forum: ForumChannel | MediaChannel,
  place: Place,
  { mark, since }: Look,
): Promise<Found> {
  let pages = 0
  const { client } = forum
  const after = BigInt(snowflakeBefore(since))
  for await (const threads of threadsOf(forum, since)) {
    for (const { id, ownerId } of threads) {
      if (ownerId !== client.user.id || BigInt(id) <= after) continue
      const thread = { ...place, thread: id }
      if (await beganWith(client, id, mark)) return { place: thread, message: id, thread }
    }
    if (++pages === mostPages) return 'cannot look'
  }
  return 'none'
}

/** All threads that may have begun since then: the active ones, then the archived ones, last archived first. */
async function* threadsOf(
  forum: ForumChannel | MediaChannel,
  since: Temporal.Instant,
): AsyncGenerator<AnyThreadChannel[]> {
  yield [...(await forum.threads.fetchActive(false)).threads.values()]
  for (let before: number | undefined; ; ) {
    const asked = { limit: limits.messagesPerPage, ...(before !== undefined && { before }) }
    const { threads, hasMore } = await forum.threads.fetchArchived(asked, false)
    yield [...threads.values()]
    before = Math.min(...threads.map(({ archiveTimestamp }) => archiveTimestamp ?? 0))
    if (!hasMore || before < since.epochMilliseconds) return
  }
}

/** Whether the post with this key began the thread; not when somebody deleted that message. */
async function beganWith({ rest, user }: Client<true>, thread: string, mark: string): Promise<boolean> {
  try {
    const first = messageSchema.parse(await rest.get(Routes.channelMessage(thread, thread)))
    return isPost(first, mark, user.id)
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage) return false
    throw error
  }
}
