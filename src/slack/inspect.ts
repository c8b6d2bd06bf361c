/** What a place is and what can be done in it. */
import type { webApi } from '@slack/bolt'
import { plainInspection } from '../chat/inspection.ts'
import type { Place } from '../chat/place.ts'
import type { Inspection } from '../chat/platform.ts'
import type { Channel, ChannelInfo } from './channel-info.ts'
import { codeOf } from './outcomes.ts'
import { subtypesOfPeople } from './payloads.ts'
import { isPublic, isShared } from './visibility.ts'

export interface InspectContext {
  readonly client: webApi.WebClient
  readonly channelInfo: ChannelInfo
}

/** Rejects where Slack cannot be asked. A private channel that the bot is not in looks as if it were gone. */
export async function inspect(place: Place, { client, channelInfo }: InspectContext): Promise<Inspection> {
  const { channel, thread } = place
  const plain = plainInspection(place)
  if (channel === undefined) return plain
  try {
    const found = { ...plain, ...inspectionOf(await channelInfo(channel)) }
    if (thread === undefined) return found
    return { ...found, replies: await countReplies(channel, thread, client) }
  } catch (error) {
    if (!isGone(error)) throw error
    return { ...plain, state: 'gone' }
  }
}

function inspectionOf(info: Channel): Partial<Inspection> {
  return {
    ...(info.name !== undefined && { name: info.name }),
    private: !isPublic(info),
    ...(isShared(info) && { withOutsiders: true }),
    state: info.is_archived ? 'archived' : 'open',
    missing: info.is_member === false ? ['membership (/invite @Paperboy)'] : [],
  }
}

/** Messages that people wrote in the thread. */
async function countReplies(channel: string, thread: string, client: webApi.WebClient): Promise<number> {
  const pages = client.paginate('conversations.replies', {
    channel,
    ts: thread,
    limit: 200,
  }) as AsyncIterable<webApi.ConversationsRepliesResponse>
  let replies = 0
  for await (const { messages = [] } of pages)
    replies += messages.filter(message => message.ts !== thread && isByPerson(message)).length
  return replies
}

const ofPeople: readonly (string | undefined)[] = [undefined, ...subtypesOfPeople]

const isByPerson = ({ bot_id: bot, subtype }: { bot_id?: string; subtype?: string }): boolean =>
  bot === undefined && ofPeople.includes(subtype)

const isGone = (error: unknown): boolean =>
  ['channel_not_found', 'thread_not_found', 'message_not_found'].includes(codeOf(error) ?? '')
