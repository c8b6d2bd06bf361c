/** A whole bot, but for its commands, on a clock that a test moves: it can be stopped and made anew at any time. */
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { onTestFinished } from 'vitest'
import { type Channels, createChannels } from '../../src/channels/channels.ts'
import { settingsSchema, type Subscription } from '../../src/channels/settings.ts'
import type { Place } from '../../src/chat/place.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
import type { Delivery } from '../../src/delivery/delivery.ts'
import { createDueTable } from '../../src/digests/due.ts'
import { createDigests, type Digests } from '../../src/digests/runner.ts'
import type { Library } from '../../src/library/library.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createStore } from '../../src/storage/store.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { MemoryPlatform, type MemoryMessage } from '../fakes/memory-platform.ts'
import { actions } from './actions.ts'

/** A list as an upstream has it from an instant on. */
export interface Edition {
  readonly atMs: number
  readonly date: string
  readonly papers: readonly Paper[]
  readonly closed: boolean
}

interface Bot {
  readonly library: Library
  readonly channels: Channels
  readonly delivery: Delivery
  readonly digests: Digests
}

const ms = (at: string): number => Temporal.Instant.from(at).epochMilliseconds

export class TimeLapse {
  readonly db: Kysely<Database>
  readonly platform = new MemoryPlatform()
  /** All that people saw. */
  readonly shown: MemoryMessage[] = []
  readonly errors: unknown[] = []
  /** When the bot looked for what is due, and when it was started. */
  readonly ticks: number[] = []
  readonly starts: number[] = []
  /** What happens while a post is made. */
  meanwhile: (() => void) | undefined
  readonly #snapshotFile = join(temporaryFolder(), 'search.index')
  #ms: number
  #editions: readonly Edition[]
  #bot: Bot | undefined
  #timers: (() => void)[] = []

  private constructor(db: Kysely<Database>, begin: string, editions: readonly Edition[]) {
    this.db = db
    this.#ms = ms(begin)
    this.#editions = editions.toSorted((one, other) => one.atMs - other.atMs)
  }

  static async open(begin: string, editions: readonly Edition[] = []): Promise<TimeLapse> {
    const db = await openMemoryDatabase()
    onTestFinished(() => db.destroy())
    const lapse = new TimeLapse(db, begin, editions)
    onTestFinished(() => lapse.stop())
    return lapse
  }

  get bot(): Bot {
    return this.#bot!
  }

  get nowMs(): number {
    return this.#ms
  }

  /** Time goes on while things happen. */
  readonly now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(++this.#ms)

  async start(): Promise<void> {
    const { db, now } = this
    const log = createLog('error', [], {
      write: line => this.errors.push(JSON.parse(line)),
    })
    const library = await openLibrary({ db, snapshotFile: this.#snapshotFile, readOnly: false, now, log })
    const channels = createChannels({
      store: createStore(db, { namespace: 'settings', schema: settingsSchema, onDamaged: () => {} }),
      now,
      onChange: settings => digests.changed(settings),
    })
    const delivery = createDelivery({
      db,
      platforms: new Map([['memory', this.platform]]),
      now,
      wait: (_ms, signal) =>
        new Promise<void>(resolve => {
          this.#timers.push(resolve)
          signal.addEventListener('abort', () => resolve())
        }),
      log: createLog('silent'),
      onRefused: async () => {},
    })
    const digests = createDigests({
      channels,
      due: createDueTable(db),
      delivery,
      library,
      now,
      cron: () => ({ destroy: () => {} }),
      log,
      actionsFor: () => {
        this.meanwhile?.()
        return actions
      },
    })
    this.#bot = { library, channels, delivery, digests }
    this.starts.push(this.#ms)
    await this.#sync()
    await delivery.start()
    await digests.start()
    await this.#tick()
  }

  async stop(): Promise<void> {
    const bot = this.#bot
    this.#bot = undefined
    await bot?.digests.stop()
    await bot?.delivery.stop()
    await bot?.library.close()
  }

  /** Time goes on; a bot that is up then looks at its upstream and for what is due. */
  async advance(minutes: number): Promise<void> {
    this.#ms += Math.round(minutes * 60_000)
    this.platform.now = this.now().toString()
    for (const resolve of this.#timers.splice(0)) resolve()
    if (!this.#bot) return
    await this.#sync()
    await this.#tick()
  }

  async advanceTo(at: string): Promise<void> {
    await this.advance((ms(at) - this.#ms) / 60_000)
  }

  /** A list as it is upstream from now on. */
  async put(date: string, papers: readonly Paper[], closed = true): Promise<void> {
    await this.bot.library.putList(date, papers, { fetchedAt: this.now().toString(), closed })
  }

  /** Sets the subscriptions of a channel. */
  async subscribe(place: Place, ...subscriptions: Subscription[]): Promise<void> {
    const { kind, name } = await this.platform.inspect(place)
    const known = { ...(name !== undefined && { name }), ...(kind === 'forum' && { forum: true as const }) }
    await this.bot.channels.update(place, settings => ({ ...settings, ...known, subscriptions }))
  }

  async #sync(): Promise<void> {
    const come = this.#editions.filter(({ atMs }) => atMs <= this.#ms)
    this.#editions = this.#editions.slice(come.length)
    const newest = new Map(come.map(edition => [edition.date, edition]))
    for (const { date, papers, closed } of newest.values()) await this.put(date, papers, closed)
  }

  /** Until all that can be sent at this time was sent. */
  async #tick(): Promise<void> {
    this.ticks.push(this.#ms)
    await this.bot.digests.tick()
    await this.settled()
  }

  async settled(): Promise<void> {
    for (let turns = 0; turns < 500; turns++) {
      for (let turn = 0; turn < 4; turn++) await setImmediate()
      const { waiting, sending } = await this.bot.delivery.waiting()
      if (waiting > 0) continue
      if (sending === 0) this.shown.push(...this.platform.messages.splice(0))
      return
    }
  }
}
