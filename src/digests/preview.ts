/** What a subscription would have posted, before it is saved. Pure. */
import { Temporal } from '@js-temporal/polyfill'
import type { Subscription } from '../channels/settings.ts'
import { closesAt } from '../papers/calendar.ts'
import type { Paper } from '../papers/paper.ts'
import type { Acronym } from '../search/language/acronyms.ts'
import { matches, type Topic } from '../search/topics/topic.ts'
import { type Choice, choose } from './choose.ts'
import { compare, type ReadList, type Situation } from './judge.ts'
import { limits } from './limits.ts'
import { isNoisy, type Narrower, narrower, type Share, shareOf } from './narrow.ts'
import { nextSlot, type Slot } from './schedule.ts'

export interface Preview extends Share {
  readonly lists: number
  /** Days with a post, the papers posted, and those of one day at most. `share` and `perList` are what matches. */
  readonly posts: number
  readonly papers: number
  readonly mostPerDay: number
  /** Recent ones of different posts and topics. */
  readonly examples: readonly Paper[]
  readonly noise: readonly Noise[]
  /** What acronyms in the topics are taken to mean. */
  readonly acronyms: readonly Acronym[]
}

/** What matches too much: a topic as typed, or all of them together. */
export interface Noise extends Share {
  readonly topic?: string
  readonly narrower: readonly Narrower[]
}

interface Tried extends Pick<Situation, 'topics'> {
  readonly subscription: Subscription
  /** The newest 20 count. */
  readonly lists: readonly ReadList[]
  /** What the channel's other subscriptions posted there (id, ISO instant). */
  readonly posted?: Situation['posted']
}

/**
 * Lets the subscription run over the last 20 lists as if it had been there, with its days and its time. Upvotes are
 * those of now, so that nothing is ever released: what has them by now never waited.
 */
export function preview(tried: Tried): Preview {
  const lists = tried.lists
    .toSorted((one, other) => compare(one.date, other.date))
    .slice(-limits.previewLists)
  const posts = run({ ...tried, lists }).filter(({ papers }) => papers.length > 0)
  const sizes = posts.map(({ papers }) => papers.length)
  return {
    lists: lists.length,
    posts: posts.length,
    papers: sizes.reduce((sum, size) => sum + size, 0),
    mostPerDay: Math.max(0, ...sizes),
    examples: examplesOf(posts),
    ...matchesOf({ ...tried, lists }),
    acronyms: distinct(tried.topics.flatMap(({ acronyms }) => acronyms)),
  }
}

/** How much matches, whether it is posted or not: what has too few upvotes now is left aside. */
function matchesOf({ subscription, topics, lists }: Tried): Share & Pick<Preview, 'noise'> {
  const listed = lists.flatMap(({ papers }) => papers.map(({ read }) => [read.paper.id, read] as const))
  const reads = [...new Map(listed).values()]
  const least = subscription.upvotes?.least ?? 0
  const reached = reads.filter(({ paper }) => (paper.upvotes ?? 0) >= least)
  const shareOn = (some: readonly Topic[]): Share => {
    const on = reached.filter(read => some.length === 0 || some.some(topic => matches(topic, read).matched))
    return shareOf(on.length, reads.length, lists.length)
  }
  const all = shareOn(topics)
  const noise = topics.flatMap((topic): Noise[] => {
    const share = shareOn([topic])
    if (!isNoisy(share)) return []
    return [{ topic: topic.query.text, ...share, narrower: narrower(topic, reached, lists.length) }]
  })
  const together = topics.length > 1 && noise.length === 0 && isNoisy(all)
  return { ...all, noise: together ? [{ ...all, narrower: [] }] : noise }
}

/** One choice after the other, each with what those before it posted. */
function run({ subscription, topics, lists, posted: before = new Map() }: Tried): Choice[] {
  const posted = new Map(before)
  return slotsOf(subscription, lists).map(({ slot: { date, at }, lists: covered }) => {
    const choice = choose({ subscription, topics, date, lists: covered, posted, waiting: [] })
    for (const { paper } of choice.papers) posted.set(paper.id, at.toString())
    return choice
  })
}

/** Which lists each post would have had. */
function slotsOf(
  subscription: Subscription,
  lists: readonly ReadList[],
): { slot: Slot; lists: readonly ReadList[] }[] {
  const slots = new Map<string, { slot: Slot; lists: ReadList[] }>()
  for (const list of lists) {
    const from = subscription.list === 'complete' ? closesAt(list.date) : `${list.date}T00:00:00Z`
    const slot = nextSlot(subscription, Temporal.Instant.from(from).subtract({ nanoseconds: 1 }))
    const covered = slots.get(slot.date)?.lists ?? []
    slots.set(slot.date, { slot, lists: [...covered, list].slice(-limits.lists) })
  }
  const all = [...slots.values()]
  if (subscription.kind === 'lists') return all
  return all.map(({ slot }) => ({ slot, lists: trendingLists(lists, slot.date) }))
}

/** The lists that a trending post is chosen from. */
function trendingLists(lists: readonly ReadList[], date: string): ReadList[] {
  const since = Temporal.PlainDate.from(date).subtract({ days: limits.trendingDays }).toString()
  return lists.filter(list => list.date > since && list.date <= date)
}

const distinct = (acronyms: readonly Acronym[]): Acronym[] => [
  ...new Map(acronyms.map(one => [`${one.short} ${one.long}`, one])).values(),
]

/** By turns of each topic, the first papers of the newest posts. */
function examplesOf(posts: readonly Choice[]): Paper[] {
  const papers = posts.toReversed().flatMap(choice => choice.papers)
  const ordered = papers.sort((one, other) => one.receipt.place - other.receipt.place)
  const turns = new Map<string | undefined, number>()
  return ordered
    .map(({ paper, receipt: { topic } }) => {
      const turn = turns.get(topic?.text) ?? 0
      turns.set(topic?.text, turn + 1)
      return { paper, turn }
    })
    .sort((one, other) => one.turn - other.turn)
    .slice(0, limits.previewExamples)
    .map(({ paper }) => paper)
}
