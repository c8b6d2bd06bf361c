/** What stands in a channel, read page by page, and the marks that make the bot's own messages findable. */
import { createHash } from 'node:crypto'
import type { Temporal } from '@js-temporal/polyfill'
import { type REST, Routes } from 'discord.js'
import { z } from 'zod'
import { buttonMark } from '../../chat/button-codec.ts'
import { limits } from '../limits.ts'

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

/** When Discord made the thing with this id, in milliseconds since 1970. */
export const madeAtMs = (id: string): number => Number(BigInt(id) >> 22n) + epochMs

/** An id that is before those of this instant, and behind all earlier ones. */
export function snowflakeBefore(instant: Temporal.Instant): string {
  const sinceMs = BigInt(Math.max(1, instant.epochMilliseconds - epochMs))
  return String((sinceMs << 22n) - 1n)
}

/** The next messages after an id, newest first. */
export async function pageAfter(rest: REST, channel: string, after: string): Promise<HistoryMessage[]> {
  const query = new URLSearchParams({ after, limit: String(limits.messagesPerPage) })
  return z.array(messageSchema).parse(await rest.get(Routes.channelMessages(channel), { query }))
}

/** All messages after an id, the oldest page first. */
export async function* pagesAfter(
  rest: REST,
  channel: string,
  after: string,
): AsyncGenerator<HistoryMessage[]> {
  for (let last = after; ; ) {
    const messages = await pageAfter(rest, channel, last)
    yield messages
    if (messages.length < limits.messagesPerPage) return
    last = messages[0]!.id
  }
}

/** The mark of a post with this key: it ends the message's first `custom_id`, and is its nonce. */
export function markOf(key: string): string {
  return `k${createHash('sha256').update(key).digest('base64url').slice(0, 20)}`
}

/** Whether the bot posted the message with this key. */
export function isPost(
  { author, components }: HistoryMessage,
  mark: string,
  me: string | undefined,
): boolean {
  return author.id === me && markIn(components) === mark
}

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
