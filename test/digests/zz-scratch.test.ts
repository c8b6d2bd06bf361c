import { test } from 'vitest'
import { Session } from 'node:inspector/promises'
import { editionsOf, madeChannels, madeLists, randomOf } from './time-lapse-made.ts'
import { checkAll, playThrough } from './time-lapse-play.ts'
import { writeFileSync } from 'node:fs'

test('x', { timeout: 100_000 }, async () => {
  const s = new Session(); s.connect(); await s.post('Profiler.enable'); await s.post('Profiler.start')
  const random = randomOf(1)
  const lists = madeLists(random, '2025-12-01', '2026-04-30')
  const channels = madeChannels(random, 12)
  const t0 = performance.now()
  const lapse = await playThrough({ random, begin: '2026-01-01T00:00:00Z', end: '2026-02-15T00:00:00Z', editions: editionsOf(random, lists), channels })
  console.log('play', performance.now() - t0, lapse.ticks.length)
  const { profile } = await s.post('Profiler.stop')
  writeFileSync('/tmp/rn/p.cpuprofile', JSON.stringify(profile))
  console.log(await lapse.bot.delivery.waiting(), lapse.platform.messages.length, lapse.errors.slice(0,3), await lapse.db.selectFrom('outbox').selectAll().where('due','is not',null).limit(5).execute(), await lapse.db.selectFrom('outbox').select(['state','for_log']).select(e=>e.fn.countAll().as('n')).groupBy(['state','for_log']).execute(), await lapse.db.selectFrom('pauses').selectAll().execute(), lapse.now().toString())
  const t1 = performance.now()
  try { console.log(await checkAll(lapse, channels, { lists, explained: 0.2, random })) } finally { console.log('check', performance.now() - t1) }
})
