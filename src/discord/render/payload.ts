/** Replies as they are sent: rendered, and what can be pressed in them stored before. */
import type { RawFile } from 'discord.js'
import { type ButtonStore, keep } from '../../chat/button-codec.ts'
import type { Reply } from '../../chat/reply.ts'
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

export function withFlags({ body, files }: Payload, flags: number): Payload {
  return { body: { ...body, flags: body.flags | flags }, files }
}
