/** What a place is now, as Discord says when it is asked. */
import {
  type Channel,
  type Client,
  DiscordAPIError,
  type GuildBasedChannel,
  MessageType,
  PermissionFlagsBits,
  RESTJSONErrorCodes,
} from 'discord.js'
import { plainInspection } from '../../chat/inspection.ts'
import type { Inspection, Platform } from '../../chat/platform.ts'
import { grantedIn, visibilityOf } from '../access.ts'
import { missingPermissions } from '../permissions.ts'
import { usableTags } from './forum.ts'
import { pagesAfter } from './history.ts'

/** Pages that are counted: a thread with more replies than they hold has many. */
const mostPages = 20

/** `inspect` rejects while the server is unavailable. */
export function createInspecting(client: Client): Pick<Platform, 'inspect'> {
  return {
    async inspect(place) {
      const plain = plainInspection(place)
      if (place.person !== undefined) return plain
      const id = place.thread ?? place.channel!
      const channel = await fetched(client, id)
      if (channel === 'hidden') return { ...plain, ...missingPermissions(0n, plain.kind) }
      if (channel === 'gone' || channel.isDMBased()) return { ...plain, state: 'gone' }
      return inspection(channel, channel.isThread() ? await countReplies(client, id) : 0)
    },
  }
}

async function fetched(client: Client, id: string): Promise<Channel | 'gone' | 'hidden'> {
  try {
    // Null: of a server that the bot was removed from.
    return (await client.channels.fetch(id, { force: true })) ?? 'gone'
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error
    if (error.code === RESTJSONErrorCodes.UnknownChannel) return 'gone'
    if (error.code === RESTJSONErrorCodes.MissingAccess) return 'hidden'
    throw error
  }
}

function inspection(channel: GuildBasedChannel, replies: number): Inspection {
  const granted = grantedIn(channel)
  const kind = channel.isThread() ? 'thread' : channel.isThreadOnly() ? 'forum' : 'channel'
  const tags = channel.isThreadOnly() ? channel.availableTags : []
  const managesThreads = (granted & PermissionFlagsBits.ManageThreads) !== 0n
  const named = channel.isThread() ? channel.parent : channel
  return {
    kind,
    ...(named && { name: named.name }),
    private: visibilityOf(channel) !== 'public',
    state: stateOf(channel),
    replies,
    tags: usableTags(tags, managesThreads).map(({ name }) => name),
    ...missingPermissions(granted, kind),
    ...(channel.isVoiceBased() && { threadless: true }),
  }
}

/** Locked says more than archived: what is written to a locked thread does not open it again. */
function stateOf(channel: GuildBasedChannel): Inspection['state'] {
  if (!channel.isThread()) return 'open'
  return channel.locked ? 'locked' : channel.archived ? 'archived' : 'open'
}

/** Messages that people wrote. */
async function countReplies({ rest }: Client, thread: string): Promise<number> {
  let [replies, pages] = [0, 0]
  for await (const messages of pagesAfter(rest, thread, '0')) {
    replies += messages.filter(({ author, type }) => !author.bot && isWritten(type)).length
    if (++pages === mostPages) break
  }
  return replies
}

const isWritten = (type: MessageType): boolean => type === MessageType.Default || type === MessageType.Reply
