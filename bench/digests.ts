/** How long does a tick take with 10,000 channels, and how large does a bot become in a year of daily posts? */
import type { Ticked } from './engines/ticks.ts'
import type { Grown } from './engines/year.ts'
import { type Ended, inFolder, run } from './processes.ts'
import { type Row, table } from './table.ts'

/** Days of the week on which each of 50 channels gets a post. */
const days = process.argv.includes('--full') ? 7 : 1

export async function digestsTables(): Promise<string> {
  const ticks = await measure('ticks')
  const { noneDueMs, due } = JSON.parse(ticks.output) as Ticked
  const year = await measure('year', String(days))
  const quarters = JSON.parse(year.output) as Grown[]
  return [
    table(
      '10,000 channels: none due, and all of them in one minute',
      ['none due p50 ms', 'p99 ms', 'all claimed s', 'CPU s', 'posts', 'peak MB'],
      [['a tick', ...noneDueMs, due.seconds, due.cpuSeconds, due.posts, ticks.peakMb]],
    ),
    table(
      `A year for 50 channels, ${days === 1 ? 'weekly' : 'daily'}: ${year.seconds.toFixed(0)} s`,
      ['heap MB', 'database MB', 'due dates'],
      quarters.map(
        ({ heapMb, databaseMb, slots }, at): Row => [`${3 * (at + 1)} months`, heapMb, databaseMb, slots],
      ),
    ),
  ].join('\n')
}

function measure(program: string, ...parameters: readonly string[]): Promise<Ended> {
  return inFolder(PAPERBOY_DATA =>
    run(new URL(`engines/${program}.ts`, import.meta.url), parameters, { env: { PAPERBOY_DATA } }),
  )
}
