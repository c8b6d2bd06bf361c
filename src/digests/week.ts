/** Which time the team's week is about. Pure. */
import { Temporal } from '@js-temporal/polyfill'
import type { Subscription } from '../channels/settings.ts'
import type { Span } from '../discussions/discussions.ts'
import type { Slot } from './schedule.ts'

/** The last post of a subscription, and up to when it told. */
interface Told {
  readonly date: string
  readonly to: string | undefined
}

/**
 * The seven days before a slot, as the clocks of the subscription's zone count them. Where the post before it is within
 * them, what came since that: so weeks join without a gap, whatever clocks did, and nothing is told twice.
 */
export function weekBefore({ date, at }: Slot, { zone }: Pick<Subscription, 'zone'>, last?: Told): Span {
  const first = Temporal.PlainDate.from(date).subtract({ days: 7 }).toString()
  if (last?.to !== undefined && last.date >= first) return { from: Temporal.Instant.from(last.to), to: at }
  return { from: at.toZonedDateTimeISO(zone).subtract({ days: 7 }).toInstant(), to: at }
}
