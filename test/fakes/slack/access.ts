/** Whom Slack lets do what: tokens, scopes, channels. `emulate` cannot take scopes away or answer as Slack does for channels. */
import { failure } from './faults.ts'
import type { Json } from './types.ts'
import { stringOf } from './walk.ts'
import type { Channel, World } from './world.ts'

const prefixes = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const

/** The scope that a method needs; from its page under https://docs.slack.dev/reference/methods. */
function neededScope(method: string, channel: Channel | undefined): string | undefined {
  const prefix = prefixes[channel?.kind ?? 'public']
  if (method === 'chat.unfurl') return 'links:write'
  if (method === 'chat.getPermalink') return undefined
  if (method.startsWith('chat.')) return 'chat:write'
  if (method === 'users.info' || method === 'users.list') return 'users:read'
  if (method === 'conversations.history' || method === 'conversations.replies') return `${prefix}:history`
  if (method === 'conversations.open') return 'im:write'
  if (method === 'conversations.join') return 'channels:join'
  if (method.startsWith('conversations.')) return `${prefix}:read`
  if (method.startsWith('files.')) return 'files:write'
  return method.startsWith('reactions.') ? 'reactions:write' : undefined
}

/** What a wrong token is answered with; undefined where it is right. */
export function refusedToken(world: World, method: string, token: string): Json | undefined {
  if (token === '') return failure('not_authed')
  const { bot, app } = world.tokens
  const wanted = method === 'apps.connections.open' ? app : bot
  if (token !== bot && token !== app) return failure('invalid_auth')
  if (token !== wanted) return failure('not_allowed_token_type')
  return world.revoked === undefined ? undefined : failure(world.revoked)
}

export function refusedScope(world: World, method: string, channel: Channel | undefined): Json | undefined {
  const needed = neededScope(method, channel)
  return needed === undefined || world.scopes.includes(needed)
    ? undefined
    : failure('missing_scope', { needed, provided: world.scopes.join(',') })
}

const writing = new Set([
  'chat.postMessage',
  'chat.postEphemeral',
  'chat.update',
  'chat.delete',
  'chat.scheduleMessage',
])
const forMembers = new Set([...writing, 'conversations.history', 'conversations.replies'])

/** A private channel without the bot is one that doesn't exist; a public one can be looked at but not used. */
export function refusedChannel(world: World, method: string, channel: Channel | undefined): Json | undefined {
  const isMember = channel?.members.has(world.bot) ?? false
  const hidden = !channel || channel.state === 'deleted' || (channel.kind !== 'public' && !isMember)
  if (hidden) return failure('channel_not_found')
  if (channel.state === 'archived' && writing.has(method)) return failure('is_archived')
  return forMembers.has(method) && !isMember ? failure('not_in_channel') : undefined
}

/**
 * The channel that a body names by its id. Only `chat.postMessage` takes a person's id for the direct messages with them
 * (https://docs.slack.dev/reference/methods/chat.update: "ensure that this value is a DM ID").
 */
export function channelOf(world: World, method: string, { channel, channel_id }: Json): Channel | undefined {
  const id = stringOf(channel, stringOf(channel_id))
  const direct = (each: Channel): boolean => each.kind === 'im' && each.members.has(id)
  const byPerson = method === 'chat.postMessage' && world.people.has(id)
  return world.channels.get(id) ?? (byPerson ? [...world.channels.values()].find(direct) : undefined)
}
