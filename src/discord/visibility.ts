/** Who may read a channel. */
import { type Channel, ChannelType, PermissionFlagsBits } from 'discord.js'
import type { VisibilityOf } from './place.ts'

/** Public where @everyone may view it; a private thread never is. */
export function visibilityOf(channel: Channel | undefined): ReturnType<VisibilityOf> {
  if (!channel || channel.isDMBased()) return 'unknown'
  const everyone = channel.permissionsFor(channel.guild.roles.everyone)
  const isPublic = channel.type !== ChannelType.PrivateThread && everyone.has(PermissionFlagsBits.ViewChannel)
  return isPublic ? 'public' : 'private'
}
