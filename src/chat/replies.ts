/** Replies, and parts of them, that many say. */
import type { Block, Button, Reply } from './reply.ts'
import { plainText, type RichText } from './rich-text.ts'

/** A line of small print. */
export function smallText(text: string | RichText): Block {
  return { kind: 'text', small: true, text: typeof text === 'string' ? [text] : text }
}

/** A private reply of one sentence, with what can be done next. */
export function notice(
  text: string | RichText,
  more: { tone?: 'info' | 'warning'; buttons?: readonly Button[] } = {},
): Reply {
  const sentence = typeof text === 'string' ? [text] : text
  const { tone = 'info', buttons = [] } = more
  return {
    summary: plainText(sentence),
    visibility: 'private',
    blocks: [
      { kind: 'notice', tone, text: sentence },
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  }
}

/** In place of a reply that removes, where no public message was pressed. */
export const nothingToRemove: Reply = notice('There is no message here to remove.')
