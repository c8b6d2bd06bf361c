/** The situation of a post that is over, made again from its note and from the library. */
import { Temporal } from '@js-temporal/polyfill'
import type { Claim, Delivery, PostedPaper } from '../delivery/delivery.ts'
import type { Logger } from '../log.ts'
import type { Situation } from './judge.ts'
import { type Receipt, receiptSchema } from './receipt.ts'
import type { Shared } from './shared.ts'
import { idsOf } from './slot-claim.ts'
import { readNote } from './slot-note.ts'

interface Context {
  readonly delivery: Pick<Delivery, 'slot' | 'recent' | 'posted'>
  readonly log: Pick<Logger, 'error'>
}

/** Papers are as they are now; which of them were on the lists, in the channel and waiting is as it was then. */
export async function situationAgain(
  { subscription, date }: Pick<Claim, 'subscription' | 'date'>,
  shared: Shared,
  { delivery, log }: Context,
): Promise<Situation | undefined> {
  const slot = await delivery.slot(subscription, date)
  const note = slot && readNote(slot, log)
  if (!note) return undefined
  const [before] = await delivery.recent(subscription, 1, date)
  const { rule, lists, at, nothing } = note
  const waited = before && nothing !== 'no list' ? readNote(before, log)?.waiting : undefined
  const asked = await shared.situation({ id: subscription, rule, date, lists, waiting: waited ?? {}, at })
  const posted = await delivery.posted(slot.channel, idsOf(asked))
  const isOwn = (one: PostedPaper): boolean => one.subscription === subscription && one.date === date
  return {
    ...asked,
    ...(note.week && { known: new Set(note.week.known) }),
    ...((nothing === 'quiet week' || nothing === 'not seen') && { untold: true }),
    posted: new Map(
      posted
        .filter(one => !isOwn(one) && Temporal.Instant.compare(one.claimedAt, slot.claimedAt) <= 0)
        .map(({ paper, claimedAt }) => [paper, claimedAt]),
    ),
    taken: new Map(
      posted
        .filter(isOwn)
        .map(({ paper, receipt }) => [paper, receiptSchema.safeParse(receipt).data] as const)
        .sort(([, one], [, other]) => placeOf(one) - placeOf(other)),
    ),
  }
}

const placeOf = (receipt: Receipt | undefined): number => receipt?.place ?? 0
