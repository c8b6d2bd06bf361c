/** A post that somebody asks for, before its time. */
import { previousListDay } from '../papers/calendar.ts'
import type { Shared } from './shared.ts'
import { type Coverage, lastClosed } from './slot-lists.ts'
import { claimPapers, type SlotContext } from './slot-claim.ts'
import { coverageOf, lastOf, type Run } from './slot-note.ts'
import type { Asked } from './slot-run.ts'
import { weekBefore } from './week.ts'

/** `already`: there was a post on this local date, and there is one a day. */
export type PostedNow =
  | { readonly kind: 'posted'; readonly papers: number }
  | { readonly kind: 'no paper' }
  | { readonly kind: 'no list' }
  /** Nobody did anything with a paper since the last post of the team's week. */
  | { readonly kind: 'quiet week' }
  | { readonly kind: 'already'; readonly date: string }

/**
 * Posts what the next post would be made of, now, as today's post; where no list is new, the newest complete list once
 * more, without what the channel got of it. The next post goes on from there.
 */
export async function postNow(asked: Asked, shared: Shared, context: SlotContext): Promise<PostedNow> {
  const run = runNow(asked, shared, context)
  const { date } = run.slot
  if (run.last && run.last.date >= date) return { kind: 'already', date: run.last.date }
  const isOfTeam = run.subscription.kind === 'team'
  if (run.covering.lists.length === 0 && !isOfTeam) return { kind: 'no list' }
  const claim = await claimPapers(run, context)
  if (!claim) return { kind: 'already', date }
  if (isOfTeam && claim.posts.length === 0) return { kind: 'quiet week' }
  const papers = claim.papers.length
  return papers === 0 && !isOfTeam ? { kind: 'no paper' } : { kind: 'posted', papers }
}

/** As if the time of the next post had come. */
export function runNow(
  { subscription, channel, before }: Asked,
  shared: Shared,
  { log }: Pick<SlotContext, 'log'>,
): Run {
  const date = shared.now.toZonedDateTimeISO(subscription.zone).toPlainDate().toString()
  const slot = { date, at: shared.now }
  const last = lastOf(before, log)
  const run = { subscription, channel, slot, last, shared }
  return { ...run, covering: shared.covering(subscription, slot, coverageNow(run)) }
}

/**
 * What came before the newest complete list, where nothing is newer than what was covered. The team's week looks at no
 * list twice, and at first at those of seven days.
 */
function coverageNow(run: Omit<Run, 'covering'>): Coverage | undefined {
  const { subscription, slot, shared } = run
  const { kind } = subscription
  const coverage = coverageOf(run.last, run)
  if (kind === 'team')
    return coverage ?? { through: lastClosed(weekBefore(slot, subscription).from), missing: [], open: [] }
  const newest = shared.known.find(list => list.closed && list.papers > 0)?.date
  const through = newest && previousListDay(newest)
  if (kind === 'trending' || !through || (coverage && coverage.through < newest)) return coverage
  // What was missing after it is covered by being newer.
  const missing = coverage?.missing.filter(date => date <= through) ?? []
  return { missing, open: coverage?.open ?? [], through }
}
