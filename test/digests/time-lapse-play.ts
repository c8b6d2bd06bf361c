/** Plays a time-lapse: looks at any time, downtime, restarts, faults of the platform, people who change their minds. */
import { Temporal } from '@js-temporal/polyfill'
import { formatPlace } from '../../src/chat/place.ts'
import type { TimeLapse } from './time-lapse.ts'
import { between, changedOne, type MadeChannel, oneOf, type Random, type Wishes } from './time-lapse-made.ts'

interface Play {
  readonly random: Random
  readonly end: string
  readonly channels: readonly MadeChannel[]
  readonly wishes: Wishes
  /** After each look. */
  readonly looked: () => Promise<void>
}

/** With the channels that have subscriptions now. */
interface Playing extends Play {
  readonly here: Set<MadeChannel>
}

const hour = 60
const day = 24 * hour
/** Minutes between two looks at which something may be due, at most. */
const hops = [10, 100, 600]

/** What happens in a day, and how often. */
const chances: readonly [share: number, happens: (lapse: TimeLapse, playing: Playing) => Promise<void>][] = [
  [0.03, sleep],
  [0.03, restart],
  [0.3, loseAnswers],
  [0.06, forbid],
  [0.05, allow],
  [0.5, changeMind],
  [0.05, remove],
]

/** Until the end, and on until nothing is refused any more. */
export async function play(lapse: TimeLapse, how: Play): Promise<void> {
  const playing = { ...how, here: new Set<MadeChannel>() }
  const endMs = Temporal.Instant.from(how.end).epochMilliseconds
  while (lapse.nowMs < endMs) {
    const before = lapse.nowMs
    await comeAndGo(lapse, playing)
    await hop(lapse, how)
    const days = (lapse.nowMs - before) / (day * 60_000)
    for (const [share, happens] of chances) if (how.random() < share * days) await happens(lapse, playing)
  }
  while (lapse.platform.faults.size > 0) await allow(lapse, playing)
  await lapse.answered()
  await how.looked()
}

async function comeAndGo(lapse: TimeLapse, { channels, here }: Playing): Promise<void> {
  for (const channel of channels) {
    const { place, subscriptions, fromMs, untilMs } = channel
    const isWanted = fromMs <= lapse.nowMs && lapse.nowMs < untilMs
    if (isWanted === here.has(channel)) continue
    await lapse.subscribe(place, ...(isWanted ? subscriptions : []))
    if (isWanted) here.add(channel)
    else here.delete(channel)
  }
}

/** As if it looked each minute, without the looks that have nothing to see. */
async function hop(lapse: TimeLapse, { random, looked }: Play): Promise<void> {
  await lapse.answered()
  const nextMs = Math.max(await lapse.nextMs(), lapse.nowMs)
  await lapse.advance((nextMs - lapse.nowMs) / 60_000 + between(random, 1, oneOf(random, hops)))
  await looked()
}

/** For hours, perhaps in the middle of sending; or for weeks. */
async function sleep(lapse: TimeLapse, { random, looked }: Playing): Promise<void> {
  const isLong = random() < 0.5
  if (isLong) await lapse.answered()
  await lapse.stop()
  await lapse.advance(isLong ? between(random, 2, 20) * day : between(random, 2, 20) * hour)
  await lapse.start()
  await looked()
}

async function restart(lapse: TimeLapse, { looked }: Playing): Promise<void> {
  await lapse.stop()
  await lapse.start()
  await looked()
}

/** What is posted there from now on gets there, but nobody is told; until somebody loses the answers of another place. */
async function loseAnswers(
  { platform: { faults } }: TimeLapse,
  { random, channels }: Playing,
): Promise<void> {
  for (const [place, fault] of faults) if (fault === 'dropped') faults.delete(place)
  const place = formatPlace(oneOf(random, channels).place)
  if (!faults.has(place)) faults.set(place, 'dropped')
}

async function forbid({ platform: { faults } }: TimeLapse, { random, channels }: Playing): Promise<void> {
  faults.set(formatPlace(oneOf(random, channels).place), 'forbidden')
}

/** The place that has had a fault for the longest has it no more, and somebody resumes what was paused there. */
async function allow(lapse: TimeLapse, { channels }: Playing): Promise<void> {
  const { faults } = lapse.platform
  const [name] = faults.keys()
  const channel = channels.find(({ place }) => formatPlace(place) === name)
  if (!channel) return
  faults.delete(name!)
  for (const { id } of channel.subscriptions) if (await lapse.bot.delivery.pause(id)) await lapse.resume(id)
}

async function changeMind(lapse: TimeLapse, { random, here, wishes }: Playing): Promise<void> {
  if (here.size === 0) return
  await lapse.change(oneOf(random, [...here]).place, some => {
    const one = oneOf(random, some)
    return some.map(other => (other === one ? changedOne(random, one, wishes) : other))
  })
}

/** All of a channel's, for hours or days. */
async function remove(lapse: TimeLapse, { random, here, looked }: Playing): Promise<void> {
  if (here.size === 0) return
  await lapse.answered()
  const { place } = oneOf(random, [...here])
  const { subscriptions } = await lapse.bot.channels.get(place)
  await lapse.subscribe(place)
  await lapse.advance(between(random, 1, 3 * day))
  await looked()
  await lapse.subscribe(place, ...subscriptions)
  for (const { id } of subscriptions) await lapse.resume(id)
}
