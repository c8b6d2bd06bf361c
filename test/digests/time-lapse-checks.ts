/** What must hold of every time-lapse, whatever happened in it. */
import { Temporal } from '@js-temporal/polyfill'
import { expect } from 'vitest'
import type { Subscription } from '../../src/channels/settings.ts'
import { formatPlace } from '../../src/chat/place.ts'
import type { Slot } from '../../src/delivery/delivery.ts'
import { explain } from '../../src/digests/choose.ts'
import { noteSchema } from '../../src/digests/note.ts'
import { receiptSchema } from '../../src/digests/receipt.ts'
import type { MemoryMessage } from '../fakes/memory-platform.ts'
import type { TimeLapse } from './time-lapse.ts'

const hourMs = 3_600_000
/** Lists are waited for six hours, and hops are eight at most; with both it is surely over. */
const patienceMs = 14 * hourMs

/** Every slot that a subscription has between two instants, found day by day. */
function slotsBetween(one: Subscription, fromMs: number, toMs: number): { date: string; ms: number }[] {
  const slots: { date: string; ms: number }[] = []
  let day = Temporal.Instant.fromEpochMilliseconds(fromMs)
    .toZonedDateTimeISO('UTC')
    .toPlainDate()
    .subtract({ days: 2 })
  for (;;) {
    const zoned = day.toZonedDateTime({ timeZone: one.zone, plainTime: one.time })
    if (zoned.epochMilliseconds > toMs) return slots
    if (one.days.includes(day.dayOfWeek) && zoned.epochMilliseconds > fromMs)
      slots.push({ date: day.toString(), ms: zoned.epochMilliseconds })
    day = day.add({ days: 1 })
  }
}

/** Each slot during which the bot was up is claimed, in its time; one that was slept through is not. */
export function expectEachSlotOnce(lapse: TimeLapse, one: Subscription, claimed: readonly Slot[]): void {
  const begin = lapse.ticks[0]!
  const slots = slotsBetween(one, begin, lapse.nowMs)
  const dates = new Map(
    claimed.map(slot => [slot.date, Temporal.Instant.from(slot.claimedAt).epochMilliseconds]),
  )
  expect(claimed.length).toBe(dates.size)
  expect([...dates.keys()].filter(date => !slots.some(slot => slot.date === date))).toEqual([])
  for (const [at, slot] of slots.entries()) {
    const until = slots[at + 1]?.ms ?? lapse.nowMs
    const ticks = lapse.ticks.filter(tick => tick >= slot.ms && tick < until)
    const claimedAt = dates.get(slot.date)
    if (ticks.length === 0) expect([slot.date, claimedAt]).toEqual([slot.date, undefined])
    const started = lapse.starts.filter(start => start < until).at(-1)!
    const isOver = ticks.some(tick => tick > Math.max(slot.ms, started) + patienceMs)
    if (isOver) expect([slot.date, claimedAt]).not.toEqual([slot.date, undefined])
    if (claimedAt !== undefined) expect(claimedAt >= slot.ms && claimedAt < until + 60_000).toBe(true)
  }
}

/** Ids of the papers that a message brings to its channel; details in a thread say them again. */
function broughtBy({ key, reply }: MemoryMessage): string[] {
  return reply.blocks.flatMap(block => {
    if (block.kind === 'select' && key.endsWith(':digest')) return block.choices.map(({ value }) => value)
    const button = block.kind === 'buttons' && /:paper-\d+$/.test(key) ? block.buttons[0] : undefined
    return button && 'command' in button ? [button.options['paper']!] : []
  })
}

/** What people see: no message twice, no paper twice in a channel, and all that was claimed but for what a day asleep made old. */
export async function expectSeenOnce(lapse: TimeLapse): Promise<void> {
  const keys = lapse.shown.map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  const seen = lapse.shown.flatMap(message => {
    const { thread: _thread, ...channel } = message.place
    return broughtBy(message).map(id => `${formatPlace(channel)} ${id}`)
  })
  expect(new Set(seen).size).toBe(seen.length)
  const claimed = await lapse.db
    .selectFrom('posted_papers as posted')
    .leftJoin('outbox', join =>
      join
        .onRef('outbox.subscription', '=', 'posted.subscription')
        .onRef('outbox.date', '=', 'posted.date')
        .on('outbox.for_log', '=', 'given up after a day'),
    )
    .select(['channel', 'paper', 'for_log'])
    .execute()
  const named = new Map(claimed.map(({ channel, paper, for_log }) => [`${channel} ${paper}`, for_log]))
  const wasSeen = new Set(seen)
  expect(seen.filter(one => !named.has(one))).toEqual([])
  expect([...named].filter(([one, givenUp]) => givenUp === null && !wasSeen.has(one))).toEqual([])
  expect(seen.length).toBeGreaterThan(0)
}

/** A slot without papers says nothing, or once that there was nothing for long. */
export function expectSilence({ papers, posts, note }: Slot): void {
  const { nothing } = noteSchema.parse(note)
  expect(nothing === undefined).toBe(papers.length > 0)
  const keys = posts.map(({ key }) => key)
  if (papers.length > 0) expect(keys.length).toBeGreaterThan(0)
  else expect(keys.filter(key => !key.endsWith(':silence'))).toEqual([])
}

/** Each complete list is covered once; one that isn't was left out, or came too late. */
export function expectEachListOnce(lists: readonly string[], claimed: readonly Slot[]): void {
  const notes = claimed.toReversed().map(({ note }) => noteSchema.parse(note))
  const covered = notes.flatMap(note => note.lists.map(({ date }) => date))
  expect(new Set(covered).size).toBe(covered.length)
  const { through, missing } = notes.at(-1)!.coverage
  const known = new Set([...covered, ...notes.flatMap(({ leftOut }) => leftOut), ...missing])
  const first = covered.toSorted()[0] ?? through
  expect(lists.filter(date => date > first && date <= through && !known.has(date))).toEqual([])
}

/** What `why` says agrees with what was stored. */
export async function expectExplained(
  lapse: TimeLapse,
  { subscription, date, papers }: Slot,
): Promise<number> {
  const situation = (await lapse.bot.digests.situationOf(subscription, date))!
  const ids = new Set(situation.lists.flatMap(list => list.papers.map(({ read }) => read.paper.id)))
  const taken = new Map(papers.map(({ id, receipt }) => [id, receiptSchema.parse(receipt)]))
  for (const id of new Set([...ids, ...taken.keys()])) {
    const verdict = explain(id, situation)
    const stored = taken.get(id)
    expect([id, verdict.kind === 'posted']).toEqual([id, stored !== undefined])
    if (verdict.kind !== 'posted' || !stored) continue
    const { of: _of, upvotes: _upvotes, ...now } = verdict.receipt
    const { of, upvotes: _then, ...then } = stored
    expect(now).toEqual(then)
    expect(of).toBeGreaterThanOrEqual(stored.place)
  }
  return ids.size
}
