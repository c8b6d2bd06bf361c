import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import { openDatabase } from '../../src/storage/database.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
const folder = mkdtempSync('/tmp/dlvb-')
const db = await openDatabase(folder, { readOnly: false })
let posted = 0
const delivery = createDelivery({ db, platforms: new Map([['m', {
  async post(place: any, reply: any, key: string) { posted++; await setTimeout(100); return { kind: 'sent' as const, message: { place, message: key } } },
  async openThread() { throw 1 }, async find() { return 'none' as const } }]]) as any,
  now: () => Temporal.Now.instant(), wait: (ms, signal) => setTimeout(ms, undefined, { signal }),
  log: { warn: console.warn, error: console.error } as any, onRefused: async () => {} })
const button = { label: 'Open 1', command: 'paper', options: { paper: '2608.00001' } }
const reply = (i: number) => ({ summary: 'x', visibility: 'public' as const, blocks: [{ kind: 'papers' as const, items: [1,2,3,4,5].map(n => ({ number: n, title: 'A title of a paper that is about this long, more or less', url: 'https://huggingface.co/papers/2608.0000' + n, lines: [['15 authors · ', { count: 92, of: 'upvotes' as const }, ' · topic: embodied']], buttons: [button, button] })) }] })
const mem = () => Math.round(process.memoryUsage().rss / 1e6)
const N = 10000
const claims = (date: string) => Array.from({ length: N }, (_, i) => { const channel = { platform: 'm', workspace: 'w', channel: 'c' + i }
  return { subscription: 's' + i, date, channel, papers: [1,2,3,4,5].map(n => ({ id: date + n, receipt: { topic: 'embodied', evidence: ['title'] } })), posts: [{ key: `s${i}:${date}`, place: channel, reply: reply(i) }] } })
console.log('rss before', mem())
for (const date of ['2026-08-20', '2026-08-21', '2026-08-22']) {
  posted = 0
  let t = performance.now()
  const started = date !== '2026-08-20'
  await Promise.all(claims(date).map(c => delivery.claim(c)))
  console.log(date, started ? 'claims while sending' : 'claims', Math.round(N / (performance.now() - t) * 1000), '/s, rss', mem(), 'sent meanwhile', posted)
  if (!started) await delivery.start()
  t = performance.now()
  const at = posted
  let peak = 0
  while ((await delivery.waiting()).waiting + (await delivery.waiting()).sending > 0) { peak = Math.max(peak, mem()); await setTimeout(500) }
  console.log('sent', Math.round((N - at) / (performance.now() - t) * 1000), '/s (100 ms a post, 32 at once: at most 320), rss peak', peak)
}
globalThis.gc?.()
let t = performance.now(); for (let i = 0; i < 100; i++) await delivery.recent('s5', 10); console.log('recent ms', (performance.now() - t) / 100)
t = performance.now(); for (let i = 0; i < 100; i++) await delivery.posted({ platform: 'm', workspace: 'w', channel: 'c7' }); console.log('posted ms', (performance.now() - t) / 100)
t = performance.now(); for (let i = 0; i < 100; i++) await delivery.waiting(); console.log('waiting ms', (performance.now() - t) / 100)
console.log('db MB', statSync(folder + '/paperboy.sqlite').size / 1e6, 'rss', mem())
await delivery.stop(); await db.destroy(); rmSync(folder, { recursive: true })
