/** Messages of channels: https://docs.discord.com/developers/resources/message */
import { MessageCreateRequestSchema, MessageEditRequestPartialSchema } from 'discord-api-spec/zod'
import type { PermissionsString } from 'discord.js'
import { bodyOf, type Call, isEmpty, nothing, ok, refuse, requireGoodMessage, type Routes } from './call.ts'
import { ApiError } from './errors.ts'
import { isV2, pings, problem } from './message-rules.ts'
import { compose, edit } from './payloads.ts'
import { has } from './permissions.ts'
import { type Channel, channelType, flag, isThread, type MessageBody } from './wire.ts'
import type { StoredMessage, World } from './world.ts'

/** "the last few minutes": https://docs.discord.com/developers/resources/message#create-message */
const nonceMs = 3 * 60_000
const hourMs = 3_600_000

export const messageRoutes: Routes = {
  'POST /channels/:id/messages': call => {
    const channel = call.world.channel(call.params[0]!)
    const body = bodyOf(call, MessageCreateRequestSchema) as MessageBody
    if (channel.type === channelType.forum) throw new ApiError(40058)
    if (call.world.undeliverable.has(channel.id)) throw new ApiError(50007)
    requireMaySend(call.world, channel, call.files.length > 0)
    return ok((sentBefore(call.world, channel, body) ?? post(call, channel, body)).raw)
  },

  'GET /channels/:id/messages': ({ world, params, query }) => {
    const channel = world.channel(params[0]!)
    if (!has(world.botPermissions(channel), 'ReadMessageHistory')) return ok([])
    return ok(page(world.messagesIn(channel.id), query).map(({ raw }) => raw))
  },

  'GET /channels/:id/messages/:id': ({ world, params }) => {
    requireMay(world, world.channel(params[0]!), 'ReadMessageHistory')
    return ok(messageIn(world, params).raw)
  },

  'PATCH /channels/:id/messages/:id': call => {
    const { world, params } = call
    const channel = world.channel(params[0]!)
    const message = messageIn(world, params)
    if (message.raw.author.id !== world.seeded.bot.id) throw new ApiError(50005)
    if (channel.thread_metadata?.archived) throw new ApiError(50083)
    const body = bodyOf(call, MessageEditRequestPartialSchema) as MessageBody
    countLateEdit(world, message)
    editTo(call, message, body)
    return ok(message.raw)
  },

  'DELETE /channels/:id/messages/:id': ({ world, params }) => {
    const channel = world.channel(params[0]!)
    const message = messageIn(world, params)
    if (message.raw.author.id !== world.seeded.bot.id) requireMay(world, channel, 'ManageMessages')
    world.remove(message)
    return nothing
  },
}

export function requireMay(world: World, channel: Channel, permission: PermissionsString): void {
  if (!has(world.botPermissions(channel), permission)) throw new ApiError(50013)
}

/** Sending opens an archived thread again, unless it is locked: https://docs.discord.com/developers/topics/threads */
function requireMaySend(world: World, channel: Channel, withFiles: boolean): void {
  requireMay(world, channel, isThread(channel) ? 'SendMessagesInThreads' : 'SendMessages')
  if (withFiles) requireMay(world, channel, 'AttachFiles')
  const state = channel.thread_metadata
  if (!state || has(world.botPermissions(channel), 'ManageThreads')) return
  if (state.locked) throw new ApiError(state.archived ? 50083 : 160005)
  if (!state.archived) return
  state.archived = false
  world.dispatch('THREAD_UPDATE', channel, channel.guild_id)
}

/** With `enforce_nonce`, the message that the same author sent with this nonce a few minutes ago. */
function sentBefore(
  world: World,
  channel: Channel,
  { nonce, enforce_nonce: enforced }: MessageBody,
): StoredMessage | undefined {
  if (!enforced || nonce === undefined || nonce === null) return undefined
  const since = world.now() - nonceMs
  return world
    .messagesIn(channel.id)
    .find(message => message.nonce === String(nonce) && Date.parse(message.raw.timestamp) >= since)
}

/** A message of the bot's own, unasked. */
export function post(call: Call, channel: Channel, body: MessageBody, id = call.world.id()): StoredMessage {
  if ((body.flags ?? 0) & flag.ephemeral)
    refuse(call, [problem(['flags'], 'Only an answer can be EPHEMERAL')])
  requireGoodMessage(call, body)
  if (isEmpty(body, call.files.length)) throw new ApiError(50006)
  const { world, files } = call
  const { nonce } = body
  const raw = compose(world, {
    id,
    channelId: channel.id,
    author: world.seeded.bot,
    body,
    files,
    more: nonce ? { nonce } : {},
  })
  const quiet = ((body.flags ?? 0) & flag.suppressNotifications) !== 0
  return world.add({
    channelId: channel.id,
    raw,
    notified: !quiet || pings(body),
    nonce: nonce ? String(nonce) : undefined,
  })
}

/** Checks the edited message as a whole, as Discord does. */
export function editTo(call: Call, message: StoredMessage, body: MessageBody): void {
  const { raw } = message
  const files = raw.attachments.map(({ filename }) => filename)
  const v2 = isV2(body, raw.flags ?? 0)
  const whole = {
    content: raw.content,
    components: raw.components,
    embeds: raw.embeds,
    ...body,
  } as MessageBody
  requireGoodMessage(call, whole, { flags: raw.flags ?? 0, files })
  if (isEmpty(whole, v2 ? 0 : raw.attachments.length + call.files.length)) throw new ApiError(50006)
  edit(call.world, message, body, call.files)
}

function countLateEdit(world: World, message: StoredMessage): void {
  if (world.now() - Date.parse(message.raw.timestamp) < hourMs) return
  if (++message.lateEdits > world.lateEditsAllowed) throw new ApiError(30046)
}

function messageIn(world: World, [channelId, id]: readonly string[]): StoredMessage {
  const message = world.message(id!)
  if (message.channelId !== channelId || message.ephemeral) throw new ApiError(10008)
  return message
}

/** Newest first: https://docs.discord.com/developers/resources/message#get-channel-messages */
function page(messages: readonly StoredMessage[], query: URLSearchParams): StoredMessage[] {
  const limit = Number(query.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new ApiError(50035)
  const bound = (name: string): bigint | undefined => (query.has(name) ? BigInt(query.get(name)!) : undefined)
  const [before, after, around] = [bound('before'), bound('after'), bound('around')]
  const older = (than: bigint): StoredMessage[] => messages.filter(({ id }) => BigInt(id) < than)
  const newer = (than: bigint): StoredMessage[] => messages.filter(({ id }) => BigInt(id) > than)
  if (around !== undefined) {
    const half = Math.floor(limit / 2)
    return [...older(around).slice(-half), ...newer(around - 1n).slice(0, half + 1)]
      .toReversed()
      .slice(0, limit)
  }
  if (after !== undefined) return newer(after).slice(0, limit).toReversed()
  return (before === undefined ? [...messages] : older(before)).slice(-limit).toReversed()
}
