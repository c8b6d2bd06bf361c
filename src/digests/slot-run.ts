/** One subscription's turn: whether its slot is due, how far it had come, and whether its lists are there. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Claim } from '../delivery/delivery.ts'
import type { Logger } from '../log.ts'
import { type Note, noteSchema } from './note.ts'
import type { Shared } from './shared.ts'
import { claimNothing, claimPapers, type Run, type SlotContext } from './slot-claim.ts'

/** What is kept of the last slot of a subscription. */
type Before = Pick<Claim, 'subscription' | 'date' | 'note'>

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

/** What a slot was judged by. A note that can't be read is told, and the next slot begins as if it was the first. */
export function readNote({ subscription, date, note }: Before, log: Pick<Logger, 'error'>): Note | undefined {
  const read = noteSchema.safeParse(note)
  if (!read.success) log.error({ subscription, date, err: read.error }, 'the note of a post is damaged')
  return read.data
}

/** The last slot with its note. */
export const lastOf = (before: Before | undefined, log: Pick<Logger, 'error'>): Run['last'] =>
  before && { date: before.date, note: readNote(before, log) }

/**
 * How far a subscription had come before a slot. One that became another kind begins anew: trending covers the same lists
 * again and again.
 */
export function coverageOf(
  last: Run['last'],
  { subscription, slot, shared }: Pick<Run, 'subscription' | 'slot' | 'shared'>,
): Note['coverage'] | undefined {
  if (!last) return shared.beginning(subscription, slot)
  return last.note?.rule.kind === subscription.kind ? last.note.coverage : undefined
}
