/** What the subscriptions of one tick have in common, found once for all of them. */
import { Temporal } from '@js-temporal/polyfill'
import type { Subscription } from '../channels/settings.ts'
import type { Library, ListInfo } from '../library/library.ts'
import { isTitleId } from '../papers/ids.ts'
import { ReadPaper } from '../search/topics/read-paper.ts'
import type { Acronym } from '../search/language/acronyms.ts'
import { parseQuery } from '../search/query/parse-query.ts'
import type { Topic } from '../search/topics/topic.ts'
import { type ReadList, type Situation, topicOf } from './judge.ts'
import { limits } from './limits.ts'
import { type Note, type NotedList, type Rule, ruleOf } from './note.ts'
import { dueSlot, firstUnclaimed, nextSlot, type Slot, slotBefore } from './schedule.ts'
import {
  beginning,
  type Coverage,
  listsOfSlot,
  type Readiness,
  readiness,
  type SlotLists,
  trendingOf,
  turnOf,
} from './slot-lists.ts'

export type KnownPapers = Pick<Library, 'lists' | 'list' | 'listed' | 'get' | 'acronymsIn'>

/** Which lists a slot posts from, and whether it may. */
export interface Covering extends SlotLists {
  readonly readiness: Readiness
}

/** What a situation is made of, but for what the channel got. */
export interface Asked {
  readonly id: string
  readonly rule: Rule
  /** Local date of the slot. */
  readonly date: string
  readonly lists: readonly NotedList[]
  readonly waiting: Note['waiting']
  /** ISO instant as of which lists are read; left out, all that is known counts, also what a clock that went back calls later. */
  readonly at?: string
}

export interface Shared {
  readonly now: Temporal.Instant
  /** ISO instant as of which lists are read: a list that is known to be closed is whole. */
  readonly readAt: string
  /** The lists that are known, newest first. */
  readonly known: readonly ListInfo[]
  dueSlot(subscription: Subscription, lastDate: string | undefined): Slot | undefined
  nextSlot(subscription: Subscription, lastDate: string | undefined): Slot
  slotBefore(subscription: Subscription, slot: Slot): Slot
  /** How far one that has claimed nothing yet had come before its first slot; undefined where this is that. */
  beginning(subscription: Subscription, slot: Slot): Coverage | undefined
  covering(subscription: Subscription, slot: Slot, before: Coverage | undefined): Covering
  /** What is asked of a subscription now, with what acronyms mean by now. */
  ruleOf(subscription: Subscription): Rule
  situation(asked: Asked): Promise<Omit<Situation, 'posted'>>
  /** What a subscription would be asked of these lists now, as if it had posted nothing before. */
  situationOn(subscription: Subscription, dates: readonly string[]): Promise<Omit<Situation, 'posted'>>
}

interface SharedOptions {
  readonly library: KnownPapers
  readonly now: () => Temporal.Instant
  /** Since when this process has looked for lists. */
  readonly lookingSince: Temporal.Instant
}

/** A `since` further back than any slot that is looked for is of no matter. */
const longAgoHours = 24 * 14

/** Lasts for one tick, so that nothing which is read grows old. */
export async function createShared({ library, now, lookingSince }: SharedOptions): Promise<Shared> {
  const begun = now()
  const known = await library.lists(limits.knownLists)
  const readAt = now().toString()
  const longAgo = begun.subtract({ hours: longAgoHours }).toString()
  const due = memo<Slot | undefined>()
  const next = memo<Slot>()
  const previous = memo<Slot>()
  const coverings = memo<Covering>()
  const topics = memo<Topic>()
  const acronyms = memo<readonly Acronym[]>()
  const lists = memo<Promise<ReadList['papers']>>()
  const listsThen = memo<Promise<ReadList['papers']>>()
  const reads = memo<ReadPaper>()

  const readList = (date: string): Promise<ReadList['papers']> =>
    lists(date, async () => {
      const seen = await library.listed(date)
      const papers = (await library.list(date))?.papers ?? []
      return papers.flatMap(paper => {
        const seenAt = seen.get(paper.id)
        return seenAt === undefined ? [] : [{ read: reads(paper.id, () => new ReadPaper(paper)), seenAt }]
      })
    })

  const asOf = (date: string, at: string | undefined): Promise<ReadList['papers']> =>
    at === undefined
      ? readList(date)
      : listsThen(keyOf(date, at), async () =>
          (await readList(date)).filter(({ seenAt }) => Temporal.Instant.compare(seenAt, at) <= 0),
        )

  const shownList = async ({ date, shownAt }: NotedList, at: string | undefined): Promise<ReadList> => ({
    date,
    papers: await asOf(date, at),
    ...(shownAt !== undefined && { shownAt }),
  })

  const slotAhead = (subscription: Subscription, slot: Slot): Slot =>
    previous(keyOf(timing(subscription), slot.date), () => slotBefore(subscription, slot.at))

  async function waitingOn(list: string, ids: readonly string[]): Promise<Situation['waiting']> {
    const current = ids.map(async id => (isTitleId(id) ? (await library.get(id))?.id : id))
    const wanted = new Set(await Promise.all(current))
    return (await readList(list)).flatMap(({ read }) => (wanted.has(read.paper.id) ? [{ read, list }] : []))
  }

  const ruleNow = (subscription: Subscription): Rule =>
    ruleOf(subscription, topic =>
      acronyms(topic, () => library.acronymsIn(parseQuery(topic, readAt.slice(0, 10)).query)),
    )

  return {
    now: begun,
    readAt,
    known,

    dueSlot(subscription, lastDate) {
      const since = subscription.since < longAgo ? longAgo : subscription.since
      const key = keyOf(timing(subscription), since, lastDate)
      return due(key, () => dueSlot({ ...subscription, since }, begun, lastDate))
    },

    nextSlot: (subscription, lastDate) =>
      next(keyOf(timing(subscription), lastDate), () => nextSlot(subscription, begun, lastDate)),

    slotBefore: slotAhead,

    beginning(subscription, slot) {
      const isFirst = Temporal.Instant.compare(slotAhead(subscription, slot).at, subscription.since) <= 0
      return isFirst ? undefined : beginning(subscription, firstUnclaimed(subscription))
    },

    covering(subscription, slot, before) {
      const { kind, list } = subscription
      const key = keyOf(kind, list, slot.date, before ?? 'new', timing(subscription))
      return coverings(key, () => {
        const found =
          kind === 'trending'
            ? trendingOf(slot, known)
            : listsOfSlot(turnOf(subscription, slot, before), known)
        const waitMs = kind === 'team' ? limits.weekWaitMs : limits.waitMs
        return { ...found, readiness: readiness(slot, found, begun, lookingSince, waitMs) }
      })
    },

    ruleOf: ruleNow,
    situation,

    situationOn: (subscription, dates) =>
      situation({
        id: subscription.id,
        rule: ruleNow(subscription),
        date: readAt.slice(0, 10),
        lists: dates.map(date => ({ date, part: 'complete', late: false })),
        waiting: {},
      }),
  }

  async function situation({
    id,
    rule,
    date,
    lists: noted,
    waiting,
    at,
  }: Asked): Promise<Omit<Situation, 'posted'>> {
    const waited = Object.entries(waiting).map(([list, ids]) => waitingOn(list, ids))
    return {
      subscription: { id, ...rule },
      topics: rule.topics.map((typed, number) => {
        const meant = rule.acronyms?.[number] ?? []
        return topics(keyOf(typed, date, meant), () => topicOf(typed, date, meant))
      }),
      date,
      lists: await Promise.all(noted.map(list => shownList(list, at))),
      waiting: (await Promise.all(waited)).flat(),
    }
  }
}

const timing = ({ time, days, zone }: Subscription): readonly unknown[] => [time, days, zone]

const keyOf = (...parts: readonly unknown[]): string => JSON.stringify(parts)

function memo<T>(): (key: string, make: () => T) => T {
  const made = new Map<string, { readonly value: T }>()
  return (key, make) => {
    const known = made.get(key) ?? { value: make() }
    made.set(key, known)
    return known.value
  }
}
