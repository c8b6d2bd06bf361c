import { Temporal } from '@js-temporal/polyfill'
import { test } from 'vitest'
import { createChannels } from '../../src/channels/channels.ts'
import { newSettings, newSubscription, settingsSchema } from '../../src/channels/settings.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
import { createDueTable } from '../../src/digests/due.ts'
import { createDigests } from '../../src/digests/runner.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { createStore } from '../../src/storage/store.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { ada } from '../channels/fixture.ts'
import { actions } from './actions.ts'
import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { jsonLines } from '../../src/library/import/json.ts'
import { randomOf, between, oneOf } from './time-lapse-made.ts'

test('x', { timeout: 200_000 }, async () => {
  let ms = Temporal.Instant.from('2026-08-20T00:00:00Z').epochMilliseconds
  const now = () => Temporal.Instant.fromEpochMilliseconds(ms)
  const log = createLog('error')
  const db = await openDatabase(temporaryFolder() + '/d', { readOnly: false })
  const library = await openLibrary({ db, readOnly: false, now, log })
  const byDate = new Map<string, any[]>()
  for await (const e of jsonLines.read(createReadStream('/work/shared/data/hf_daily.jsonl.gz').pipe(createGunzip()), 2026)) {
    if (!('paper' in e) || !e.paper.listDate || e.paper.listDate < '2026-08-01') continue
    byDate.set(e.paper.listDate, [...(byDate.get(e.paper.listDate) ?? []), e.paper])
  }
  ms = Temporal.Instant.from('2026-08-21T05:00:00Z').epochMilliseconds
  for (const [d, p] of byDate) if (d <= '2026-08-20') await library.putList(d, p, { fetchedAt: now().toString(), closed: true })
  console.log((await library.lists(2)))
  const store = createStore(db, { namespace: 'settings', schema: settingsSchema, onDamaged: () => {} })
  const random = randomOf(7)
  const topics = ['kv cache', 'speculative decoding', 'embodied -survey', 'agent', 'diffusion', 'video generation', 'robot', 'reasoning', 'multimodal', 'rl', 'alignment', 'speech', '3d', 'benchmark', 'agents "tool use"', 'quantization']
  const N = 10_000
  await db.transaction().execute(async t => {
    for (let i = 0; i < N; i++) {
      const place = { platform: 'memory', workspace: 'w', channel: 'c' + i }
      const s = { ...newSettings(place), subscriptions: [{ ...newSubscription({ id: 's' + i, zone: oneOf(random, ['Europe/Berlin', 'Africa/Cairo', 'Europe/Paris']), createdBy: ada, createdAt: new Date(Date.parse('2026-08-01') + i * 60000).toISOString() }), time: '09:00', topics: Array.from({ length: between(random, 0, 4) }, () => oneOf(random, topics)) }] }
      await t.insertInto('keyv').values({ namespace: 'settings', key: `memory:w:c${i}`, value: JSON.stringify({ value: s }), expires: null }).execute()
    }
  })
  const channels = createChannels({ store, now, onChange: async () => {} })
  console.log('first', (await channels.get({ platform: 'memory', workspace: 'w', channel: 'c1' })).subscriptions.length)
  const delivery = createDelivery({ db, platforms: new Map(), now, wait: async () => {}, log, onRefused: async () => {} })
  const digests = createDigests({ channels, due: createDueTable(db), delivery, library, now, cron: () => ({ destroy: () => {} }), log, actionsFor: () => actions, isForum: async () => false })
  let t = performance.now()
  await digests.start()
  await digests.tick()
  console.log('start', performance.now() - t)
  for (const [i, at] of ['2026-08-21T05:30:00Z', '2026-08-21T08:00:00Z', '2026-08-22T08:00:00Z', '2026-08-24T08:00:00Z'].entries()) {
    ms = Temporal.Instant.from(at).epochMilliseconds
    if (i === 3) for (const [d, p] of byDate) if (d > '2026-08-20') await library.putList(d, p, { fetchedAt: now().toString(), closed: true })
    const s = new Session(); s.connect(); await s.post('Profiler.enable'); if (i === 3) await s.post('Profiler.start')
    t = performance.now()
    const cpu = process.cpuUsage()
    await digests.tick()
    const c = process.cpuUsage(cpu)
    console.log(at, 'tick ms', performance.now() - t, 'cpu', (c.user + c.system) / 1000, await db.selectFrom('slots').select(e => e.fn.countAll().as('n')).executeTakeFirst(), await db.selectFrom('posted_papers').select(e => e.fn.countAll().as('n')).executeTakeFirst())
    if (i === 3) writeFileSync('/tmp/rn/b.cpuprofile', JSON.stringify((await s.post('Profiler.stop')).profile))
  }
  await db.destroy()
})
