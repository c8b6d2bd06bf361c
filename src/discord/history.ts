/** What stands in a channel, read page by page, and the marks that make the bot's own messages findable. */
import { createHash } from 'node:crypto'
import type { Temporal } from '@js-temporal/polyfill'
import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { buttonMark } from '../chat/button-codec.ts'
import { limits } from './limits.ts'

/** What is read of a message. */
export const messageSchema = z.object({
  id: z.string(),
  type: z.number(),
  author: z.object({ id: z.string(), bot: z.boolean().default(false) }),
  components: z.array(z.unknown()).default([]),
})

export type HistoryMessage = z.infer<typeof messageSchema>

/** 2015-01-01T00:00:00Z, where Discord's ids begin (https://docs.discord.com/developers/reference#snowflakes). */
const epochMs = 1_420_070_400_000

/** An id that is before those of this instant, and behind all earlier ones. */
export function snowflakeBefore(instant: Temporal.Instant): string {
  const sinceMs = BigInt(Math.max(1, instant.epochMilliseconds - epochMs))
  return String((sinceMs << 22n) - 1n)
}

/** Pages of the messages after an id, oldest page first. */
export async function* pagesAfter(
  rest: REST,
  channel: string,
  after: string,
): AsyncGenerator<HistoryMessage[]> {
  for (let last = after; ; ) {
    const query = new URLSearchParams({ after: last, limit: String(limits.messagesPerPage) })
    const messages = z.array(messageSchema).parse(await rest.get(Routes.channelMessages(channel), { query }))
    yield messages
    if (messages.length < limits.messagesPerPage) return
    last = messages.map(({ id }) => id).reduce((one, other) => (BigInt(one) > BigInt(other) ? one : other))
  }
}

/** The mark of a post with this key: it ends the message's first `custom_id`, and is its nonce. */
export function markOf(key: string): string {
  return `k${createHash('sha256').update(key).digest('base64url').slice(0, 20)}`
}

export const isOwn = ({ author }: HistoryMessage, me: string | undefined): boolean => author.id === me

/** The mark that a message with these components was posted with. */
export function markIn(components: readonly unknown[]): string | undefined {
  const id = firstId(components)
  return id === undefined ? undefined : buttonMark(id)
}

function firstId(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('custom_id' in value && typeof value.custom_id === 'string') return value.custom_id
  for (const part of Object.values(value)) {
    const found = firstId(part)
    if (found !== undefined) return found
  }
  return undefined
}
