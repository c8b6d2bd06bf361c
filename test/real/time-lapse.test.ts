/** A year of recorded Daily Papers for 50 channels in 12 zones. Needs PAPERBOY_REAL_DATA. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { expect, test } from 'vitest'
import { jsonLines } from '../../src/library/import/json.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { editionsOf, madeChannels, randomOf } from '../digests/time-lapse-made.ts'
import { checkAll, playThrough } from '../digests/time-lapse-play.ts'

const topics = [
  'kv cache',
  'speculative decoding',
  'embodied -survey',
  'agent "tool use"',
  'video generation',
  'protein',
  'has:code quantization',
  'reasoning',
]

async function recordedLists(): Promise<Map<string, Paper[]>> {
  const file = createReadStream(join(process.env['PAPERBOY_REAL_DATA']!, 'hf_daily.jsonl.gz'))
  const lists = new Map<string, Paper[]>()
  for await (const entry of jsonLines.read(file.pipe(createGunzip()), 2026)) {
    if (!('paper' in entry) || entry.paper.listDate === undefined) continue
    const { listDate } = entry.paper
    if (listDate < '2025-08-01') continue
    lists.set(listDate, [...(lists.get(listDate) ?? []), { ...entry.paper, origin: 'huggingface' }])
  }
  return new Map([...lists].sort(([one], [other]) => (one < other ? -1 : 1)))
}

test('a year, posted once, on time and explained', { timeout: 300_000 }, async () => {
  const random = randomOf(2026)
  const lists = await recordedLists()
  const begin = performance.now()
  const channels = madeChannels(random, 50, { topics, daysShares: [0.1, 0.2] })
  const lapse = await playThrough({
    random,
    begin: '2025-08-21T00:00:00Z',
    end: '2026-08-21T00:00:00Z',
    editions: editionsOf(random, lists, [72]),
    channels,
    longestHop: 480,
  })
  const played = performance.now()
  const checked = await checkAll(lapse, channels, { lists, explained: 0.01, random })
  console.log({
    ...checked,
    lists: lists.size,
    messages: lapse.shown.length,
    playedMs: Math.round(played - begin),
    checkedMs: Math.round(performance.now() - played),
  })
  expect(checked.slots).toBeGreaterThan(3000)
})
