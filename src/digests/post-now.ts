/** A post that somebody asks for, before its time. */
import type { Subscription } from '../channels/settings.ts'
import { previousListDay } from '../papers/calendar.ts'
import type { Shared } from './shared.ts'
import type { Coverage } from './slot-lists.ts'
import { claimPapers, type SlotContext } from './slot-claim.ts'
import { type Asked, coverageOf, lastOf } from './slot-run.ts'

/** `already`: there was a post on this local date, and there is one a day. */
export type PostedNow =
  | { readonly kind: 'posted'; readonly papers: number }
  | { readonly kind: 'no paper' }
  | { readonly kind: 'no list' }
  | { readonly kind: 'already'; readonly date: string }

/**
 * Posts what the next post would be made of, now, as today's post; where no list is new, the newest complete list once
 * more, without what the channel got of it. The next post goes on from there.
 */
export async function postNow(asked: Asked, shared: Shared, context: SlotContext): Promise<PostedNow> {
  const { subscription, channel, before } = asked
  const date = shared.now.toZonedDateTimeISO(subscription.zone).toPlainDate().toString()
  if (before && before.date >= date) return { kind: 'already', date: before.date }
  const slot = { date, at: shared.now }
  const last = lastOf(before, context.log)
  const covering = shared.covering(
    subscription,
    slot,
    coverageNow(subscription, shared, coverageOf(last, { subscription, slot, shared })),
  )
  if (covering.lists.length === 0) return { kind: 'no list' }
  const papers = await claimPapers({ subscription, channel, slot, covering, last, shared }, context)
  if (papers === undefined) return { kind: 'already', date }
  return papers === 0 ? { kind: 'no paper' } : { kind: 'posted', papers }
}

/** What came before the newest complete list, where nothing is newer than what was covered. */
function coverageNow(
  { kind }: Subscription,
  { known }: Shared,
  coverage: Coverage | undefined,
): Coverage | undefined {
  const newest = known.find(list => list.closed && list.papers > 0)?.date
  const through = newest && previousListDay(newest)
  if (kind === 'trending' || !through || (coverage && coverage.through < newest)) return coverage
  // What was missing after it is covered by being newer.
  const missing = coverage?.missing.filter(date => date <= through) ?? []
  return { missing, open: coverage?.open ?? [], through }
}
