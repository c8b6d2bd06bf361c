/** What Discord says about servers, people and messages: https://docs.discord.com/developers/resources/message */
import type { SentFile } from './types.ts'
import {
  type Channel,
  type Component,
  flag,
  type Guild,
  isThread,
  type MessageBody,
  type User,
} from './wire.ts'
import type { StoredMessage, World } from './world.ts'

interface Attachment {
  readonly id: string
  readonly filename: string
}

/** https://docs.discord.com/developers/events/gateway-events#guild-create */
export function guildPayload(world: World, guild: Guild): object {
  const channels = [...world.channels.values()].filter(channel => channel.guild_id === guild.id)
  return {
    ...guildSummary(guild),
    joined_at: '2026-01-05T09:00:00.000000+00:00',
    large: false,
    unavailable: false,
    member_count: guild.members.length,
    members: guild.members.filter(({ user }) => user.bot).map(member => memberPayload(member)),
    channels: channels.filter(channel => !isThread(channel)),
    threads: channels.filter(channel => isThread(channel) && !channel.thread_metadata?.archived),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

export const guildSummary = ({ id, name, roles, members }: Guild): object => ({
  id,
  name,
  icon: null,
  owner_id: members.find(({ user }) => !user.bot)?.user.id,
  roles: roles.map((role, position) => ({
    ...role,
    position,
    color: 0,
    colors: { primary_color: 0 },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  })),
  emojis: [],
  stickers: [],
  features: [],
  afk_timeout: 300,
  afk_channel_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  verification_level: 1,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  premium_tier: 0,
  preferred_locale: 'en-US',
})

export const memberPayload = ({ user, roles }: Guild['members'][number]): object => ({
  user,
  roles,
  nick: null,
  avatar: null,
  banner: null,
  joined_at: '2026-01-05T09:00:00.000000+00:00',
  premium_since: null,
  communication_disabled_until: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
})

interface Composition {
  readonly id?: string
  readonly channelId: string
  readonly author: User
  readonly body: MessageBody
  readonly files?: readonly SentFile[]
  readonly flags?: number
  readonly more?: object
}

/** Flags that a message may be sent with. */
const sendable = flag.ephemeral | flag.suppressNotifications | flag.componentsV2 | (1 << 2)

export function compose(world: World, composition: Composition): object {
  const { id = world.id(), channelId, author, body, files = [], flags = 0, more } = composition
  return {
    id,
    channel_id: channelId,
    type: 0,
    author,
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: numbered(body.components ?? []),
    attachments: attached(world, channelId, files),
    flags: flags | ((body.flags ?? 0) & sendable),
    timestamp: world.iso(),
    edited_timestamp: null,
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    ...(author.bot ? { application_id: author.id } : {}),
    ...more,
  }
}

/** Changes what the body names, and nothing else: https://docs.discord.com/developers/resources/message#edit-message */
export function edit(
  world: World,
  message: StoredMessage,
  body: MessageBody,
  files: readonly SentFile[],
): void {
  const before = message.raw
  const kept = before.attachments.filter(
    ({ id }) => !body.attachments || body.attachments.some(each => each.id === id),
  )
  const settable = flag.componentsV2 | (1 << 2)
  message.raw = {
    ...before,
    ...('content' in body ? { content: body.content ?? '' } : {}),
    ...('embeds' in body ? { embeds: body.embeds ?? [] } : {}),
    ...('components' in body ? { components: numbered(body.components ?? []) } : {}),
    attachments: [...kept, ...attached(world, message.channelId, files)],
    flags: ((before.flags ?? 0) & ~flag.loading) | ((body.flags ?? 0) & settable),
    edited_timestamp: message.loading ? null : world.iso(),
  } as StoredMessage['raw']
  world.changed()
}

/** Components without an id get one: https://docs.discord.com/developers/components/reference#anatomy-of-a-component */
function numbered(components: readonly Component[]): Component[] {
  let last = 0
  const number = (part: Component): Component => ({
    ...part,
    id: part.id || ++last,
    ...(part.components ? { components: part.components.map(number) } : {}),
    ...(part.accessory ? { accessory: number(part.accessory) } : {}),
  })
  return components.map(number)
}

const attached = (world: World, channelId: string, files: readonly SentFile[]): Attachment[] =>
  files.map(({ name, text }) => {
    const id = world.id()
    const url = `https://cdn.discordapp.com/attachments/${channelId}/${id}/${name}`
    return { id, filename: name, size: Buffer.byteLength(text), url, proxy_url: url }
  })

/** A thread as it is right after it was opened: https://docs.discord.com/developers/resources/channel#thread-metadata-object */
export function newThread(
  world: World,
  parent: Channel,
  thread: Partial<Channel> & { type: number; id: string },
  autoArchive = 1440,
): Channel {
  const now = world.iso()
  return {
    guild_id: parent.guild_id!,
    parent_id: parent.id,
    owner_id: world.seeded.bot.id,
    flags: 0,
    last_message_id: null,
    message_count: 0,
    total_message_sent: 0,
    ...thread,
    thread_metadata: {
      archived: false,
      locked: false,
      auto_archive_duration: autoArchive,
      archive_timestamp: now,
      create_timestamp: now,
    },
  }
}
