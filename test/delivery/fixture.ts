/** Delivery on a database of its own, with a clock that a test moves and a platform whose answers a test decides. */
import { setImmediate } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import { sql, type Kysely } from 'kysely'
import { onTestFinished, vi } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import type { Outcome } from '../../src/chat/platform.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
import type { Claim, Delivery, Pause, Post } from '../../src/delivery/delivery.ts'
import type { Sender } from '../../src/delivery/sending.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/schema.ts'
import { said } from '../contract/platform-harness.ts'
import { MemoryPlatform } from '../fakes/memory-platform.ts'

export const minutes = (count: number): number => count * 60_000
export const hours = (count: number): number => minutes(60 * count)

export const channel = (name = 'lab'): Place => ({ platform: 'memory', workspace: 'w', channel: name })
export const forum: Place = channel('forum')
export const post = (key: string, place = channel()): Post => ({ key, place, reply: said(`says ${key}`) })

/** A claim with one paper and one post, made of its date. */
export function claimOf(date = '2026-08-20', changed: Partial<Claim> = {}): Claim {
  return {
    subscription: 's1',
    date,
    channel: channel(),
    papers: [{ id: `2608.${date.slice(-2)}001`, receipt: { why: 'topic' } }],
    posts: [post(`s1:${date}`)],
    ...changed,
  }
}

/** What the service does with the next post: `hang` never answers, before or after it took it. */
export type Event =
  | Exclude<Outcome, { kind: 'sent' }>
  | { kind: 'sent' | 'lost' | 'hang' | 'taken, then hang' }
  | { kind: 'throws'; error: Error }

const refusal = { forOwner: 'Paperboy may not post here.', forLog: 'not_in_channel' }
export const refuse: Event = { kind: 'refused', ...refusal }

const never = new Promise<never>(() => {})

/** The memory platform behind a connection whose events come in the order in which a test gives them. */
export class Connection implements Sender {
  readonly service: MemoryPlatform
  readonly events: Event[] = []
  readonly lookEvents: ('cannot look' | 'throws')[] = []
  readonly calls: string[] = []
  hanging = new Set<string>()
  cut = false

  constructor(service: MemoryPlatform) {
    this.service = service
  }

  post: Sender['post'] = (place, reply, key) =>
    this.#handle(key, place, () => this.service.post(place, reply, key))

  openThread: Sender['openThread'] = (parent, opening, key) => {
    const place = 'message' in parent ? parent.place : parent
    return this.#handle(key, place, () => this.service.openThread(parent, opening, key))
  }

  find: Sender['find'] = async (place, key, since) => {
    this.calls.push(`find ${key}`)
    if (this.cut) return never
    const event = this.lookEvents.shift()
    if (event === 'throws') throw new Error('unreachable')
    return event ?? this.service.find(place, key, since)
  }

  async #handle(key: string, place: Place, take: () => Promise<Outcome>): Promise<Outcome> {
    this.calls.push(`post ${key}`)
    if (this.cut || this.hanging.has(place.channel ?? '')) return never
    const event = this.events.shift() ?? { kind: 'sent' }
    if (event.kind === 'hang') return never
    if (event.kind === 'throws') throw event.error
    if (event.kind === 'retry' || event.kind === 'refused' || event.kind === 'unknown') return event
    const outcome = await take()
    if (event.kind === 'taken, then hang') return never
    return event.kind === 'lost' ? { kind: 'unknown', forLog: 'connection reset' } : outcome
  }
}

export interface Bot {
  readonly delivery: Delivery
  readonly connection: Connection
  readonly pauses: Pause[]
  /** It ends in the middle of everything: nothing that it does from now on reaches anybody. */
  crash(): void
}

export class World {
  readonly service = new MemoryPlatform()
  readonly db: Kysely<Database>
  /** Subscriptions that were paused or removed. */
  readonly unwanted = new Set<string>()
  readonly log = { warn: vi.fn<() => void>(), error: vi.fn<() => void>() }
  #ms = Temporal.Instant.from('2026-08-21T09:00:00Z').epochMilliseconds
  #timers: { at: number; resolve: () => void }[] = []

  constructor(db: Kysely<Database>) {
    this.db = db
  }

  readonly now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(this.#ms)

  /** A bot on this database, not started. */
  bot(onRefused: (pause: Pause) => Promise<void> = async () => {}): Bot {
    const connection = new Connection(this.service)
    const pauses: Pause[] = []
    const dead = new AbortController()
    const wait = (ms: number, signal: AbortSignal): Promise<unknown> =>
      new Promise<void>(resolve => {
        const alive = (): void => void (dead.signal.aborted || resolve())
        this.#timers.push({ at: this.#ms + ms, resolve: alive })
        signal.addEventListener('abort', alive)
      })
    const delivery = createDelivery({
      db: this.db,
      platforms: new Map([['memory', connection]]),
      now: this.now,
      wait,
      log: this.log,
      isWanted: async (_db, _channel, subscription) => !this.unwanted.has(subscription),
      onRefused: async pause => {
        pauses.push(pause)
        await onRefused(pause)
      },
    })
    return {
      delivery,
      connection,
      pauses,
      crash() {
        connection.cut = true
        dead.abort()
      },
    }
  }

  /** A bot that was started. */
  async started(onRefused?: (pause: Pause) => Promise<void>): Promise<Bot> {
    const bot = this.bot(onRefused)
    await bot.delivery.start()
    return bot
  }

  /** What can be done at this time is done first. */
  async advance(ms: number): Promise<void> {
    await this.idle()
    this.#ms += ms
    this.service.now = this.now().toString()
    const due = this.#timers.filter(({ at }) => at <= this.#ms)
    this.#timers = this.#timers.filter(({ at }) => at > this.#ms)
    for (const { resolve } of due) resolve()
    await this.idle()
  }

  /** Until nothing changes any more at this time. */
  async idle(): Promise<void> {
    for (let quiet = 0, before = ''; quiet < 3; ) {
      for (let turn = 0; turn < 8; turn++) await setImmediate()
      const now = JSON.stringify(await this.states())
      quiet = now === before ? quiet + 1 : 0
      before = now
    }
  }

  /** State of every message by key. */
  async states(): Promise<Record<string, string>> {
    const rows = await sql<{ key: string; state: string }>`select key, state from outbox order by id`.execute(
      this.db,
    )
    return Object.fromEntries(rows.rows.map(({ key, state }) => [key, state]))
  }

  /** Keys of all messages that people see, in the order in which they came. */
  get shown(): string[] {
    return this.service.messages.map(({ key }) => key)
  }
}

export async function openWorld(): Promise<World> {
  const db = await openMemoryDatabase()
  onTestFinished(() => db.destroy())
  return new World(db)
}
