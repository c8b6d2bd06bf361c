/** The words of a message of anyone's: its text, or what stands in its blocks where that says more. Pure. */
import { decodeText } from './mention.ts'

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
  if (text !== '' && bot === undefined) return decodeText(text)
  return decodeText([...new Set([text, ...texts(blocks), ...texts(attachments)])].join('\n').trim())
}

function texts(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(texts)
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' ? (readable.has(key) ? [value] : []) : texts(value),
  )
}
