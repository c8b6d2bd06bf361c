/** Replies made ready to be sent: rendered, and what their buttons need is kept before anybody can press them. */
import type { types } from '@slack/bolt'
import { type ButtonStore, keep } from '../chat/button-codec.ts'
import type { Reply } from '../chat/reply.ts'
import { renderMessage } from './render.ts'

/** What a message says. */
export interface Content {
  readonly text: string
  readonly blocks: types.KnownBlock[]
}

export async function prepareMessage(reply: Reply, buttons: ButtonStore): Promise<Content> {
  const { text, blocks, kept } = renderMessage(reply)
  await keep(kept, buttons)
  return { text, blocks }
}
