/** Who may do what where: https://docs.discord.com/developers/topics/permissions#permission-overwrites */
import { PermissionsBitField, type PermissionsString } from 'discord.js'
import type { Channel, Guild } from './wire.ts'

const { Flags, All } = PermissionsBitField

export const bits = (names: readonly PermissionsString[]): bigint => PermissionsBitField.resolve(names)

/** What everybody may do on the server. */
export const everybody: readonly PermissionsString[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'CreatePublicThreads',
  'CreatePrivateThreads',
  'ReadMessageHistory',
  'EmbedLinks',
  'AttachFiles',
  'UseApplicationCommands',
  'UseExternalApps',
]

/** What is open to both in a conversation. */
export const inConversation = bits(everybody)

/** @param channel of a thread, its parent */
export function permissionsOf(guild: Guild, userId: string, channel: Channel): bigint {
  const member = guild.members.find(({ user }) => user.id === userId)
  if (!member) return 0n
  const held = guild.roles.filter(({ id }) => id === guild.id || member.roles.includes(id))
  const base = held.reduce((sum, { permissions }) => sum | BigInt(permissions), 0n)
  if (base & Flags.Administrator) return All
  const layers = [[guild.id], member.roles, [userId]]
  return layers.reduce((sum, ids) => {
    const layer = (channel.permission_overwrites ?? []).filter(({ id }) => ids.includes(id))
    const denied = layer.reduce((deny, each) => deny | BigInt(each.deny), 0n)
    const allowed = layer.reduce((allow, each) => allow | BigInt(each.allow), 0n)
    return (sum & ~denied) | allowed
  }, base)
}

export const has = (permissions: bigint, name: PermissionsString): boolean =>
  (permissions & Flags[name]) !== 0n
