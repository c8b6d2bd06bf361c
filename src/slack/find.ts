/** Posts that are found again: by their metadata, in the history of a channel or among the replies of a thread. */
import { Temporal } from '@js-temporal/polyfill'
import type { webApi } from '@slack/bolt'
import type { Platform } from '../chat/platform.ts'
import { outcomeOf } from './outcomes.ts'
import { channelOf } from './place.ts'

/** What the metadata of a post is called. */
export const eventType = 'paperboy_post'

/** Our clock may be ahead of Slack's by this; a key belongs to one message, so looking further back finds no other. */
const clockSkew = Temporal.Duration.from({ seconds: 30 })
/** https://docs.slack.dev/reference/methods/conversations.history: 200 at a time is recommended. */
const pageSize = 200

interface Post {
  readonly ts: string
  readonly payload: Readonly<Record<string, unknown>>
}

export interface FindContext {
  readonly client: webApi.WebClient
  /** The bot's id in messages: other apps can call their metadata the same. Rejects where Slack doesn't tell. */
  readonly botId: () => Promise<string>
}

/** `find` rejects when Slack cannot be reached. */
export const createFind =
  (context: FindContext): Platform['find'] =>
  async (place, key, since) => {
    try {
      const channel = await channelOf(place, context.client)
      const oldest = timestamp(Temporal.Instant.from(since).subtract(clockSkew))
      for await (const { ts, payload } of posts(context, { channel, thread: place.thread, oldest }))
        if (payload['key'] === key) return { place, message: ts }
      return 'none'
    } catch (error) {
      if (outcomeOf(error).kind === 'refused') return 'cannot look'
      throw error
    }
  }

/** The bot's first message in a thread that was opened; `undefined` where none was. */
export async function findOpening(
  context: FindContext,
  channel: string,
  thread: string,
): Promise<string | undefined> {
  for await (const { ts, payload } of posts(context, { channel, thread, oldest: '0' }))
    if (payload['opens'] === 'thread') return ts
  return undefined
}

interface Range {
  readonly channel: string
  readonly thread: string | undefined
  readonly oldest: string
}

/** The bot's posts; of a thread without its parent. */
async function* posts(
  { client, botId }: FindContext,
  { channel, thread, oldest }: Range,
): AsyncGenerator<Post> {
  const ours = await botId()
  const options = { channel, oldest, include_all_metadata: true, limit: pageSize }
  const pages = (
    thread === undefined
      ? client.paginate('conversations.history', options)
      : client.paginate('conversations.replies', { ...options, ts: thread })
  ) as AsyncIterable<webApi.ConversationsHistoryResponse>
  for await (const { messages = [] } of pages)
    for (const { ts, metadata, bot_id: author } of messages)
      if (ts !== undefined && ts !== thread && author === ours && metadata?.event_type === eventType)
        yield { ts, payload: metadata.event_payload ?? {} }
}

/** Seconds with six decimals: https://docs.slack.dev/messaging/retrieving-messages */
const timestamp = (instant: Temporal.Instant): string => (instant.epochMilliseconds / 1000).toFixed(6)
