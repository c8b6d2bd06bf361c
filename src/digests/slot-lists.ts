/** Which lists a slot covers, and whether they are there. Pure. */
import { Temporal } from '@js-temporal/polyfill'
import { z } from 'zod'
import type { Subscription } from '../channels/settings.ts'
import type { ListInfo } from '../library/library.ts'
import { closesAt, firstListDate, listDaysBetween, previousListDay } from '../papers/calendar.ts'
import { limits } from './limits.ts'
import { type Slot, slotBefore, type Timed } from './schedule.ts'

const dates = z.array(z.iso.date())

/** How far a subscription has come; kept with every slot that is claimed, and read back for the next one. */
export const coverageSchema = z.object({
  /** The newest list that was its turn. Older ones are over, but for … */
  through: z.iso.date(),
  /** … those that were not there, */
  missing: dates,
  /** and those that were posted while they still grew. */
  open: dates,
})
export type Coverage = z.infer<typeof coverageSchema>

/** What is posted of a list. */
export interface CoveredList {
  readonly date: string
  /** `rest`: it was posted while it grew, or still does; only what joined it since is new. */
  readonly part: 'complete' | 'so far' | 'rest'
  /** It was missing when its turn was. */
  readonly late: boolean
}

export interface SlotLists {
  /** Those that are there, oldest first. */
  readonly lists: readonly CoveredList[]
  /** Those whose turn it is and that aren't there yet. Not one that stayed empty until a later one closed. */
  readonly awaited: readonly string[]
  /**
   * Those that are never posted because there are too many: after downtime, or a pause. Of one that was posted while it
   * grew that is what joined it since.
   */
  readonly leftOut: readonly string[]
  /** To be kept when the slot is claimed with these lists. */
  readonly coverage: Coverage
}

type Listed = Timed & Pick<Subscription, 'list'>

/** The lists whose turn a slot is, as the calendar says, oldest first. */
export interface Turn {
  /** Those that closed since the slot before it, the newest five. */
  readonly closing: readonly string[]
  readonly leftOut: readonly string[]
  /** Those that still grow; none unless the subscription wants them. */
  readonly open: readonly string[]
  /** As in `Coverage`, once this slot is claimed. */
  readonly through: string
  readonly before: Coverage
}

/**
 * `before`: what the last slot that was claimed covered. A new subscription begins as if it had always been there: its
 * first post covers what closed since the slot that it would have had before, or, where it wants lists so far, only
 * those that grow.
 */
export function turnOf(subscription: Listed, slot: Slot, before = beginning(subscription, slot)): Turn {
  const closed = lastClosed(slot.at)
  const closing = listsAfter(before.through, closed)
  return {
    closing: closing.slice(-limits.lists),
    leftOut: closing.slice(0, -limits.lists),
    open: subscription.list === 'so far' ? listsAfter(closed, utcDate(slot.at)) : [],
    before,
    through: closed > before.through ? closed : before.through,
  }
}

/**
 * Which lists of a slot are there. A closing list must be known to be closed; one that is empty, or could not be
 * fetched since it closed, isn't there. It joins a later slot if it comes within 14 days; not where newer ones are left
 * out.
 */
export function listsOfSlot(
  { closing, leftOut, open, before, through }: Turn,
  known: readonly ListInfo[],
): SlotLists {
  const there = new Map(known.filter(info => info.papers > 0).map(info => [info.date, info]))
  const isWhole = (date: string): boolean => there.get(date)?.closed === true
  const absent = closing.filter(date => !isWhole(date))
  const growing = open.filter(date => there.has(date))
  const came = before.missing.filter(isWhole)
  const late = leftOut.length > 0 ? [] : came.slice(-limits.lists)
  const awaitedStill = leftOut.length > 0 ? absent : [...before.missing, ...absent]
  const missing = awaitedStill.filter(date => !isWhole(date) && isRecent(date, through))
  const stillOpen = before.open.filter(date => date > through || missing.includes(date))
  const covered = (date: string): CoveredList => ({
    date,
    part: before.open.includes(date) ? 'rest' : isWhole(date) ? 'complete' : 'so far',
    late: late.includes(date),
  })
  return {
    lists: [...late, ...closing.filter(isWhole), ...growing].map(covered),
    awaited: [...absent.filter(date => !isHoliday(date, known)), ...(growing.length > 0 ? [] : open)],
    leftOut: [...came.filter(date => !late.includes(date)), ...leftOut],
    coverage: { through, missing, open: [...new Set([...stillOpen, ...growing])] },
  }
}

/** Trending looks at the lists of the last days again and again, and waits for none. */
export function trendingOf({ date }: Slot, known: readonly ListInfo[]): SlotLists {
  const since = Temporal.PlainDate.from(date).subtract({ days: limits.trendingDays }).toString()
  const lists = known
    .filter(info => info.papers > 0 && info.date > since && info.date <= date)
    .map(info => ({ date: info.date, part: info.closed ? 'complete' : 'so far', late: false }) as const)
    .toReversed()
  const coverage = { through: lists.at(-1)?.date ?? since, missing: [], open: [] }
  return { lists, awaited: [], leftOut: [], coverage }
}

/** What to do with a slot. `wait`: it is to be looked at again `at` that time. */
export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'wait'; readonly at: Temporal.Instant }

/**
 * A slot waits for the lists that aren't there, six hours at most; then it goes on without them, and with none there is
 * nothing to post. `lookingSince`: since when this process has looked for lists, for nothing is known of them before.
 */
export function readiness(
  slot: Slot,
  { lists, awaited }: Pick<SlotLists, 'lists' | 'awaited'>,
  now: Temporal.Instant,
  lookingSince: Temporal.Instant,
  waitMs: number = limits.waitMs,
): Readiness {
  const begin = earlier(slot.at, lookingSince) === slot.at ? lookingSince : slot.at
  const end = begin.add({ milliseconds: waitMs })
  if (awaited.length > 0 && Temporal.Instant.compare(now, end) < 0)
    return { kind: 'wait', at: earlier(end, now.add({ milliseconds: limits.lookAgainMs })) }
  return { kind: lists.length > 0 ? 'ready' : 'nothing' }
}

/** How far a new subscription has come before its first slot. */
export function beginning(subscription: Listed, slot: Slot): Coverage {
  const from = subscription.list === 'so far' ? slot : slotBefore(subscription, slot.at)
  return { through: lastClosed(from.at), missing: [], open: [] }
}

/** The newest list that had closed by then. */
export function lastClosed(at: Temporal.Instant): string {
  let date = previousListDay(utcDate(at))
  while (date !== undefined && Temporal.Instant.compare(closesAt(date), at) > 0) date = previousListDay(date)
  return date ?? firstListDate
}

/** Nobody fills an empty list once a later one has closed. */
const isHoliday = (date: string, known: readonly ListInfo[]): boolean =>
  known.some(info => info.date === date && info.closed && info.papers === 0) &&
  known.some(info => info.date > date && info.closed && info.papers > 0)

const isRecent = (date: string, through: string): boolean =>
  Temporal.PlainDate.from(through).since(date).days <= limits.missingDays

const listsAfter = (date: string, to: string): string[] => listDaysBetween(date, to).filter(day => day > date)

const utcDate = (at: Temporal.Instant): string => at.toString().slice(0, 10)

const earlier = (one: Temporal.Instant, other: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(one, other) <= 0 ? one : other
