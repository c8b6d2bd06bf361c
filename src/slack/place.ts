/** Slack's channels as places, and places as channels. */
import type { webApi } from '@slack/bolt'
import type { Place } from '../chat/place.ts'
import type { MessageRef } from '../chat/platform.ts'

/** Conversations of two people, and of a person and the bot. */
export const isDirect = (channel: string): boolean => channel.startsWith('D')

/** A person's direct messages with the bot. */
export const directPlace = (person: string, workspace: string): Place => ({
  platform: 'slack',
  workspace,
  person,
})

/** https://docs.slack.dev/reference/methods/chat.getPermalink: the address that it returns, without asking for it. */
export function linkTo({ place, message }: MessageRef, workspaceUrl: string): string | undefined {
  const { channel, thread } = place
  if (channel === undefined) return undefined
  const link = `${workspaceUrl}archives/${channel}/p${message.replace('.', '')}`
  return thread === undefined ? link : `${link}?thread_ts=${thread}&cid=${channel}`
}

interface Whereabouts {
  readonly workspace: string
  readonly person: string
  readonly channel?: string | undefined
  readonly thread?: string | undefined
}

/** The place where something was asked: the person's own where that was in no channel that others read. */
export function placeOf({ workspace, person, channel, thread }: Whereabouts): Place {
  if (channel === undefined || isDirect(channel)) return directPlace(person, workspace)
  return { platform: 'slack', workspace, channel, ...(thread === undefined ? {} : { thread }) }
}

/** The channel of a place; a person's is their conversation with the bot. */
export async function channelOf({ channel, person }: Place, client: webApi.WebClient): Promise<string> {
  if (channel !== undefined) return channel
  return openConversation(person!, client)
}

async function openConversation(person: string, client: webApi.WebClient): Promise<string> {
  const { channel } = await client.conversations.open({ users: person })
  return channel!.id!
}

/** A person's conversation with the bot, asked of Slack once; undefined where it doesn't tell. Never rejects. */
export function createConversations(
  client: webApi.WebClient,
): (person: string) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>()
  return person => {
    const conversation =
      known.get(person) ??
      openConversation(person, client).catch(() => {
        known.delete(person)
        return undefined
      })
    known.set(person, conversation)
    return conversation
  }
}
