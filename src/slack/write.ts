/** Messages that are seen: always quiet, without previews of links. */
import type { types, webApi } from '@slack/bolt'
import type { Content } from './prepare.ts'

interface Message extends Content {
  /** A channel, or a person's id for their conversation with the bot. */
  readonly channel: string
  /** The `ts` of the parent; never shown in the channel too. */
  readonly thread?: string | undefined
  readonly metadata?: types.MessageMetadata
}

/** @returns the `ts` of the message. */
export async function write(client: webApi.WebClient, { thread, ...message }: Message): Promise<string> {
  const quiet = { unfurl_links: false, unfurl_media: false }
  const { ts } = await client.chat.postMessage({ ...message, ...inThread(thread), ...quiet })
  return ts!
}

/** Shows something to one person in a channel that the bot is in; it cannot be changed later. */
export async function whisper(
  client: webApi.WebClient,
  { thread, ...message }: Omit<Message, 'metadata'> & { readonly user: string },
): Promise<void> {
  await client.chat.postEphemeral({ ...message, ...inThread(thread) })
}

const inThread = (thread: string | undefined): { thread_ts?: string } =>
  thread === undefined ? {} : { thread_ts: thread }
