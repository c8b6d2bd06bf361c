/** Where an interaction comes from and who acts: from what Discord says with it, never from what is remembered. Pure. */
import { ChannelType, PermissionFlagsBits } from 'discord.js'
import { type Place, type Scope, scopeOf } from '../../chat/place.ts'
import type { MessageRef } from '../../chat/platform.ts'
import type { Actor } from '../../chat/request.ts'
import { PaperboyError } from '../../errors.ts'
import type { Interaction } from './interaction.ts'

export const platformName = 'discord'

/** Direct messages belong to no server, so that no server's data can be reached from there. */
export const directPlace = (person: string): Place => ({ platform: platformName, workspace: '@me', person })

/** Within a thread the address is the thread's. Which channel a person's direct messages are is not known. */
export const linkTo = ({ place, message }: MessageRef): string | undefined =>
  place.channel === undefined
    ? undefined
    : `https://discord.com/channels/${place.workspace}/${place.thread ?? place.channel}/${message}`

/** Whether @everyone may view a channel; `unknown` while its server is. */
export type VisibilityOf = (channelId: string) => 'public' | 'private' | 'unknown'

/** The place, and who sees what is said there. */
export interface Where {
  readonly place: Place
  readonly scope: Scope
}

/**
 * A channel of a server that the bot was invited to. Everything else is a conversation with the person: direct
 * messages, and wherever only they installed the bot. A private thread has its own readers, so it counts as a channel.
 */
export function whereOf(interaction: Interaction, visibilityOf: VisibilityOf): Where {
  const { guild_id: workspace, channel } = interaction
  if (workspace === undefined || channel === undefined || !isInstalledInServer(interaction)) {
    const place = directPlace(actorOf(interaction).id)
    return { place, scope: scopeOf(place, 'private') }
  }
  const server = { platform: platformName, workspace }
  if (channel.type === ChannelType.PrivateThread) {
    const place = { ...server, channel: channel.id }
    return { place, scope: scopeOf(place, 'private') }
  }
  const parent = isPublicThread(channel.type) ? channel.parent_id : undefined
  const place = parent
    ? { ...server, channel: parent, thread: channel.id }
    : { ...server, channel: channel.id }
  return { place, scope: scopeOf(place, visibilityOf(place.channel)) }
}

/** Whoever may change a channel manages it, whoever may change the server administers it, where the bot belongs to that. */
export function actorOf(interaction: Interaction): Actor {
  const { member } = interaction
  const user = member?.user ?? interaction.user
  const granted = member && isInstalledInServer(interaction) ? BigInt(member.permissions) : 0n
  const may = (permissions: bigint): boolean => (granted & permissions) !== 0n
  if (!user) throw new PaperboyError('discord.nobody', 'Discord sent an interaction of nobody.')
  return {
    id: user.id,
    name: member?.nick ?? user.global_name ?? user.username,
    manages: may(managing),
    administers: may(administering),
  }
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#authorizing-integration-owners-object */
function isInstalledInServer({ guild_id, authorizing_integration_owners: owners }: Interaction): boolean {
  return guild_id !== undefined && owners['0'] === guild_id
}

const managing = PermissionFlagsBits.ManageChannels | PermissionFlagsBits.Administrator
const administering = PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator

const isPublicThread = (type: ChannelType): boolean =>
  type === ChannelType.PublicThread || type === ChannelType.AnnouncementThread
