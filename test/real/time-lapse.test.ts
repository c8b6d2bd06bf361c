/** A year of the recorded lists, played for fifty channels in twelve zones; upvotes grow as made. Needs PAPERBOY_REAL_DATA. */
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openLapse } from '../digests/open-lapse.ts'
import { createChecks } from '../digests/time-lapse-checks.ts'
import { editionsOf, madeChannels, randomOf } from '../digests/time-lapse-made.ts'
import { play } from '../digests/time-lapse-play.ts'
import { recordedLists } from './recorded-lists.ts'
import { realData } from './folder.ts'

const begin = '2025-08-22T00:00:00Z'
const end = '2026-08-22T00:00:00Z'
const topics = [
  'agent -survey',
  '"diffusion model"',
  'kv cache',
  'multi-agent',
  'quantization',
  'reasoning upvotes:10',
  'robot',
  'speculative decoding',
  'speech',
  'video generation',
]

/** On a machine that does other things too. */
const patienceMs = 400_000

test(
  'each date once, each paper once a channel, nothing without a list, and every receipt agrees',
  async () => {
    const random = randomOf(3)
    const lists = await recordedLists(join(realData, 'hf_daily.jsonl.gz'))
    const played = new Map([...lists].filter(([date]) => date > '2025-07-01'))
    const wishes = { topics, daysShares: [0, 0.1, 0.3] }
    const channels = madeChannels(random, 50, { most: 1, begin, end, stays: true, ...wishes })
    const lapse = await openLapse(begin, editionsOf(random, played, [72]))
    const checks = createChecks(lapse, () => random() < 0.05)
    await play(lapse, { random, end, channels, wishes, looked: () => checks.looked() })
    const { slots, unsent, papers, explained } = await checks.over(
      channels.flatMap(({ subscriptions }) => subscriptions.map(({ id }) => id)),
    )
    expect(slots).toBeGreaterThan(2000)
    expect(unsent).toBeGreaterThan(0)
    expect(papers).toBeGreaterThan(6000)
    expect(explained).toBeGreaterThan(5000)
    const { rows } = await sql<{ bytes: number }>`
    select page_count * page_size as bytes from pragma_page_count, pragma_page_size`.execute(lapse.db)
    expect(rows[0]!.bytes).toBeLessThan(200_000_000)
  },
  patienceMs,
)
