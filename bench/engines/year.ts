/** A program: lives through a year of lists for 50 channels, and tells after each quarter how large it has become. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { closesAt } from '../../src/papers/calendar.ts'
import { sql } from 'kysely'
import { openDatabase } from '../../src/storage/database.ts'
import { TimeLapse } from '../../test/digests/time-lapse.ts'
import { madeChannels, randomOf } from '../../test/digests/time-lapse-made.ts'
import { recordedLists } from '../../test/real/recorded-lists.ts'
import { collectionFile, keywordQueries } from '../data.ts'

/** After a quarter of a year. */
export interface Grown {
  readonly slots: number
  readonly heapMb: number
  readonly databaseMb: number
}

const begin = '2025-08-22T00:00:00Z'
const quarterMs = (365 / 4) * 24 * 3_600_000
/** A look comes this long after something is due. */
const lateMs = 60_000

const folder = process.env['PAPERBOY_DATA']!
/** Days of the week on which a subscription posts. */
const days = Number(process.argv[2])
const db = await openDatabase(folder, { readOnly: false })
await sql`pragma synchronous = off`.execute(db)
const random = randomOf(1)
const lists = new Map(
  [...(await recordedLists(collectionFile('hf_daily')))].filter(([date]) => date > '2025-07-01'),
)
const lapse = new TimeLapse({
  db,
  snapshotFile: join(folder, 'search.index'),
  begin,
  editions: [...lists].flatMap(([date, papers]) => [
    { date, papers: papers.slice(0, 5), closed: false, atMs: Date.parse(date) },
    { date, papers, closed: true, atMs: Date.parse(closesAt(date)) },
  ]),
})
await lapse.start()
// The library is as large from the beginning as at the end: what grows is of daily posts.
await lapse.bot.library.put([...lists.values()].flat())
const topics = keywordQueries().map(({ text }) => text)
const channels = madeChannels(random, 50, {
  most: 1,
  begin,
  end: begin,
  stays: true,
  topics: topics.slice(0, 20),
  daysShares: [days / 7],
})
for (const { place, subscriptions } of channels) await lapse.subscribe(place, ...subscriptions)
const grown: Grown[] = []
let slots = 0
for (let quarter = 1; quarter <= 4; quarter++) {
  const endMs = Date.parse(begin) + quarter * quarterMs
  while (lapse.nowMs < endMs) {
    await lapse.advance((Math.max(await lapse.nextMs(), lapse.nowMs) + lateMs - lapse.nowMs) / 60_000)
    slots += lapse.claimed.splice(0).length
    lapse.shown.splice(0)
    lapse.happened.splice(0)
  }
  grown.push(measure(slots))
}
await lapse.stop()
await db.destroy()
console.log(JSON.stringify(grown))

function measure(claimed: number): Grown {
  globalThis.gc!()
  const databaseMb = statSync(join(folder, 'paperboy.sqlite')).size / 2 ** 20
  return { slots: claimed, heapMb: process.memoryUsage().heapUsed / 2 ** 20, databaseMb }
}
