/** How long does Paperboy take for each kind of question, everything included: search, papers, passages? */
import type { Prepared } from './prepare.ts'
import { run } from './processes.ts'
import { type Row, table } from './table.ts'

export async function findTable({ collection, dataFolder }: Prepared): Promise<string> {
  const program = new URL('engines/find.ts', import.meta.url)
  const { output } = await run(program, [collection], { env: { PAPERBOY_DATA: dataFolder } })
  return table('Paperboy, everything included', ['p50 ms', 'p99 ms', 'max ms'], JSON.parse(output) as Row[])
}
