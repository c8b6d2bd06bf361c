/** What happened in Slack, read as what a person asks: mentions, direct messages, links, App Home, an invitation. Pure. */
import type { z } from 'zod'
import { parseCommandLine } from '../chat/command-line.ts'
import { decodeText, withoutMention } from './mention.ts'
import type { Asked, Incoming, ParseContext } from './parse.ts'
import { type event as eventSchema, threadOf } from './payloads.ts'

type Payload = z.infer<typeof eventSchema>

/** What an event of the Events API asks for, if anything. */
export function parseEvent({ event_id: id, event }: Payload, context: ParseContext): Incoming {
  if (event.type === 'tokens_revoked' || event.type === 'app_uninstalled') return 'ended'
  const { user } = event
  const asked = { id, isPrivate: undefined, person: { id: user } }
  if (event.type === 'app_home_opened')
    return { ...asked, surface: 'home', way: { kind: 'home' }, says: { command: 'help', options: {} } }
  const { channel } = event
  if (event.type === 'member_joined_channel') return invited(asked, event, context)
  if (event.type === 'link_shared') return user === context.botUserId ? undefined : linked(asked, event)
  const says = parseCommandLine(decodeText(withoutMention(event.text, context.botUserId)), context.commands)
  const thread = threadOf(event)
  if (event.type === 'message')
    return { ...asked, surface: 'direct', channel, thread, way: { kind: 'direct', channel, thread }, says }
  const way = { kind: 'channel', channel, thread, under: thread ?? event.ts } as const
  return { ...asked, surface: 'mention', channel, thread, way, says }
}

/** Who invites the bot is told what to expect. */
function invited(
  asked: Pick<Asked, 'id' | 'isPrivate'>,
  { user, channel, inviter }: Extract<Payload['event'], { type: 'member_joined_channel' }>,
  { botUserId }: ParseContext,
): Incoming {
  if (user !== botUserId) return undefined
  const says = { command: 'help', options: { joined: 'yes' } }
  const person = { id: inviter }
  return { ...asked, surface: 'home', person, channel, way: { kind: 'channel', channel }, says }
}

/** A message with more links to papers than these is a list of its own. */
const mostLinks = 2

/** A card for each link. */
function linked(
  asked: Pick<Asked, 'id' | 'isPrivate' | 'person'>,
  { channel, message_ts: ts, thread_ts, links }: Extract<Payload['event'], { type: 'link_shared' }>,
): Asked[] {
  const thread = threadOf({ ts, thread_ts })
  return links.length > mostLinks
    ? []
    : links.map(({ url }, at) => ({
        ...asked,
        id: `${asked.id}.${at}`,
        surface: 'link',
        channel,
        thread,
        way: { kind: 'link', channel, ts, url },
        says: { command: 'paper', options: { paper: url } },
      }))
}
