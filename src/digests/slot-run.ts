/** One subscription's turn: whether its slot is due, and whether its lists are there. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Shared } from './shared.ts'
import { claimNothing, claimPapers, type SlotContext } from './slot-claim.ts'
import { type Before, coverageOf, lastOf, type Run } from './slot-note.ts'

/** A subscription whose turn it may be. */
export interface Asked extends Pick<Run, 'subscription' | 'channel'> {
  /** The last slot that it claimed. */
  readonly before: Before | undefined
}

/**
 * Claims the slot of a subscription that is due, if one is and its lists are there; returns when it is to be looked at
 * again.
 */
export async function runSlot(
  { subscription, channel, before }: Asked,
  shared: Shared,
  context: SlotContext,
): Promise<Temporal.Instant> {
  const slot = shared.dueSlot(subscription, before?.date)
  if (!slot) return shared.nextSlot(subscription, before?.date).at
  const last = lastOf(before, context.log)
  const covering = shared.covering(subscription, slot, coverageOf(last, { subscription, slot, shared }))
  if (covering.readiness.kind === 'wait') return covering.readiness.at
  const run = { subscription, channel, slot, covering, last, shared }
  const isReady = covering.readiness.kind === 'ready' || subscription.kind === 'team'
  await (isReady ? claimPapers(run, context) : claimNothing(run, context))
  return shared.nextSlot(subscription, slot.date).at
}
