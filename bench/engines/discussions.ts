/** A program: 10,000 discussions among 13,197 Daily Papers: what cards say of them, and `history`, from its first answer on. */
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import { sql } from 'kysely'
import { scopeOf } from '../../src/chat/place.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
import { createDiscussions } from '../../src/discussions/create-discussions.ts'
import type { Reader } from '../../src/discussions/discussions.ts'
import { type LibraryOptions, openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { offline } from '../../test/discussions/offline.ts'
import { recordedLists } from '../../test/real/recorded-lists.ts'
import { collectionFile, keywordQueries } from '../data.ts'
import { percentile, timesMs } from '../timing.ts'

export interface Discussed {
  /** Of the processor: what a busy machine takes as well. */
  readonly tenCardsMs: readonly [p50: number, p99: number, cpu: number]
  /** The longest that anything else had to wait meanwhile. */
  readonly firstHistory: { readonly ms: number; readonly heldUpMs: number }
  readonly historyMs: readonly [p50: number, p99: number, cpu: number]
  /** The same queries in the whole library, as many hits. */
  readonly libraryMs: readonly [p50: number, p99: number, cpu: number]
}

const discussions = 10_000
const cards = 10
const hits = 25
const today = '2026-08-22'
const now = (): Temporal.Instant => Temporal.Instant.from(`${today}T09:00:00Z`)
const place = { platform: 'none', workspace: 'W', channel: 'C1' }
const reader: Reader = {
  actor: { id: 'P1', name: 'Ada', manages: false },
  place,
  scope: scopeOf(place, 'public'),
}

const folder = process.env['PAPERBOY_DATA']!
const db = await openDatabase(folder, { readOnly: false })
const opening: LibraryOptions = {
  db,
  snapshotFile: join(folder, 'search.index'),
  readOnly: false,
  now,
  log: createLog('error'),
}
const ids = await prepare()
const library = await openLibrary(opening)
const team = createDiscussions({
  ...offline(db, now),
  db,
  library,
  delivery: createDelivery({
    db,
    platforms: new Map(),
    now,
    wait: () => Promise.resolve(),
    log: opening.log,
    isWanted: async () => true,
    onRefused: async () => {},
  }),
  inspect: () => Promise.reject(new Error('Nobody is asked.')),
  linkTo: () => undefined,
  now,
  log: opening.log,
})
const history = ({ text }: { readonly text: string }): Promise<unknown> =>
  team.history(parseQuery(text, today).query, reader)

const [first, ...queries] = keywordQueries()
const firstHistory = await heldUp(() => history(first!))
const shown = Array.from({ length: 1000 }, (_, at) =>
  Array.from({ length: cards }, (_card, nth) => ids[(at * 17 + nth * 331) % ids.length]!),
)
const decorate = (papers: readonly string[]): Promise<unknown> => team.knownTo(papers, reader)
// So that what is measured is compiled.
await timesMs(shown, decorate)
await timesMs(queries, history)
const discussed: Discussed = {
  tenCardsMs: await measured(shown, decorate),
  firstHistory,
  historyMs: await measured(queries, history),
  libraryMs: await measured(queries, ({ text }) => library.rank(parseQuery(text, today).query, hits)),
}
await library.close()
await db.destroy()
console.log(JSON.stringify(discussed))

async function measured<T>(
  inputs: readonly T[],
  work: (input: T) => unknown,
): Promise<Discussed['historyMs']> {
  const before = process.cpuUsage()
  const times = await timesMs(inputs, work)
  const { user, system } = process.cpuUsage(before)
  return [percentile(times, 0.5), percentile(times, 0.99), (user + system) / 1000 / inputs.length]
}

async function heldUp(work: () => Promise<unknown>): Promise<Discussed['firstHistory']> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  await wait(20)
  const [ms = 0] = await timesMs([work], one => one())
  await wait(20)
  delay.disable()
  return { ms, heldUpMs: delay.max / 1e6 }
}

/** All papers, and of the first of them a discussion each; every third has votes, every fifth is saved, every tenth judged in words of its title. */
async function prepare(): Promise<string[]> {
  const filled = await openLibrary(opening)
  for (const [date, papers] of await recordedLists(collectionFile('hf_daily')))
    await filled.putList(date, papers, { fetchedAt: `${date}T23:00:00Z`, closed: true })
  await filled.close()
  const at = now().epochMilliseconds
  await sql`insert into discussions (platform, workspace, scope, paper, generation, readers, channel, channel_name,
      forum, opened_by, opener, opened_at, message, state, replies, seen_at)
    select 'none', 'W', 'none:W', id, 1, 'none:W', 'none:W:C' || (rowid % 20), 'lab', 0, 'none:W:@P1', 'Ada', ${at},
      '{"place":"none:W:C1:T' || rowid || '","message":"m","thread":"none:W:C1:T' || rowid || '"}', 'open', 3, ${at}
    from papers order by id desc limit ${discussions}`.execute(db)
  for (const [kind, value, every] of [
    ['vote', 'yes', 3],
    ['save', 'saved', 5],
  ] as const)
    await sql`insert into marks (platform, workspace, scope, paper, person, name, kind, value, at)
      select 'none', 'W', 'none:W', paper, 'none:W:@P' || (id % 7), 'Ada', ${kind}, ${value}, ${at}
      from discussions where id % ${every} = 0`.execute(db)
  await sql`insert into verdicts (platform, workspace, scope, paper, person, name, verdict, line, at)
    select 'none', 'W', 'none:W', paper, 'none:W:@P2', 'Ada', 'Skim', substr(json_extract(record, '$.title'), 1, 60), ${at}
    from discussions join papers on papers.id = paper where discussions.id % 10 = 0`.execute(db)
  const rows = await db.selectFrom('discussions').select('paper').execute()
  return rows.map(({ paper }) => paper)
}
