/** Made lists, channels and a made year, all from one seed. */
import { Temporal } from '@js-temporal/polyfill'
import { newSubscription, type Subscription } from '../../src/channels/settings.ts'
import type { Place } from '../../src/chat/place.ts'
import { closesAt, listDaysBetween } from '../../src/papers/calendar.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { ada, zones } from '../channels/fixture.ts'
import type { Edition } from './time-lapse.ts'

export interface Random {
  /** From 0 to below 1. */
  (): number
}

/** Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function randomOf(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const between = (random: Random, from: number, to: number): number =>
  from + Math.floor(random() * (to - from + 1))
export const oneOf = <T>(random: Random, all: readonly T[]): T => all[between(random, 0, all.length - 1)]!
const chance = (random: Random, share: number): boolean => random() < share
const some = <T>(random: Random, all: readonly T[], share: number): T[] =>
  all.filter(() => chance(random, share))

const dayMs = 24 * 3_600_000

export const words = ['agents', 'diffusion', 'robots', 'speech', 'proteins', 'kernels', 'vision', 'privacy']

/** The papers of one date: a few words each, and now and then one of an earlier list again. */
function madePapers(random: Random, date: string, earlier: readonly Paper[]): Paper[] {
  const month = date.slice(2, 4) + date.slice(5, 7)
  const made = Array.from({ length: between(random, 3, 14) }, (_, at): Paper => {
    const id = `${month}.${date.slice(8)}${String(at).padStart(3, '0')}`
    const title = `${oneOf(random, words)} and ${oneOf(random, words)}, part ${id}`
    return {
      id,
      title,
      abstract: '',
      authors: [],
      categories: [],
      origin: 'huggingface',
      upvotes: between(random, 0, 60),
    }
  })
  return chance(random, 0.2) && earlier.length > 0 ? [...made, oneOf(random, earlier)] : made
}

/** Every list between two dates, with made papers. */
export function madeLists(random: Random, from: string, to: string): Map<string, readonly Paper[]> {
  const lists = new Map<string, readonly Paper[]>()
  let earlier: readonly Paper[] = []
  for (const date of listDaysBetween(from, to)) {
    const papers = madePapers(random, date, earlier)
    lists.set(date, papers)
    earlier = papers
  }
  return lists
}

/**
 * How lists come: in parts through their day, whole when they close, with upvotes that grow for days. Some close hours
 * or days late, some stay empty, some are never there.
 */
export function editionsOf(
  random: Random,
  lists: ReadonlyMap<string, readonly Paper[]>,
  /** Hours after closing at which upvotes have grown. */
  grown: readonly number[] = [24, 72, 120],
): Edition[] {
  return [...lists].flatMap(([date, papers]) => {
    const opens = Temporal.Instant.from(`${date}T00:00:00Z`)
    const closes = Temporal.Instant.from(closesAt(date))
    const fate = random()
    if (fate < 0.03) return []
    if (fate < 0.06) return [{ date, papers: [], closed: true, atMs: closes.epochMilliseconds }]
    const lateHours = fate < 0.14 ? between(random, 1, 9) : fate < 0.2 ? between(random, 10, 20 * 24) : 0
    const edition = (hours: number, share: number, closed: boolean): Edition => ({
      date,
      papers: papers.slice(0, Math.ceil(papers.length * Math.min(1, share))).map(paper => ({
        ...paper,
        upvotes: Math.floor((paper.upvotes ?? 0) * Math.min(1, share / 4 + 0.2)),
      })),
      closed,
      atMs: (closed ? closes : opens).add({ hours }).epochMilliseconds,
    })
    // Now and then a paper joins a list after that has closed.
    const first = chance(random, 0.1) ? 0.9 : 1
    const growing = lateHours > 8 ? [] : [edition(7, 0.5, false), edition(15, 0.8, false)]
    return [
      ...growing,
      ...[0, ...grown].map((hours, at) => edition(lateHours + hours, at === 0 ? first : 1 + at, true)),
    ]
  })
}

const placeOf = (random: Random, at: number): Place => {
  const workspace = `w${at}`
  if (at % 12 === 5) return { platform: 'memory', workspace, channel: 'forum' }
  return { platform: 'memory', workspace, ...(chance(random, 0.15) ? { person: 'ada' } : { channel: 'lab' }) }
}

/** What subscriptions are made of. */
export interface Wishes {
  readonly topics: readonly string[]
  /** How many of the days of a week, one of these. */
  readonly daysShares: readonly number[]
}

type Wish = Partial<Omit<Subscription, 'id' | 'zone'>>

function madeWish(random: Random, { topics, daysShares }: Wishes): Wish {
  const days = some(random, [1, 2, 3, 4, 5, 6, 7], oneOf(random, daysShares))
  return {
    kind: chance(random, 0.12) ? 'trending' : 'lists',
    topics: some(random, topics, oneOf(random, [0, 0.2, 0.5])).slice(0, 5),
    list: chance(random, 0.3) ? 'so far' : 'complete',
    time: `${String(between(random, 0, 23)).padStart(2, '0')}:${oneOf(random, ['00', '30', '17'])}`,
    days: days.length === 0 ? [between(random, 1, 7)] : days,
    most: between(random, 1, 10),
    form: oneOf(random, ['digest', 'digest', 'digest', 'digest', 'thread', 'each']),
    ...(chance(random, 0.3) && {
      upvotes: { least: between(random, 5, 40), withinDays: between(random, 1, 6) },
    }),
  }
}

export interface MadeChannel {
  readonly place: Place
  readonly subscriptions: readonly Subscription[]
  /** When somebody sets these subscriptions up, and when they are removed for good. */
  readonly fromMs: number
  readonly untilMs: number
}

/** Channels with up to `most` subscriptions each; they come and go within a time, or with `stays` are there for all of it. */
export function madeChannels(
  random: Random,
  count: number,
  {
    most,
    begin,
    end,
    stays,
    ...wishes
  }: Wishes & { most: number; begin: string; end: string; stays: boolean },
): MadeChannel[] {
  const [beginMs, endMs] = [Date.parse(begin), Date.parse(end)]
  const span = (): Pick<MadeChannel, 'fromMs' | 'untilMs'> => {
    if (stays) return { fromMs: beginMs, untilMs: Number.POSITIVE_INFINITY }
    const fromMs = beginMs + random() * (endMs - beginMs)
    return { fromMs, untilMs: fromMs + between(random, 20, 160) * dayMs }
  }
  return Array.from({ length: count }, (_, at) => ({
    place: placeOf(random, at),
    ...span(),
    subscriptions: Array.from({ length: between(random, 1, most) }, (__, nth) => ({
      ...newSubscription({
        id: `s${at}-${nth}`,
        zone: zones[(at + nth) % zones.length]!,
        createdBy: ada,
        createdAt: '2025-01-01T00:00:00Z',
      }),
      ...madeWish(random, wishes),
    })),
  }))
}

/** Somebody pauses it or takes it up again, changes one thing, or everything. */
export function changedOne(random: Random, one: Subscription, wishes: Wishes): Subscription {
  const { paused, ...running } = one
  if (paused) return running
  const fate = random()
  if (fate < 0.3) return { ...one, paused: { by: ada, at: one.createdAt } }
  const { upvotes: _upvotes, ...rest } = one
  if (fate < 0.5) return { ...rest, ...madeWish(random, wishes), zone: oneOf(random, zones) }
  const [name, value] = oneOf(random, Object.entries(madeWish(random, wishes)))
  return { ...one, [name]: value }
}
