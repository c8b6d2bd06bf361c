/** Replies as they are sent: rendered, and what can be pressed in them stored before. */
import type { RawFile } from 'discord.js'
import type { ButtonStore } from '../../chat/button-codec.ts'
import type { Reply } from '../../chat/reply.ts'
import type { Kept } from './components.ts'
import { type MessageBody, renderMessage } from './render.ts'

export interface Payload {
  readonly body: MessageBody
  readonly files: RawFile[]
}

/** @param mark makes the message findable. */
export async function payloadOf(reply: Reply, buttons: ButtonStore, mark?: string): Promise<Payload> {
  const { message, files, kept } = renderMessage(reply, mark === undefined ? {} : { mark })
  await keep(kept, buttons)
  return { body: message, files: files.map(({ name, content }) => ({ name, data: content })) }
}

/** Stores what can be pressed in a message or form; then it can be sent. */
export async function keep(kept: readonly Kept[], buttons: ButtonStore): Promise<void> {
  await Promise.all(kept.map(({ name, content, ttlMs }) => buttons.set(name, content, ttlMs)))
}

export function withFlags({ body, files }: Payload, flags: number): Payload {
  return { body: { ...body, flags: body.flags | flags }, files }
}
