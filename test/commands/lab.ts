/** A bot whose daily posts run, on a clock that a test moves, and two people in its channel. */
import { Temporal } from '@js-temporal/polyfill'
import type { Invocation } from '../../src/chat/command.ts'
import type { Place } from '../../src/chat/place.ts'
import type { Reply } from '../../src/chat/reply.ts'
import type { Actor } from '../../src/chat/request.ts'
import { closesAt } from '../../src/papers/calendar.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { type Bot, type BotOptions, startBot } from './bot.ts'
import { Person } from './person.ts'

export interface Lab extends Bot {
  /** Manages the channels that she is in, and administers the workspace. */
  readonly ada: Person
  /** Manages none. */
  readonly grace: Person
  /** Everything that is kept for buttons whose options are long. */
  readonly stored: ReadonlyMap<string, string>
  /** Time goes on to an instant, and what is due then is posted. */
  readonly until: (at: string) => Promise<void>
  /** The list of a date is complete from now on. */
  readonly close: (date: string, ...papers: Paper[]) => Promise<void>
  /** What stands new in a place since this was last asked, oldest first. */
  readonly news: (place?: Place) => Promise<Reply[]>
}

/** By default on a Friday, 11:00 in Berlin. */
export async function openLab(options: BotOptions = {}): Promise<Lab> {
  const bot = await startBot(options)
  const { network, platform, settled } = bot
  const channel = platform.place('channel')
  const stored = new Map<string, string>()
  const seen = new Set<string>()
  const until = async (at: string): Promise<void> => {
    network.advance(Temporal.Instant.from(at).epochMilliseconds - network.now().epochMilliseconds)
    platform.now = network.now().toString()
    await settled()
  }
  const person = (actor: Actor): Person => new Person({ ...bot, stored }, actor, channel)
  await bot.start()
  await settled()
  return {
    ...bot,
    ada: person({ id: 'U1', name: 'Ada', manages: true, administers: true }),
    grace: person({ id: 'U2', name: 'Grace', manages: false, administers: false }),
    stored,
    until,
    async close(date, ...papers) {
      const fetchedAt = Temporal.Instant.from(closesAt(date)).add({ minutes: 30 }).toString()
      await bot.library.putList(date, papers, { fetchedAt, closed: true })
    },
    async news(place = channel) {
      await settled()
      const all = platform.in(place).filter(({ id }) => !seen.has(id))
      for (const { id } of all) seen.add(id)
      return all.map(({ reply }) => reply)
    },
  }
}

/** Saves a subscription at Berlin's clock, without looking at it first. */
export const saving = (options: Readonly<Record<string, string>> = {}): Invocation => ({
  command: 'subscribe',
  options: { zone: 'Berlin', ...options, step: 'save' },
})
