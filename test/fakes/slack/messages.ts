/** Messages as they come to stand in channels: public ones in `emulate`, private ones here. */
import { attribute } from './delivery.ts'
import type { FakeMessage, Json } from './types.ts'
import { isJson, stringOf } from './walk.ts'
import type { World } from './world.ts'

const blocksOf = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : [])

const metadataOf = (value: unknown): Pick<FakeMessage, 'metadata'> =>
  isJson(value) && Object.keys(value).length > 0
    ? { metadata: value as unknown as NonNullable<FakeMessage['metadata']> }
    : {}

const threadOf = (value: unknown): Pick<FakeMessage, 'thread'> =>
  typeof value === 'string' && value !== '' ? { thread: value } : {}

/** Posts as the bot, or as a person, and remembers the message. The answer is `emulate`'s. */
export async function post(
  world: World,
  body: Json,
  as?: string,
): Promise<{ answer: Json; message?: FakeMessage }> {
  const answer = await world.emulated.call('chat.postMessage', body, as)
  if (answer.ok !== true) return { answer }
  const stored = answer.message as Json
  const message: FakeMessage = {
    kind: 'message',
    channel: String(answer.channel),
    ts: String(answer.ts),
    user: as ?? world.bot,
    text: String(stored.text),
    blocks: blocksOf(stored.blocks),
    ...threadOf(stored.thread_ts),
    ...metadataOf(stored.metadata),
    edited: false,
    deleted: false,
    sent: body,
  }
  world.messages.push(message)
  if (!as) attribute(world, message)
  return { answer, message }
}

/** `chat.update`: what it leaves out stays, but a text without blocks takes the blocks away, as Slack does. */
export async function update(world: World, body: Json): Promise<Json> {
  const answer = await world.emulated.call('chat.update', body)
  const message = standing(world, String(body.channel), String(body.ts))
  if (answer.ok === true && message) {
    const stored = answer.message as Json
    Object.assign(message, {
      text: String(stored.text),
      blocks: blocksOf(stored.blocks),
      ...metadataOf(stored.metadata),
      edited: true,
    })
    attribute(world, message)
  }
  return answer
}

/** Deletes as the message's author. */
export async function remove(world: World, channel: string, ts: string, as?: string): Promise<Json> {
  const answer = await world.emulated.call('chat.delete', { channel, ts }, as)
  const message = standing(world, channel, ts)
  if (answer.ok === true && message) message.deleted = true
  return answer
}

/**
 * What only one person sees, or two where the bot is not. Kept here and not in `emulate`, which stores it where no method gives
 * it back and refuses people whom it doesn't know to be members.
 */
export function whisper(world: World, body: Json, channel: string, onlyFor?: string): FakeMessage {
  const message: FakeMessage = {
    kind: 'message',
    channel,
    ts: `${Math.floor(world.nowMs / 1000)}.9${String(world.next()).padStart(5, '0')}`,
    user: world.bot,
    text: stringOf(body.text),
    blocks: blocksOf(body.blocks),
    ...threadOf(body.thread_ts),
    edited: false,
    deleted: false,
    ...(onlyFor && { onlyFor }),
    sent: body,
  }
  world.messages.push(message)
  return message
}

export function standing(world: World, channel: string, ts: string): FakeMessage | undefined {
  return world.messages.find(message => message.channel === channel && message.ts === ts && !message.deleted)
}

/** Slack gives each block an id where none was sent. */
export const withBlockIds = (blocks: readonly Json[]): Json[] =>
  blocks.map((block, at) => ({ block_id: `block-${at}`, ...block }))

/** A message as Slack's payloads and histories show it; metadata is only there for who asks for it. */
export function formatted(world: World, stored: Json, withMetadata: boolean): Json {
  const { metadata, unfurl_links: _links, unfurl_media: _media, ...message } = stored
  const isBots = message.user === world.bot
  return {
    ...message,
    team: world.team,
    ...(isBots && { bot_id: world.botId, app_id: world.app }),
    ...(message.blocks !== undefined && { blocks: withBlockIds(blocksOf(message.blocks)) }),
    ...(Number(message.reply_count) > 0 && { thread_ts: message.ts }),
    ...(withMetadata && isJson(metadata) && { metadata }),
  }
}
