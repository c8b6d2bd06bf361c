/** The state of the loopback Discord, and who waits for it to change. */
import type { APIMessage } from 'discord.js'
import { ApiError } from './errors.ts'
import { has, inConversation, permissionsOf } from './permissions.ts'
import { seed } from './seed.ts'
import type { FakeDiscordOptions, FakeMessage, FakeUser, RecordedRequest, Violation } from './types.ts'
import { type Channel, flag, type Guild, isThread } from './wire.ts'

export interface StoredMessage extends FakeMessage {
  raw: APIMessage
  notified: boolean
  deleted: boolean
  /** For `enforce_nonce`. */
  readonly nonce: string | undefined
  /** Who asked for it: the only one who sees it, where it is private. */
  readonly askedBy: FakeUser | undefined
  /** Edits since it was an hour old. */
  lateEdits: number
}

export interface NewMessage {
  readonly channelId: string
  readonly raw: object
  readonly notified?: boolean
  readonly nonce?: string | undefined
  readonly askedBy?: FakeUser
}

/** https://docs.discord.com/developers/reference#snowflakes */
const epochMs = 1_420_070_400_000
const token = 'MTA0NjEzMjQ4MDgxMjM0NTY3OA.GloopB.a-token-of-the-loopback-that-opens-nothing'

export class World {
  readonly token = token
  readonly violations: Violation[] = []
  readonly requests: RecordedRequest[] = []
  readonly channels = new Map<string, Channel>()
  readonly guilds = new Map<string, Guild>()
  readonly messages: StoredMessage[] = []
  /** `global` or a server's id → its commands. */
  readonly commands = new Map<string, readonly object[]>()
  /** Who takes no direct messages, and channels that take no more threads. */
  readonly undeliverable = new Set<string>()
  readonly full = new Set<string>()
  readonly lateEditsAllowed: number
  revoked = false
  /** Sends an event through the gateway. */
  dispatch: (event: string, data: object, guildId?: string) => void = () => {}
  readonly seeded: ReturnType<typeof seed>
  private readonly clock: () => number
  private readonly patienceMs: number
  private readonly watchers = new Set<() => void>()
  private skippedMs = 0
  private ids = 0n

  constructor({ now = Date.now, patienceMs = 10_000, lateEditsAllowed = 30 }: FakeDiscordOptions) {
    this.lateEditsAllowed = lateEditsAllowed
    this.clock = now
    this.patienceMs = patienceMs
    this.seeded = seed(this)
  }

  now(): number {
    return this.clock() + this.skippedMs
  }

  advance(ms: number): void {
    this.skippedMs += ms
    this.changed()
  }

  iso(): string {
    return new Date(this.now()).toISOString()
  }

  id(): string {
    return String((BigInt(Math.floor(this.now()) - epochMs) << 22n) | (this.ids++ & 0x3f_ffffn))
  }

  changed(): void {
    for (const watcher of this.watchers) watcher()
  }

  /** Rejects after `patienceMs` with what `describe` says. */
  until(predicate: () => boolean, describe: () => string = () => this.seen()): Promise<void> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        this.watchers.delete(watcher)
        clearTimeout(timer)
        settle()
      }
      const watcher = (): void => {
        try {
          if (predicate()) finish(resolve)
        } catch (error) {
          finish(() => reject(error))
        }
      }
      const tooLate = (): void =>
        finish(() => reject(new Error(`Waited ${this.patienceMs} ms in vain. ${describe()}`)))
      const timer = setTimeout(tooLate, this.patienceMs)
      this.watchers.add(watcher)
      watcher()
    })
  }

  /** For the error of a wait in vain. */
  seen(): string {
    const last = this.requests.slice(-5).map(({ route, status }) => `${route} → ${status}`)
    return `The last requests: ${last.join(', ') || 'none'}. Violations: ${JSON.stringify(this.violations)}`
  }

  add({ channelId, raw, notified = false, nonce, askedBy }: NewMessage): StoredMessage {
    const message = raw as APIMessage
    const stored: StoredMessage = {
      channelId,
      raw: message,
      notified,
      nonce,
      askedBy,
      deleted: false,
      lateEdits: 0,
      get id() {
        return this.raw.id
      },
      get ephemeral() {
        return ((this.raw.flags ?? 0) & flag.ephemeral) !== 0
      },
      get loading() {
        return ((this.raw.flags ?? 0) & flag.loading) !== 0
      },
    }
    this.messages.push(stored)
    if (!stored.ephemeral) this.count(channelId, message.id)
    this.changed()
    return stored
  }

  /** A thread's opening message, which has its id, isn't counted. */
  private count(channelId: string, id: string): void {
    const channel = this.channels.get(channelId)
    if (!channel) return
    channel.last_message_id = id
    if (!isThread(channel) || id === channel.id) return
    channel.message_count = (channel.message_count ?? 0) + 1
    channel.total_message_sent = (channel.total_message_sent ?? 0) + 1
  }

  remove(message: StoredMessage): void {
    message.deleted = true
    const channel = this.channels.get(message.channelId)
    if (channel?.message_count && !message.ephemeral) channel.message_count--
    this.changed()
  }

  message(id: string): StoredMessage {
    const found = this.messages.find(message => message.id === id && !message.deleted)
    if (!found) throw new ApiError(10008)
    return found
  }

  /** Oldest first, without what only one person sees. */
  messagesIn(channelId: string): StoredMessage[] {
    return this.messages.filter(each => each.channelId === channelId && !each.deleted && !each.ephemeral)
  }

  /** The channel, if the bot may see it. */
  channel(id: string): Channel {
    const channel = this.channels.get(id)
    if (!channel) throw new ApiError(10003)
    if (!has(this.botPermissions(channel), 'ViewChannel')) throw new ApiError(50001)
    return channel
  }

  /** What the bot may do in a channel, a thread, or a conversation. */
  botPermissions(channel: Channel): bigint {
    return this.permissions(channel, this.seeded.bot.id)
  }

  permissions(channel: Channel, userId: string): bigint {
    if (!channel.guild_id)
      return userId !== this.seeded.bot.id || channel.recipients?.length === 1 ? inConversation : 0n
    const guild = this.guilds.get(channel.guild_id)
    const place = isThread(channel) ? this.channels.get(channel.parent_id ?? '') : channel
    if (!guild || !place || (userId === this.seeded.bot.id && !guild.joined)) return 0n
    return permissionsOf(guild, userId, place)
  }

  violate(violation: Violation): void {
    this.violations.push(violation)
    this.changed()
  }

  user(id: string): FakeUser | undefined {
    return [this.seeded.bot, this.seeded.ada, this.seeded.bob].find(user => user.id === id)
  }
}
