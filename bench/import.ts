/** How long does it take until a file of papers is saved and searchable, and in how much memory? */
import type { Prepared } from './prepare.ts'
import { engineTitles, table } from './table.ts'

/** The whole process, from Node's start to its end. The peers check, merge and keep nothing but the index. */
export function importTable({ imported, engines }: Prepared): string {
  const peers = engines.filter(({ name }) => name !== 'paperboy')
  return table(
    'Import of the file, whole process',
    ['s', 'CPU s', 'peak MB'],
    [
      ['Paperboy', imported] as const,
      ...peers.map(({ name, built }) => [engineTitles[name], built] as const),
    ].map(([title, { seconds, cpuSeconds, peakMb }]) => [title, seconds, cpuSeconds, peakMb]),
  )
}
