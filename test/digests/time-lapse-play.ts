/** Plays a time-lapse: ticks at any time, downtime of hours to weeks, restarts, answers that get lost. */
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Subscription } from '../../src/channels/settings.ts'
import { Temporal } from '@js-temporal/polyfill'
import { expect } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { type Edition, TimeLapse } from './time-lapse.ts'
import {
  expectEachListOnce,
  expectEachSlotOnce,
  expectExplained,
  expectSeenOnce,
  expectSilence,
} from './time-lapse-checks.ts'
import { between, oneOf, type Random } from './time-lapse-made.ts'

interface Play {
  readonly random: Random
  readonly begin: string
  readonly end: string
  readonly editions: readonly Edition[]
  /** Minutes between two looks at what is due. */
  readonly longestHop?: number
  readonly channels: readonly { readonly place: Place; readonly subscriptions: readonly Subscription[] }[]
}

/** Minutes. */
const hour = 60
const day = 24 * hour

export async function playThrough({
  random,
  begin,
  end,
  editions,
  channels,
  longestHop = 100,
}: Play): Promise<TimeLapse> {
  const lapse = await TimeLapse.open(begin, editions)
  await lapse.start()
  for (const { place, subscriptions } of channels) await lapse.subscribe(place, ...subscriptions)
  const endMs = Temporal.Instant.from(end).epochMilliseconds
  while (lapse.nowMs < endMs) {
    const fate = random()
    if (fate < 0.002) await sleep(lapse, random)
    else if (fate < 0.01) await restart(lapse)
    else if (fate < 0.05) loseAnswers(lapse, oneOf(random, channels).place)
    await lapse.advance(between(random, 1, longestHop))
  }
  lapse.platform.faults.clear()
  for (let minutes = 0; minutes < 5; minutes++) await lapse.advance(2)
  return lapse
}

async function sleep(lapse: TimeLapse, random: Random): Promise<void> {
  await lapse.stop()
  await lapse.advance(oneOf(random, [between(random, 2, 30) * hour, between(random, 2, 20) * day]))
  await lapse.start()
}

async function restart(lapse: TimeLapse): Promise<void> {
  await lapse.stop()
  await lapse.start()
}

/** What is posted there from now on gets there, but nobody is told; until somebody loses the answers of another place. */
function loseAnswers({ platform }: TimeLapse, place: Place): void {
  platform.faults.clear()
  platform.faults.set(formatPlace(place), 'dropped')
}

interface Checked {
  readonly lists: ReadonlyMap<string, readonly Paper[]>
  /** Share of the slots of which every paper is explained. */
  readonly explained: number
  readonly random: Random
}

export async function checkAll(
  lapse: TimeLapse,
  channels: Play['channels'],
  { lists, explained, random }: Checked,
): Promise<{ slots: number; explained: number }> {
  const sum = { slots: 0, explained: 0 }
  expect(lapse.errors).toEqual([])
  await expectSeenOnce(lapse)
  const whole = await listsInTime(lapse, lists)
  for (const subscription of channels.flatMap(channel => channel.subscriptions)) {
    const claimed = await lapse.bot.delivery.recent(subscription.id, 1000)
    expectEachSlotOnce(lapse, subscription, claimed)
    if (subscription.kind === 'lists' && subscription.list === 'complete') expectEachListOnce(whole, claimed)
    for (const slot of claimed) {
      expectSilence(slot)
      sum.slots++
      if (random() < explained) sum.explained += await expectExplained(lapse, slot)
    }
  }
  return sum
}

/** Lists that closed with papers, without those that came days late. */
async function listsInTime(lapse: TimeLapse, lists: Checked['lists']): Promise<string[]> {
  const inTime: string[] = []
  for (const { date, closed } of await lapse.bot.library.lists(1000)) {
    const [first] = [...(await lapse.bot.library.listed(date)).values()].sort()
    const latest = Temporal.PlainDate.from(date).add({ days: 3 }).toString()
    if (closed && lists.has(date) && first !== undefined && first < latest) inTime.push(date)
  }
  return inTime
}
