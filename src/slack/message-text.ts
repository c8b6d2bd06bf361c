/** The words of a message of anyone's: its text, or what stands in its blocks where that says more. Pure. */
import { limits } from './limits.ts'
import { decodeText } from './mention.ts'
import { cutText } from './text.ts'

export interface SharedMessage {
  readonly text?: string | undefined
  readonly bot_id?: string | undefined
  readonly blocks?: unknown
  readonly attachments?: unknown
}

/** Fields of blocks and attachments that people read or can follow. */
const readable = new Set(['text', 'url', 'title', 'title_link', 'fallback', 'from_url', 'alt_text'])

/** A person's text says all that they wrote; a bot's is only the summary of its blocks. */
export function messageText({ text = '', bot_id: bot, blocks, attachments }: SharedMessage): string {
  const isWhole = text !== '' && bot === undefined
  const parts = isWhole ? [text] : [...new Set([text, ...texts(blocks), ...texts(attachments)])]
  return cutText(decodeText(parts.join('\n').trim()), limits.sharedText)
}

function texts(part: unknown, depth = 0): string[] {
  if (typeof part !== 'object' || part === null || depth > limits.sharedDepth) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (readable.has(key) ? [value] : []) : texts(value, depth + 1),
  )
}
