/** The servers, channels and people that stand there at the start. */
import { bits, everybody } from './permissions.ts'
import { type Channel, channelType, type Guild, type Overwrite, requireTag, type User } from './wire.ts'

interface Ground {
  id(): string
  readonly channels: Map<string, Channel>
  readonly guilds: Map<string, Guild>
}

export interface Seeded {
  readonly bot: User
  readonly ada: User
  readonly bob: User
  readonly guildId: string
  readonly channels: Readonly<
    Record<'text' | 'voice' | 'private' | 'forum' | 'forumRequiringTag' | 'dm', string>
  >
  readonly elsewhere: { readonly guildId: string; readonly channel: string; readonly dm: string }
}

export function seed(ground: Ground): Seeded {
  const [bot, ada, bob] = [person(ground, 'paperboy', true), person(ground, 'ada'), person(ground, 'bob')]
  const guildId = ground.id()
  const [botRole, managers] = [ground.id(), ground.id()]
  ground.guilds.set(guildId, {
    id: guildId,
    name: 'The Lab',
    roles: [
      role(guildId, '@everyone', bits(everybody)),
      role(botRole, 'Paperboy'),
      role(managers, 'Managers', bits(['ManageGuild', 'ManageChannels'])),
    ],
    members: [
      { user: bot, roles: [botRole] },
      { user: ada, roles: [managers] },
      { user: bob, roles: [] },
    ],
    joined: true,
    available: true,
  })
  const insiders = [hidden(guildId), shown(botRole), shown(managers)]
  const add = (name: string, type: number, more: Partial<Channel> = {}): string =>
    addChannel(ground, { guild_id: guildId, name, type, ...more })
  return {
    bot,
    ada,
    bob,
    guildId,
    channels: {
      text: add('papers', channelType.text),
      voice: add('talk', channelType.voice, { bitrate: 64_000 }),
      private: add('private-papers', channelType.text, { permission_overwrites: insiders }),
      forum: add('discussions', channelType.forum, { available_tags: tags(ground) }),
      forumRequiringTag: add('tagged-discussions', channelType.forum, {
        available_tags: tags(ground),
        flags: requireTag,
      }),
      dm: addChannel(ground, { type: channelType.direct, recipients: [ada] }),
    },
    elsewhere: seedElsewhere(ground, ada, bob),
  }
}

function seedElsewhere(ground: Ground, ada: User, bob: User): Seeded['elsewhere'] {
  const guildId = ground.id()
  const members = [
    { user: ada, roles: [] },
    { user: bob, roles: [] },
  ]
  const roles = [role(guildId, '@everyone', bits(everybody))]
  ground.guilds.set(guildId, {
    id: guildId,
    name: 'Elsewhere',
    roles,
    members,
    joined: false,
    available: true,
  })
  return {
    guildId,
    channel: addChannel(ground, { guild_id: guildId, name: 'general', type: channelType.text }),
    dm: addChannel(ground, { type: channelType.direct, recipients: [ada, bob] }),
  }
}

function addChannel(ground: Ground, channel: Partial<Channel> & { readonly type: number }): string {
  const id = ground.id()
  const inGuild = channel.guild_id ? { permission_overwrites: [] as Overwrite[], parent_id: null } : {}
  ground.channels.set(id, { flags: 0, last_message_id: null, ...inGuild, ...channel, id })
  return id
}

const person = (ground: Ground, name: string, bot = false): User => ({
  id: ground.id(),
  username: name,
  global_name: `${name[0]!.toUpperCase()}${name.slice(1)}`,
  discriminator: '0',
  avatar: null,
  ...(bot ? { bot } : {}),
})

const role = (id: string, name: string, permissions = 0n): Guild['roles'][number] => ({
  id,
  name,
  permissions: String(permissions),
})

const view = String(bits(['ViewChannel']))
const hidden = (roleId: string): Overwrite => ({ id: roleId, type: 0, allow: '0', deny: view })
const shown = (roleId: string): Overwrite => ({ id: roleId, type: 0, allow: view, deny: '0' })

const tags = (ground: Ground): NonNullable<Channel['available_tags']> =>
  [
    { name: 'NLP', moderated: false },
    { name: 'Vision', moderated: false },
    { name: 'Announcement', moderated: true },
  ].map(tag => ({ id: ground.id(), ...tag, emoji_id: null, emoji_name: null }))
