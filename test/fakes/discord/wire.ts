/** The parts of Discord's JSON that the loopback reads and writes. */

export interface Component {
  readonly type: number
  readonly id?: number
  readonly custom_id?: string
  readonly style?: number
  readonly label?: string | null
  readonly emoji?: unknown
  readonly url?: string
  readonly sku_id?: string
  readonly disabled?: boolean
  readonly content?: string
  readonly placeholder?: string
  readonly options?: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[]
  readonly min_values?: number
  readonly max_values?: number
  readonly value?: string
  readonly min_length?: number
  readonly max_length?: number
  readonly required?: boolean
  readonly components?: readonly Component[]
  readonly accessory?: Component
  readonly component?: Component
}

export interface Embed {
  readonly title?: string
  readonly description?: string
  readonly footer?: { readonly text?: string }
  readonly author?: { readonly name?: string }
  readonly fields?: readonly { readonly name?: string; readonly value?: string }[]
}

export interface MessageBody {
  readonly content?: string | null
  readonly embeds?: readonly Embed[] | null
  readonly components?: readonly Component[] | null
  readonly flags?: number | null
  readonly allowed_mentions?: {
    readonly parse?: readonly string[]
    readonly users?: readonly string[]
    readonly roles?: readonly string[]
  } | null
  readonly attachments?: readonly { readonly id?: string | number; readonly filename?: string }[] | null
  readonly nonce?: string | number | null
  readonly enforce_nonce?: boolean
  readonly message_reference?: { readonly message_id?: string } | null
  readonly poll?: unknown
  readonly sticker_ids?: readonly string[] | null
}

export interface User {
  readonly id: string
  readonly username: string
  readonly global_name: string
  readonly discriminator: string
  readonly avatar: null
  readonly bot?: boolean
}

export interface Overwrite {
  readonly id: string
  /** 0 role, 1 member. */
  readonly type: number
  readonly allow: string
  readonly deny: string
}

/** A channel, thread or conversation, as Discord sends it. */
export interface Channel {
  readonly id: string
  /** 0 text, 1 direct, 2 voice, 11 public thread, 12 private thread, 15 forum. */
  readonly type: number
  readonly guild_id?: string
  readonly parent_id?: string | null
  readonly owner_id?: string
  readonly bitrate?: number
  name?: string
  flags: number
  last_message_id: string | null
  permission_overwrites?: Overwrite[]
  readonly available_tags?: readonly {
    readonly id: string
    readonly name: string
    readonly moderated: boolean
  }[]
  readonly recipients?: readonly User[]
  applied_tags?: readonly string[]
  message_count?: number
  total_message_sent?: number
  thread_metadata?: {
    archived: boolean
    locked: boolean
    auto_archive_duration: number
    archive_timestamp: string
    create_timestamp: string
  }
}

export interface Role {
  readonly id: string
  readonly name: string
  permissions: string
}

export interface Guild {
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly members: readonly { readonly user: User; readonly roles: readonly string[] }[]
  /** The bot is in it. */
  joined: boolean
  available: boolean
}

/** Message flags: https://docs.discord.com/developers/resources/message#message-object-message-flags */
export const flag = {
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const

/** Component types: https://docs.discord.com/developers/components/reference */
export const component = {
  row: 1,
  button: 2,
  select: 3,
  input: 4,
  section: 9,
  text: 10,
  label: 18,
} as const

export const channelType = {
  text: 0,
  direct: 1,
  voice: 2,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const

/** A forum's flag: every post needs a tag. */
export const requireTag = 1 << 4

export const isThread = ({ type }: Channel): boolean =>
  type === channelType.publicThread || type === channelType.privateThread

/** Every component, nested ones and accessories too, in reading order. */
export function* everyComponent(components: readonly Component[] | null | undefined): Generator<Component> {
  for (const each of components ?? []) {
    yield each
    yield* everyComponent(each.components)
    yield* everyComponent([each.component, each.accessory].filter(part => part !== undefined))
  }
}
