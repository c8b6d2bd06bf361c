/** Channels and threads: https://docs.discord.com/developers/resources/channel and …/topics/threads */
import {
  CreateForumThreadRequestSchema,
  CreatePrivateChannelRequestSchema,
  CreateTextThreadWithMessageRequestSchema,
  CreateTextThreadWithoutMessageRequestSchema,
  UpdateThreadRequestPartialSchema,
} from 'discord-api-spec/zod'
import { bodyOf, type Call, created, type Handler, ok, refuse, type Routes } from './call.ts'
import { ApiError } from './errors.ts'
import { problem } from './message-rules.ts'
import { compose, newThread } from './payloads.ts'
import { has } from './permissions.ts'
import { post, requireMay } from './route-messages.ts'
import { type Channel, channelType, isThread, type MessageBody, requireTag } from './wire.ts'
import type { World } from './world.ts'

interface ThreadBody {
  readonly name: string
  readonly type?: number
  readonly auto_archive_duration?: number
  readonly applied_tags?: readonly string[]
  readonly message: MessageBody
}

interface ThreadChange {
  readonly name?: string
  readonly archived?: boolean
  readonly locked?: boolean
  readonly auto_archive_duration?: number
  readonly applied_tags?: readonly string[]
}

export const threadRoutes: Routes = {
  'GET /channels/:id': ({ world, params }) => ok(world.channel(params[0]!)),

  'PATCH /channels/:id': call => {
    const { world } = call
    const channel = world.channel(call.params[0]!)
    const state = channel.thread_metadata
    if (!state) throw new ApiError(50024)
    const change = bodyOf(call, UpdateThreadRequestPartialSchema) as ThreadChange
    if (channel.owner_id !== world.seeded.bot.id || state.locked || change.locked !== undefined) {
      requireMay(world, channel, 'ManageThreads')
    }
    if (state.archived && change.archived !== false) throw new ApiError(50083)
    changeThread(world, channel, change)
    return ok(channel)
  },

  'POST /channels/:id/messages/:id/threads': call => {
    const [channelId, messageId] = call.params
    const parent = call.world.channel(channelId!)
    const message = call.world.message(messageId!)
    const body = bodyOf(call, CreateTextThreadWithMessageRequestSchema) as ThreadBody
    if (parent.type !== channelType.text || message.channelId !== channelId) throw new ApiError(50024)
    requireMay(call.world, parent, 'CreatePublicThreads')
    if (call.world.channels.has(message.id)) throw new ApiError(160004)
    const thread = open(
      call,
      parent,
      { id: message.id, type: channelType.publicThread, name: body.name },
      body,
    )
    Object.assign(message.raw, { thread })
    sayWhereItStarted(call.world, thread, message.id, parent.id)
    return created(thread)
  },

  'POST /channels/:id/threads': call => {
    const parent = call.world.channel(call.params[0]!)
    return parent.type === channelType.forum ? openPost(call, parent) : openWithoutMessage(call, parent)
  },

  'GET /guilds/:id/threads/active': ({ world, params }) => {
    const threads = [...world.channels.values()].filter(
      channel =>
        channel.guild_id === params[0] &&
        isThread(channel) &&
        !channel.thread_metadata?.archived &&
        sees(world, channel),
    )
    return ok({ threads, members: [] })
  },

  'GET /channels/:id/threads/archived/public': call => archived(call, channelType.publicThread),
  'GET /channels/:id/threads/archived/private': call => {
    requireMay(call.world, call.world.channel(call.params[0]!), 'ManageThreads')
    return archived(call, channelType.privateThread)
  },
  'GET /channels/:id/users/@me/threads/archived/private': call => archived(call, channelType.privateThread),

  'POST /users/@me/channels': call => {
    const { recipient_id: userId } = bodyOf(call, CreatePrivateChannelRequestSchema) as {
      recipient_id?: string
    }
    const { world } = call
    const recipient = world.seeded.ada.id === userId ? world.seeded.ada : world.seeded.bob
    if (recipient.id !== userId) throw new ApiError(10013)
    return ok(conversationWith(world, recipient.id))
  },
}

function conversationWith(world: World, userId: string): Channel {
  const known = [...world.channels.values()].find(
    ({ type, recipients }) =>
      type === channelType.direct && recipients?.length === 1 && recipients[0]?.id === userId,
  )
  if (known) return known
  const recipient = [world.seeded.ada, world.seeded.bob].find(({ id }) => id === userId)!
  const channel: Channel = {
    id: world.id(),
    type: channelType.direct,
    flags: 0,
    last_message_id: null,
    recipients: [recipient],
  }
  world.channels.set(channel.id, channel)
  return channel
}

export function changeThread(world: World, thread: Channel, change: ThreadChange): void {
  const { name, applied_tags: tags, ...state } = change
  if (!thread.thread_metadata) throw new Error(`${thread.name} is not a thread`)
  if (name) thread.name = name
  if (tags) thread.applied_tags = tags
  if (state.archived !== undefined) Object.assign(thread.thread_metadata, { archive_timestamp: world.iso() })
  Object.assign(thread.thread_metadata, state)
  world.dispatch('THREAD_UPDATE', thread, thread.guild_id)
  world.changed()
}

/** A thread with its first message, whose id is the thread's. */
function openPost(call: Call, forum: Channel): ReturnType<Handler> {
  const { world } = call
  const body = bodyOf(call, CreateForumThreadRequestSchema) as ThreadBody
  requireMay(world, forum, 'SendMessages')
  const tags = body.applied_tags ?? []
  const known = forum.available_tags ?? []
  if (tags.some(id => !known.some(tag => tag.id === id))) throw new ApiError(10087)
  if (known.some(({ id, moderated }) => moderated && tags.includes(id)))
    requireMay(world, forum, 'ManageThreads')
  if (tags.length === 0 && forum.flags & requireTag) throw new ApiError(40067)
  requireRoom(world, forum)
  const id = world.id()
  const first = post(call, { ...forum, id, type: channelType.publicThread }, body.message, id)
  const thread = open(
    call,
    forum,
    { id, type: channelType.publicThread, name: body.name, applied_tags: tags, last_message_id: id },
    body,
  )
  return created({ ...thread, message: first.raw })
}

function openWithoutMessage(call: Call, parent: Channel): ReturnType<Handler> {
  const body = bodyOf(call, CreateTextThreadWithoutMessageRequestSchema) as ThreadBody
  const type = body.type ?? channelType.privateThread
  const isPublic = type === channelType.publicThread
  if (!isPublic && type !== channelType.privateThread)
    refuse(call, [problem(['type'], 'Not a kind of thread')])
  requireMay(call.world, parent, isPublic ? 'CreatePublicThreads' : 'CreatePrivateThreads')
  return created(open(call, parent, { id: call.world.id(), type, name: body.name }, body))
}

function open(
  { world }: Call,
  parent: Channel,
  about: Partial<Channel> & { id: string; type: number },
  { auto_archive_duration: minutes }: ThreadBody,
): Channel {
  requireRoom(world, parent)
  const thread = newThread(world, parent, about, minutes)
  world.channels.set(thread.id, thread)
  world.dispatch('THREAD_CREATE', { ...thread, newly_created: true }, parent.guild_id)
  world.changed()
  return thread
}

function requireRoom(world: World, parent: Channel): void {
  if (world.full.has(parent.id)) throw new ApiError(160006)
}

/** The system message that stands first in a thread opened from a message (type 21). */
function sayWhereItStarted(world: World, thread: Channel, messageId: string, channelId: string): void {
  const more = { type: 21, message_reference: { type: 0, message_id: messageId, channel_id: channelId } }
  world.add({
    channelId: thread.id,
    raw: compose(world, { channelId: thread.id, author: world.seeded.bot, body: {}, more }),
  })
  Object.assign(thread, { message_count: 0, total_message_sent: 0 })
}

const sees = (world: World, channel: Channel): boolean => has(world.botPermissions(channel), 'ViewChannel')

const archivedAt = (thread: Channel): string => thread.thread_metadata!.archive_timestamp

/** Last archived first: https://docs.discord.com/developers/resources/channel#list-public-archived-threads */
function archived({ world, params, query }: Call, type: number): ReturnType<Handler> {
  const parent = world.channel(params[0]!)
  requireMay(world, parent, 'ReadMessageHistory')
  const before = query.get('before') ?? '9999'
  const limit = Number(query.get('limit') ?? 50)
  const all = [...world.channels.values()]
    .filter(
      each =>
        each.parent_id === parent.id &&
        each.type === type &&
        each.thread_metadata?.archived &&
        archivedAt(each) < before,
    )
    .sort((a, b) => (archivedAt(a) < archivedAt(b) ? 1 : -1))
  return ok({ threads: all.slice(0, limit), members: [], has_more: all.length > limit })
}
