/** A whole bot, but for its commands, on a clock that moves as it is told: it can be stopped and made anew at any time. */
import { setImmediate } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { type Channels, createChannels } from '../../src/channels/channels.ts'
import { settingsSchema, type Subscription } from '../../src/channels/settings.ts'
import { isWanted } from '../../src/channels/wanted.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
import type { Claim, Delivery } from '../../src/delivery/delivery.ts'
import { createDueTable } from '../../src/digests/due.ts'
import { createDigests, type Digests } from '../../src/digests/runner.ts'
import type { Library } from '../../src/library/library.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createStore } from '../../src/storage/store.ts'
import { MemoryPlatform, type MemoryMessage } from '../fakes/memory-platform.ts'
import { actions } from './actions.ts'

/** A list as an upstream has it from an instant on. */
export interface Edition {
  readonly atMs: number
  readonly date: string
  readonly papers: readonly Paper[]
  readonly closed: boolean
}

type Event =
  | { readonly kind: 'started' | 'looked' }
  | { readonly kind: 'listed'; readonly date: string; readonly papers: number; readonly closed: boolean }
  | { readonly kind: 'changed'; readonly place: string; readonly subscriptions: readonly Subscription[] }
  | { readonly kind: 'refused' | 'resumed'; readonly subscription: string }

/** What happened to the bot, and when. It looks for what is due when it has started, too. */
export type Happening = Event & { readonly ms: number }

interface Bot {
  readonly library: Library
  readonly channels: Channels
  readonly delivery: Delivery
  readonly digests: Digests
}

interface World {
  readonly db: Kysely<Database>
  readonly snapshotFile: string
  readonly begin: string
  readonly editions?: readonly Edition[]
}

const msOf = (at: string): number => Temporal.Instant.from(at).epochMilliseconds

export class TimeLapse {
  readonly db: Kysely<Database>
  readonly platform = new MemoryPlatform()
  /** All that people saw. */
  readonly shown: MemoryMessage[] = []
  readonly errors: unknown[] = []
  readonly happened: Happening[] = []
  /** What the bot claimed. */
  readonly claimed: Claim[] = []
  /** What happens while a post is made. */
  meanwhile: (() => void) | undefined
  readonly #snapshotFile: string
  readonly #editions: readonly Edition[]
  #come = 0
  #ms: number
  #stands = false
  #bot: Bot | undefined
  #timers: (() => void)[] = []

  constructor({ db, snapshotFile, begin, editions = [] }: World) {
    this.db = db
    this.#snapshotFile = snapshotFile
    this.#ms = msOf(begin)
    this.#editions = editions.toSorted((one, other) => one.atMs - other.atMs)
  }

  get bot(): Bot {
    return this.#bot!
  }

  get nowMs(): number {
    return this.#ms
  }

  /** Time goes on while things happen, but not during a look, so that it is known what that sees. */
  readonly now = (): Temporal.Instant =>
    Temporal.Instant.fromEpochMilliseconds(this.#stands ? this.#ms : ++this.#ms)

  async start(): Promise<void> {
    const log = createLog('error', [], { write: line => this.errors.push(JSON.parse(line)) })
    const { db, now } = this
    const snapshotFile = this.#snapshotFile
    const library = await openLibrary({ db, snapshotFile, readOnly: false, now, log })
    const bot = this.#assemble(library, log)
    this.#bot = bot
    await this.#sync()
    await bot.delivery.start()
    await this.#look('started', async () => {
      await bot.digests.start()
      await bot.digests.tick()
    })
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
    this.#pass(Math.round(minutes * 60_000))
    if (!this.#bot) return
    await this.#sync()
    await this.#look('looked', () => this.bot.digests.tick())
  }

  async advanceTo(at: string): Promise<void> {
    await this.advance((msOf(at) - this.#ms) / 60_000)
  }

  /** When the bot has something to do. */
  async nextMs(): Promise<number> {
    const next = await this.db
      .selectFrom('schedule')
      .select(row => row.fn.min('next_at').as('at'))
      .execute()
    return Math.min(
      next[0]?.at ?? Number.POSITIVE_INFINITY,
      this.#editions[this.#come]?.atMs ?? Number.POSITIVE_INFINITY,
    )
  }

  /** A list as it is upstream from now on. */
  async put(date: string, papers: readonly Paper[], closed = true): Promise<void> {
    await this.bot.library.putList(date, papers, { fetchedAt: this.now().toString(), closed })
    this.#note({ kind: 'listed', date, papers: papers.length, closed })
  }

  /** Sets the subscriptions of a channel. */
  async subscribe(place: Place, ...subscriptions: Subscription[]): Promise<void> {
    await this.change(place, () => subscriptions)
  }

  async change(
    place: Place,
    change: (subscriptions: readonly Subscription[]) => readonly Subscription[],
  ): Promise<void> {
    const { kind, name } = await this.platform.inspect(place)
    const known = { ...(name !== undefined && { name }), ...(kind === 'forum' && { forum: true as const }) }
    const { subscriptions } = await this.bot.channels.update(place, settings => ({
      ...settings,
      ...known,
      subscriptions: change(settings.subscriptions),
    }))
    this.#note({ kind: 'changed', place: formatPlace(place), subscriptions })
  }

  async resume(subscription: string): Promise<void> {
    this.#note({ kind: 'resumed', subscription })
    await this.bot.delivery.resume(subscription)
    await this.settled()
  }

  /** Until all that can be sent at this time was sent. */
  async settled(): Promise<void> {
    for (let turns = 0; turns < 500; turns++) {
      for (let turn = 0; turn < 20; turn++) await setImmediate()
      const { waiting, sending } = await this.bot.delivery.waiting()
      if (waiting > 0) continue
      if (sending === 0) this.shown.push(...this.platform.messages.splice(0))
      return
    }
  }

  /** Minutes pass until it is known of every message whether it was sent. */
  async answered(): Promise<void> {
    while ((await this.bot.delivery.waiting()).sending > 0) {
      this.#pass(61_000)
      await this.settled()
    }
  }

  #pass(ms: number): void {
    this.#ms += ms
    this.platform.now = this.now().toString()
    for (const resolve of this.#timers.splice(0)) resolve()
  }

  #assemble(library: Library, log: ReturnType<typeof createLog>): Bot {
    const { db, now } = this
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
      isWanted,
      onRefused: async ({ subscription }) => this.#note({ kind: 'refused', subscription }),
    })
    const digests = createDigests({
      channels,
      due: createDueTable(db),
      delivery: { ...delivery, claim: claim => this.#claim(delivery, claim) },
      library,
      linkTo: () => undefined,
      now,
      cron: () => ({ destroy: () => {} }),
      log,
      discussions: {
        week: () => Promise.reject(new Error('no week is told')),
        nameable: async () => new Map(),
      },
      actionsFor: () => {
        this.meanwhile?.()
        return actions
      },
    })
    return { library, channels, delivery, digests }
  }

  async #claim(delivery: Delivery, claim: Claim): ReturnType<Delivery['claim']> {
    const result = await delivery.claim(claim)
    if (result.kind === 'claimed') this.claimed.push(claim)
    return result
  }

  #note(event: Event): void {
    this.happened.push({ ...event, ms: this.now().epochMilliseconds })
  }

  async #sync(): Promise<void> {
    const newest = new Map<string, Edition>()
    for (; (this.#editions[this.#come]?.atMs ?? Number.POSITIVE_INFINITY) <= this.#ms; this.#come++) {
      const edition = this.#editions[this.#come]!
      newest.set(edition.date, edition)
    }
    for (const { date, papers, closed } of newest.values()) await this.put(date, papers, closed)
  }

  async #look(kind: 'started' | 'looked', work: () => Promise<void>): Promise<void> {
    this.#note({ kind })
    this.#stands = true
    await work().finally(() => {
      this.#stands = false
    })
    await this.settled()
  }
}
