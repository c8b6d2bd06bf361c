/** How long does the worst query take, and how long do people wait while a sync adds papers? */
import type { Busy } from './engines/busy.ts'
import type { Prepared } from './prepare.ts'
import { run } from './processes.ts'
import { table } from './table.ts'

/** Adds papers to the library. */
export async function busyTable({ collection, dataFolder }: Prepared): Promise<string> {
  const program = new URL('engines/busy.ts', import.meta.url)
  const { output } = await run(program, [collection], { env: { PAPERBOY_DATA: dataFolder } })
  const { coldWorstMs, worstMs, listAloneMs, listMs, searchMs } = JSON.parse(output) as Busy
  return table(
    'At its worst, everything included',
    ['p50 ms', 'p99 ms', 'max ms'],
    [
      ['1,000 searches, 16 at a time, while lists come', ...searchMs],
      ['a list of 50 papers meanwhile, until it is stored and found', ...listMs],
      ['a list of 50 papers alone', ...listAloneMs],
      ['the worst queries, each the first time', ...coldWorstMs],
      ['the worst queries again', ...worstMs],
    ],
  )
}
