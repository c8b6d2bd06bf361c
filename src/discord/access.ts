/** Who may do what in a channel of a server. */
import { type Channel, ChannelType, type GuildBasedChannel, PermissionFlagsBits } from 'discord.js'
import { PaperboyError } from '../errors.ts'
import type { VisibilityOf } from './answers/place.ts'

/** Public where @everyone may view it; a private thread never is. Unknown while its server is. */
export function visibilityOf(channel: Channel | undefined): ReturnType<VisibilityOf> {
  if (!channel || channel.isDMBased()) return 'unknown'
  if (channel.type === ChannelType.PrivateThread) return 'private'
  const everyone = channel.permissionsFor(channel.guild.id)
  if (!everyone) return 'unknown'
  return everyone.has(PermissionFlagsBits.ViewChannel) ? 'public' : 'private'
}

/**
 * The bot's own permissions, as a bit field.
 * @throws PaperboyError `discord.unavailable` while the server is unavailable: nothing is known then.
 */
export function grantedIn(channel: GuildBasedChannel): bigint {
  const { guild } = channel
  const { me } = guild.members
  if (!guild.available || !me)
    throw new PaperboyError('discord.unavailable', `The server ${guild.id} is unavailable.`)
  // None where a thread's channel is hidden.
  return channel.permissionsFor(me)?.bitfield ?? 0n
}

/** Whether the bot may do what only moderators of threads may; no, as long as that isn't known. */
export function managesThreads(channel: Channel | undefined): boolean {
  if (!channel || channel.isDMBased()) return false
  const { me } = channel.guild.members
  return (me && channel.permissionsFor(me)?.has(PermissionFlagsBits.ManageThreads)) ?? false
}
