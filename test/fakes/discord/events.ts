/**
 * INTERACTION_CREATE in Discord's true shape:
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object
 */
import { Interaction, type Origin } from './interaction.ts'
import { memberPayload } from './payloads.ts'
import { bits, inConversation } from './permissions.ts'
import type { Act } from './types.ts'
import { type Channel, isThread } from './wire.ts'
import type { StoredMessage, World } from './world.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-context-types */
const context = { guild: 0, botDirect: 1, privateChannel: 2 } as const

export interface Done {
  readonly type: number
  readonly data: object
  readonly source?: StoredMessage | undefined
}

/** @param interactions by token; the new one is added */
export function interact(
  world: World,
  interactions: Map<string, Interaction>,
  act: Act,
  done: Done,
): Interaction {
  const { seeded } = world
  const channelId = act.channel ?? (act.userInstalled ? seeded.elsewhere.channel : seeded.channels.text)
  const channel = world.channels.get(channelId)
  if (!channel) throw new Error(`There is no channel ${channelId}`)
  const user = act.user ?? seeded.ada
  const origin: Origin = {
    type: done.type,
    channelId,
    guildId: channel.guild_id,
    user,
    userInstalled: act.userInstalled ?? isElsewhere(world, channel),
    source: done.source,
  }
  const interaction = new Interaction(world, origin)
  interaction.payload = payload(world, interaction, channel, act, done)
  interactions.set(interaction.token, interaction)
  world.dispatch('INTERACTION_CREATE', interaction.payload, channel.guild_id)
  return interaction
}

/** Where the bot is not. */
const isElsewhere = ({ guilds }: World, { guild_id: guildId, recipients }: Channel): boolean =>
  guildId ? !guilds.get(guildId)?.joined : recipients?.length !== 1

function payload(
  world: World,
  { id, token, origin }: Interaction,
  channel: Channel,
  act: Act,
  done: Done,
): object {
  const { user, userInstalled } = origin
  const permissions = String(act.permissions ? bits(act.permissions) : world.permissions(channel, user.id))
  const inGuild = channel.guild_id ? guildPart(world, channel.guild_id, user.id, permissions) : { user }
  return {
    id,
    application_id: world.seeded.bot.id,
    type: done.type,
    token,
    version: 1,
    channel_id: channel.id,
    channel: { ...channel, permissions },
    data: done.data,
    locale: act.locale ?? 'en-US',
    app_permissions: String(userInstalled ? inConversation : world.botPermissions(channel)),
    entitlements: [],
    authorizing_integration_owners: userInstalled ? { 1: user.id } : { 0: channel.guild_id ?? '0' },
    context: channel.guild_id ? context.guild : userInstalled ? context.privateChannel : context.botDirect,
    attachment_size_limit: 10_485_760,
    ...inGuild,
    ...(done.source ? { message: messagePart(done.source, channel) } : {}),
  }
}

function guildPart(world: World, guildId: string, userId: string, permissions: string): object {
  const member = world.guilds.get(guildId)?.members.find(({ user }) => user.id === userId)
  if (!member) throw new Error(`${userId} is not in ${guildId}`)
  return {
    guild_id: guildId,
    guild: { id: guildId, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    member: { ...memberPayload(member), permissions },
  }
}

const messagePart = ({ raw }: StoredMessage, channel: Channel): object =>
  isThread(channel) && raw.id === channel.id ? { ...raw, position: 0 } : raw
