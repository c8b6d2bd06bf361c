/** What goes wrong on purpose: with a channel from now on, or with the next request. */
import type { PermissionsString } from 'discord.js'
import { bits } from './permissions.ts'
import { type Held, Holds } from '../held.ts'
import { changeThread } from './route-threads.ts'
import type { Fault, ForcedAnswer, NextAnswer } from './types.ts'
import { type Channel, isThread } from './wire.ts'
import type { World } from './world.ts'

interface Asked {
  readonly route: string
  readonly params: readonly string[]
}

interface Waiting {
  readonly matches: (route: string, params: readonly string[]) => boolean
  readonly answer: NextAnswer
}

/** A shared limit, so that the client's own bucket isn't used up. */
const limited: ForcedAnswer = {
  status: 429,
  message: 'The resource is being rate limited.',
  headers: { 'retry-after': '0.05', 'x-ratelimit-scope': 'shared' },
}

const next: Partial<Record<Fault, NextAnswer>> = {
  limited,
  dropped: 'dropped',
  failed: { status: 500, message: '500: Internal Server Error' },
  unavailable: { status: 503, message: 'Service Unavailable' },
  unauthorised: { status: 401, message: '401: Unauthorized' },
}

export class Faults {
  private readonly world: World
  private waiting: Waiting[] = []
  private readonly stalled = new Map<string, Promise<void>>()
  private readonly held = new Holds<Asked>()

  constructor(world: World) {
    this.world = world
  }

  apply(fault: Fault, channelId: string): void {
    const answer = next[fault]
    if (!answer) return this.change(fault, channelId)
    this.waiting.push({
      matches: (route, params) => /^(?!GET)\S+ \/channels\//.test(route) && params[0] === channelId,
      answer,
    })
  }

  answerNext(route: string, answer: NextAnswer): void {
    this.waiting.push({ matches: asked => asked === route, answer })
  }

  /** What is to happen to this request, once. */
  take(route: string, params: readonly string[]): NextAnswer | undefined {
    const found = this.waiting.find(({ matches }) => matches(route, params))
    this.waiting = this.waiting.filter(each => each !== found)
    return found?.answer
  }

  stall(route: string): () => void {
    const gate = Promise.withResolvers<void>()
    this.stalled.set(route, gate.promise)
    return () => {
      this.stalled.delete(route)
      gate.resolve()
    }
  }

  stalling(route: string): Promise<void> | undefined {
    return this.stalled.get(route)
  }

  holdPost(channelId: string, nth = 1): Held {
    const { channels } = this.world
    const matches = ({ route, params: [id = ''] }: Asked): boolean =>
      route.startsWith('POST /channels/') && [id, channels.get(id)?.parent_id].includes(channelId)
    return this.held.hold(matches, nth)
  }

  holds(asked: Asked, take: () => unknown): boolean {
    return this.held.holds(asked, take)
  }

  deny(permissions: readonly PermissionsString[], channelId?: string): void {
    if (channelId === undefined) return this.denyEverywhere(permissions)
    this.overwrite(channelId, { deny: bits(permissions) })
  }

  allow(permissions: readonly PermissionsString[], channelId: string): void {
    this.overwrite(channelId, { allow: bits(permissions) })
  }

  /** Adds to what the bot's own overwrite says. */
  private overwrite(channelId: string, { allow = 0n, deny = 0n }: { allow?: bigint; deny?: bigint }): void {
    const { world } = this
    const { bot } = world.seeded
    const channel = this.placeOf(channelId)
    const overwrites = channel.permission_overwrites ?? []
    const mine = overwrites.find(({ id }) => id === bot.id) ?? { allow: '0', deny: '0' }
    channel.permission_overwrites = [
      ...overwrites.filter(({ id }) => id !== bot.id),
      {
        id: bot.id,
        type: 1,
        allow: String(BigInt(mine.allow) | allow),
        deny: String(BigInt(mine.deny) | deny),
      },
    ]
    world.dispatch('CHANNEL_UPDATE', channel, channel.guild_id)
    world.changed()
  }

  /** Whose overwrites count: a thread has none of its own. */
  private placeOf(channelId: string): Channel {
    const channel = this.world.channels.get(channelId)
    if (!channel) throw new Error(`There is no channel ${channelId}`)
    return isThread(channel) ? this.placeOf(channel.parent_id!) : channel
  }

  /** From every role, as nobody but the bot is asked about. */
  private denyEverywhere(permissions: readonly PermissionsString[]): void {
    const { guildId } = this.world.seeded
    for (const role of this.world.guilds.get(guildId)!.roles) {
      role.permissions = String(BigInt(role.permissions) & ~bits(permissions))
      this.world.dispatch(
        'GUILD_ROLE_UPDATE',
        { guild_id: guildId, role: { ...role, position: 0, color: 0 } },
        guildId,
      )
    }
    this.world.changed()
  }

  private change(fault: Fault, channelId: string): void {
    const { world } = this
    const channel = world.channels.get(channelId)
    if (!channel) throw new Error(`There is no channel ${channelId}`)
    if (fault === 'gone') {
      world.channels.delete(channelId)
      world.dispatch(isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE', channel, channel.guild_id)
    } else if (fault === 'hidden') this.deny(['ViewChannel'], channelId)
    else if (fault === 'forbidden') this.deny(['SendMessages', 'SendMessagesInThreads'], channelId)
    else if (fault === 'archived') changeThread(world, channel, { archived: true })
    else if (fault === 'locked') changeThread(world, channel, { archived: true, locked: true })
    else if (fault === 'undeliverable') world.undeliverable.add(channelId)
    else if (fault === 'full') world.full.add(channelId)
    world.changed()
  }
}
