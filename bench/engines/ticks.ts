/** A program: ticks with 10,000 channels, none of which is due, and then all of them; on a database of its own. */
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { sql } from 'kysely'
import { createChannels } from '../../src/channels/channels.ts'
import { newSettings, newSubscription, settingsSchema } from '../../src/channels/settings.ts'
import { isWanted } from '../../src/channels/wanted.ts'
import { formatPlace } from '../../src/chat/place.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
import { createDueTable } from '../../src/digests/due.ts'
import { createDigests } from '../../src/digests/runner.ts'
import { createDiscussions } from '../../src/discussions/create-discussions.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { createStore } from '../../src/storage/store.ts'
import { actions } from '../../test/digests/actions.ts'
import { offline } from '../../test/discussions/offline.ts'
import { recordedLists } from '../../test/real/recorded-lists.ts'
import { collectionFile, keywordQueries } from '../data.ts'
import { percentile, timesMs } from '../timing.ts'

export interface Ticked {
  readonly noneDueMs: readonly [p50: number, p99: number]
  /** Of all of them. */
  readonly due: { readonly seconds: number; readonly cpuSeconds: number; readonly posts: number }
}

const channelCount = 10_000
const idleTicks = 1000

const folder = process.env['PAPERBOY_DATA']!
const log = createLog('error')
const db = await openDatabase(folder, { readOnly: false })
const store = createStore(db, { namespace: 'settings', schema: settingsSchema, onDamaged: () => {} })
let now = Temporal.Instant.from('2026-08-20T07:00:30Z')
const library = await openLibrary({
  db,
  snapshotFile: join(folder, 'search.index'),
  readOnly: false,
  now: () => now,
  log,
})
// What is prepared need not be safe.
await sql`pragma synchronous = off`.execute(db)
await prepare()
await sql`pragma synchronous = full`.execute(db)

const delivery = createDelivery({
  db,
  platforms: new Map(),
  now: () => now,
  wait: () => Promise.resolve(),
  log,
  isWanted,
  onRefused: async () => {},
})
const digests = createDigests({
  channels: createChannels({ store, now: () => now, onChange: async () => {} }),
  due: createDueTable(db),
  delivery,
  library,
  discussions: createDiscussions({
    ...offline(db, () => now),
    db,
    library,
    delivery,
    inspect: () => Promise.reject(new Error('Nobody is asked.')),
    linkTo: () => undefined,
    now: () => now,
    log,
  }),
  linkTo: () => undefined,
  now: () => now,
  cron: () => ({ destroy: () => {} }),
  log,
  actionsFor: () => actions,
})
await digests.start()
// Claims a first time, so that there is something to go on from, and that what is measured is compiled.
await digests.tick()
now = Temporal.Instant.from('2026-08-21T06:00:00Z')
const idle = await timesMs(Array.from({ length: idleTicks }), () => digests.tick())
const before = await messages()
now = Temporal.Instant.from('2026-08-21T07:00:30Z')
const [cpu, begun] = [process.cpuUsage(), performance.now()]
await digests.tick()
const seconds = (performance.now() - begun) / 1000
const { user, system } = process.cpuUsage(cpu)
const ticked: Ticked = {
  noneDueMs: [percentile(idle, 0.5), percentile(idle, 0.99)],
  due: { seconds, cpuSeconds: (user + system) / 1e6, posts: (await messages()) - before },
}
await digests.stop()
await library.close()
await db.destroy()
console.log(JSON.stringify(ticked))

async function messages(): Promise<number> {
  const row = db.selectFrom('outbox').select(message => message.fn.countAll<number>().as('count'))
  return (await row.executeTakeFirstOrThrow()).count
}

/** The last twenty lists; a third of the subscriptions has no topic, the others one or two, a fifth waits for upvotes. */
async function prepare(): Promise<void> {
  const lists = [...(await recordedLists(collectionFile('hf_daily')))].slice(-20)
  for (const [date, papers] of lists)
    await library.putList(date, papers, { fetchedAt: `${date}T23:00:00Z`, closed: date < '2026-08-21' })
  const topics = keywordQueries().map(({ text }) => text)
  for (let at = 0; at < channelCount; at++) {
    const settings = newSettings({ platform: 'none', workspace: 'W', channel: `C${at}` })
    const subscription = newSubscription(
      {
        id: `s${at}`,
        zone: 'Europe/Berlin',
        createdBy: { id: 'U', name: 'U' },
        createdAt: '2026-08-01T00:00:00Z',
      },
      {
        topics: Array.from({ length: at % 3 }, (_, nth) => topics[(7 * at + 31 * nth) % topics.length]!),
        ...(at % 5 === 0 && { upvotes: { least: 10, withinDays: 5 } }),
      },
    )
    await store.set(formatPlace(settings.place), { ...settings, subscriptions: [subscription] })
  }
}
