/** A made year of fifty channels in twelve zones: the bot is up, away, restarted, refused, and people change their minds. */
import { expect, test } from 'vitest'
import { openLapse } from './open-lapse.ts'
import { createChecks } from './time-lapse-checks.ts'
import { editionsOf, madeChannels, madeLists, randomOf, words } from './time-lapse-made.ts'
import { play } from './time-lapse-play.ts'

const begin = '2026-01-01T00:00:00Z'
const end = '2027-01-01T00:00:00Z'

/** On a machine that does other things too. */
const patienceMs = 120_000

test(
  'each date once, each paper once a channel, nothing without a list, and every receipt agrees',
  async () => {
    const random = randomOf(2)
    const wishes = { topics: words, daysShares: [0, 0.2] }
    const channels = madeChannels(random, 50, { most: 1, begin, end, stays: false, ...wishes })
    const lapse = await openLapse(begin, editionsOf(random, madeLists(random, '2025-12-01', '2027-01-01')))
    const checks = createChecks(lapse, () => random() < 0.2)
    await play(lapse, { random, end, channels, wishes, looked: () => checks.looked() })
    const { slots, unsent, papers, explained } = await checks.over(
      channels.flatMap(({ subscriptions }) => subscriptions.map(({ id }) => id)),
    )
    expect(slots).toBeGreaterThan(400)
    expect(unsent).toBeGreaterThan(0)
    expect(papers).toBeGreaterThan(1500)
    expect(explained).toBeGreaterThan(2000)
  },
  patienceMs,
)
