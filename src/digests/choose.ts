/** Which papers of some lists a subscription posts, and why it doesn't post the others. Pure. */
import type { Subscription } from '../channels/settings.ts'
import type { Paper } from '../papers/paper.ts'
import { type Candidate, compare, entriesOf, judging, type Refused, type Situation } from './judge.ts'
import type { Receipt, Verdict } from './receipt.ts'

export interface Choice {
  /** To be posted, in this order. */
  readonly papers: readonly { readonly paper: Paper; readonly receipt: Receipt }[]
  /** To be given to the next choice: ids, and the lists that brought them. */
  readonly waiting: readonly { readonly id: string; readonly list: string; readonly until: string }[]
  /** Papers that could be posted too, had they room. */
  readonly more: number
  /** New papers of the lists that are on a topic, posted or not. */
  readonly matched: number
  /** Of every paper of the lists, and of those that waited. */
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/**
 * Posted is what is on a topic, new to the channel and has its upvotes; by topic fit, then upvotes, then the newest
 * (trending and the team's week: upvotes first), as many as fit. A paper on several lists counts once, for the first of them.
 */
export function choose(situation: Situation): Choice {
  const { subscription, date, taken } = situation
  const judged = entriesOf(situation).map(judging(situation))
  const ranked = judged.filter(one => one.kind === 'candidate').sort(ordering(subscription.kind))
  const chosen = taken
    ? [...taken.keys()].flatMap(id => ranked.filter(one => one.read.paper.id === id))
    : ranked.slice(0, subscription.most)
  const left = ranked.filter(one => !chosen.includes(one))
  const receipts = chosen.map(
    (one, at) =>
      taken?.get(one.read.paper.id) ?? receiptOf(one, { situation, place: at + 1, of: ranked.length }),
  )
  const verdicts: [Candidate | Refused, Verdict][] = [
    ...judged.flatMap((one): [Refused, Verdict][] => (one.kind === 'refused' ? [[one, one.verdict]] : [])),
    ...chosen.map((one, at): [Candidate, Verdict] => [one, { kind: 'posted', receipt: receipts[at]! }]),
    ...left.map((one, at): [Candidate, Verdict] => [one, leftOut(situation, at)]),
  ]
  return {
    papers: chosen.map(({ read: { paper } }, at) => ({ paper, receipt: receipts[at]! })),
    waiting: verdicts.flatMap(([{ read }, verdict]) => stillWaiting(read.paper.id, verdict, date)),
    more: left.length,
    matched: verdicts.filter(([{ isNew }, { kind }]) => isNew && kind !== 'off topic').length,
    verdicts: new Map(verdicts.map(([{ read }, verdict]) => [read.paper.id, verdict])),
  }
}

/** Why a paper is posted, waits or is not posted: of what was taken the receipt, of all else what `choose` finds. */
export function explain(id: string, situation: Situation): Verdict {
  const receipt = situation.taken?.get(id)
  if (receipt) return { kind: 'posted', receipt }
  const lists = situation.lists.map(({ date }) => date).sort()
  return choose(situation).verdicts.get(id) ?? { kind: 'not listed', lists }
}

type Ordering = (one: Candidate, other: Candidate) => number

const byFit: Ordering = (one, other) => (other.on?.match.fit ?? 0) - (one.on?.match.fit ?? 0)

const byUpvotes: Ordering = (one, other) => (other.read.paper.upvotes ?? -1) - (one.read.paper.upvotes ?? -1)

/** Ids are unique, and newer ones are greater. */
const byNewest: Ordering = (one, other) =>
  compare(other.list, one.list) || compare(other.read.paper.id, one.read.paper.id)

/** Total, so that the order in which papers come is of no matter. */
function ordering(kind: Subscription['kind']): Ordering {
  const [first, second] = kind !== 'lists' ? [byUpvotes, byFit] : [byFit, byUpvotes]
  return (one, other) => first(one, other) || second(one, other) || byNewest(one, other)
}

function receiptOf(
  { read: { paper }, list, on, late, waited }: Candidate,
  { situation, place, of }: { situation: Situation; place: number; of: number },
): Receipt {
  const { subscription, date } = situation
  const found = on?.match.found.map(({ text, field, said }) => ({
    text,
    field,
    ...(said !== undefined && { said }),
  }))
  return {
    version: 1,
    subscription: subscription.id,
    revision: subscription.revision,
    date,
    list,
    ...(on && { topic: { text: on.topic.query.text, found: found! } }),
    ...(paper.upvotes !== undefined && { upvotes: paper.upvotes }),
    place,
    of,
    ...(late && { late }),
    ...(waited && subscription.upvotes && { waitedFor: subscription.upvotes.least }),
  }
}

/** @param at place from 0 among the papers that were not chosen */
function leftOut({ subscription: { most }, taken, date }: Situation, at: number): Verdict {
  const place = (taken?.size ?? most) + at + 1
  return place > most ? { kind: 'no room', place, most } : { kind: 'changed', date }
}

function stillWaiting(id: string, verdict: Verdict, date: string): Choice['waiting'] {
  if (verdict.kind !== 'waiting' || date >= verdict.until) return []
  return [{ id, list: verdict.list, until: verdict.until }]
}
