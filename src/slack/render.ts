/** Replies as Slack messages, whole and within every limit. Pure. */
import type { types } from '@slack/bolt'
import { oneLine } from '../papers/text.ts'
import type { Kept } from '../chat/button-codec.ts'
import { writeWithin } from '../chat/fit.ts'
import { flatten } from '../chat/plain-text.ts'
import type { Reply } from '../chat/reply.ts'
import { plainText } from '../chat/rich-text.ts'
import { partsOf } from './blocks.ts'
import { createControls } from './controls.ts'
import { layOut } from './layout.ts'
import { limits } from './limits.ts'
import { escapeEntities } from './text.ts'

export interface RenderedMessage {
  /** For notifications and screen readers, escaped. */
  readonly text: string
  readonly blocks: types.KnownBlock[]
  /** To be stored before the message is sent. */
  readonly kept: readonly Kept[]
}

/** The reply as a message: at most 50 blocks and 12,000 characters. Controls are left out last. */
export function renderMessage(reply: Reply): RenderedMessage {
  const controls = createControls()
  const parts = reply.blocks.flatMap(block => partsOf(block, controls))
  return {
    text: textOf(reply),
    blocks: layOut(parts, { blocks: limits.messageBlocks, characters: limits.messageCharacters }),
    kept: controls.kept,
  }
}

/** The sentence first, which is all that a notification shows; then the whole, which screen readers read. */
function textOf(reply: Reply): string {
  const whole = flatten(reply)
  const text = [oneLine(reply.summary), whole]
    .filter((part, at) => at === 1 || !whole.startsWith(part))
    .join('\n')
  const words = /[\p{L}\p{N}]/u.test(text) ? text.trim() : 'Paperboy'
  return writeWithin([words], limits.fallback, cut => escapeEntities(plainText(cut)))
}
