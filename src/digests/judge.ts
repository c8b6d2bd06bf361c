/** What a subscription says of one paper. Pure. */
import { Temporal } from '@js-temporal/polyfill'
import type { Subscription } from '../channels/settings.ts'
import type { Acronym } from '../search/language/acronyms.ts'
import { parseQuery } from '../search/query/parse-query.ts'
import type { ReadPaper } from '../search/topics/read-paper.ts'
import { compileTopic, type Matched, matches, type Topic, type TopicMatch } from '../search/topics/topic.ts'
import { limits } from './limits.ts'
import type { Nearest, Receipt, Verdict } from './receipt.ts'

/** A list as choosing sees it. */
export interface ReadList {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `seenAt`: ISO instant at which the paper was first seen on the list. */
  readonly papers: readonly { readonly read: ReadPaper; readonly seenAt: string }[]
  /** When this subscription posted it while it still grew (ISO instant): only what joined it since is new. */
  readonly shownAt?: string
}

/** All that a choice depends on. Papers are named by the ids that they have now. */
export interface Situation {
  readonly subscription: Pick<Subscription, 'id' | 'revision' | 'kind' | 'most' | 'upvotes'>
  readonly topics: readonly Topic[]
  /** Local date of the post. */
  readonly date: string
  /** In any order. */
  readonly lists: readonly ReadList[]
  /** What the channel got before this post, with the ISO instant. */
  readonly posted: ReadonlyMap<string, string>
  /** What waited after the post before this one, each paper once, with the list that brought it. */
  readonly waiting: readonly { readonly read: ReadPaper; readonly list: string }[]
  /** Of the team's week: papers that it knew, and whether nothing is told of it. */
  readonly known?: ReadonlySet<string>
  readonly untold?: boolean
  /**
   * For a post that is over: the receipts of what it took, by paper and in order. Upvotes have grown since; what was
   * taken stays so. A receipt that was damaged is undefined.
   */
  readonly taken?: ReadonlyMap<string, Receipt | undefined>
}

/** @param today the date that `after:yesterday` counts from, `YYYY-MM-DD` */
export function topicOf(typed: string, today: string, acronyms: readonly Acronym[] = []): Topic {
  return compileTopic(parseQuery(typed, today).query, acronyms)
}

/** A paper once, however often it is listed. */
interface Entry {
  readonly read: ReadPaper
  readonly list: string
  /** It waited for upvotes. */
  readonly waited?: true
  readonly late?: true
  /** It was on the list when that was posted, at this instant. */
  readonly shownAt?: string
}

export interface Candidate extends Entry {
  readonly kind: 'candidate'
  readonly isNew: boolean
  readonly on: { readonly topic: Topic; readonly match: Matched } | undefined
}

export interface Refused extends Entry {
  readonly kind: 'refused'
  readonly isNew: boolean
  readonly verdict: Verdict
}

/** Every paper of the lists, and those that waited, each once: for the oldest list that has it as new. */
export function entriesOf({ subscription: { upvotes }, date, lists, waiting }: Situation): Entry[] {
  const entries = new Map<string, Entry>()
  const add = (entry: Entry): void => {
    const known = entries.get(entry.read.paper.id)
    if (!known || (known.shownAt !== undefined && entry.shownAt === undefined))
      entries.set(entry.read.paper.id, entry)
  }
  if (upvotes) {
    const oldest = daysAfter(date, -upvotes.withinDays - limits.waitingGraceDays)
    for (const { read, list } of waiting) if (list >= oldest) add({ read, list, waited: true })
  }
  for (const { date: list, papers, shownAt } of lists.toSorted((a, b) => compare(a.date, b.date)))
    for (const { read, seenAt } of papers) {
      if (shownAt === undefined) add({ read, list })
      else add(isAfter(seenAt, shownAt) ? { read, list, late: true } : { read, list, shownAt })
    }
  return [...entries.values()]
}

/** Everything that can be said of a paper without looking at the others. */
export function judging({
  subscription: { upvotes: rule },
  topics,
  posted,
  known,
  untold,
}: Situation): (entry: Entry) => Candidate | Refused {
  const untils = new Map<string, string>()
  const untilOf = (list: string, withinDays: number): string => {
    const until = untils.get(list) ?? daysAfter(list, withinDays)
    untils.set(list, until)
    return until
  }
  return entry => {
    const { read, list, waited, shownAt } = entry
    const { id, upvotes = 0 } = read.paper
    const isNew = !waited && shownAt === undefined
    const refused = (verdict: Verdict): Refused => ({ kind: 'refused', ...entry, isNew, verdict })
    const found = topics.map(topic => ({ topic, match: matchOf(topic, read) }))
    const on = bestOf(found)
    if (!on && topics.length > 0) return refused({ kind: 'off topic', nearest: nearestOf(found, read) })
    const at = posted.get(id)
    if (at !== undefined) return refused({ kind: 'posted before', at })
    if (known?.has(id)) return refused({ kind: 'known here' })
    if (shownAt !== undefined) return refused({ kind: 'shown before', list, at: shownAt })
    if (rule && upvotes < rule.least) {
      const until = untilOf(list, rule.withinDays)
      return refused({ kind: 'waiting', list, until, upvotes, least: rule.least })
    }
    if (untold) return refused({ kind: 'untold week' })
    return { kind: 'candidate', ...entry, isNew, on }
  }
}

/** Many channels have a topic and get the same lists. */
const matchesOf = new WeakMap<Topic, Map<ReadPaper, TopicMatch>>()

function matchOf(topic: Topic, read: ReadPaper): TopicMatch {
  const known = matchesOf.get(topic) ?? new Map<ReadPaper, TopicMatch>()
  matchesOf.set(topic, known)
  const match = known.get(read) ?? matches(topic, read)
  known.set(read, match)
  return match
}

type Asked = readonly { readonly topic: Topic; readonly match: TopicMatch }[]

/** The topic that fits best, the first of equals. */
function bestOf(asked: Asked): Candidate['on'] {
  let best: Candidate['on']
  for (const { topic, match } of asked)
    if (match.matched && (!best || match.fit > best.match.fit)) best = { topic, match }
  return best
}

/** Of topics that the paper isn't on, the one that lacks least. */
function nearestOf(asked: Asked, { paper: { upvotes } }: ReadPaper): Nearest {
  const lacking = asked.flatMap(({ topic, match }) => (match.matched ? [] : [{ topic, ...match }]))
  const { topic, missing } = lacking.reduce((one, other) =>
    other.missing.length < one.missing.length ? other : one,
  )
  return { topic: topic.query.text, missing, ...(upvotes !== undefined && { upvotes }) }
}

/** Orders ISO dates and ids, by their characters. */
export const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

const isAfter = (one: string, other: string): boolean => Temporal.Instant.compare(one, other) > 0

const daysAfter = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString()
