/** What Slack says of a channel now. */
import type { webApi } from '@slack/bolt'
import { outcomeOf } from './outcomes.ts'

type Told = NonNullable<webApi.ConversationsInfoResponse['channel']>

/** What is read of it. */
export type Channel = Pick<
  Told,
  | 'name'
  | 'is_channel'
  | 'is_private'
  | 'is_im'
  | 'is_mpim'
  | 'is_ext_shared'
  | 'is_pending_ext_shared'
  | 'is_archived'
  | 'is_member'
>

/** Rejects with what Slack answered. */
export type ChannelInfo = (channel: string) => Promise<Channel>

/** Channels of one page: https://docs.slack.dev/reference/methods/conversations.list wants fewer than 1,000. */
const pageSize = 999

/**
 * Slack answers about 50 such questions a minute, and hundreds of channels may be posted to in one. Where it refuses one
 * too many, all channels are asked for at once, for everybody who was refused by then.
 */
export function createChannelInfo(client: webApi.WebClient): ChannelInfo {
  let listing: Promise<ReadonlyMap<string, Channel>> | undefined
  return async channel => {
    try {
      return (await client.conversations.info({ channel })).channel ?? {}
    } catch (error) {
      if (outcomeOf(error).kind !== 'retry') throw error
      listing ??= allChannels(client).finally(() => {
        listing = undefined
      })
      const found = (await listing.catch(() => undefined))?.get(channel)
      if (!found) throw error
      return found
    }
  }
}

async function allChannels(client: webApi.WebClient): Promise<ReadonlyMap<string, Channel>> {
  const pages = client.paginate('conversations.list', {
    types: 'public_channel,private_channel',
    limit: pageSize,
  }) as AsyncIterable<webApi.ConversationsListResponse>
  const all = new Map<string, Channel>()
  for await (const { channels = [] } of pages) for (const one of channels) all.set(one.id ?? '', one)
  return all
}
