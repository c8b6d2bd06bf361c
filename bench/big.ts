/** How does the engine search a million papers, and in how much memory? */
import { join } from 'node:path'
import type { Big } from './engines/big.ts'
import { inFolder, run } from './processes.ts'
import { table } from './table.ts'

const program = new URL('engines/big.ts', import.meta.url)

export function bigTable(): Promise<string> {
  return inFolder(async folder => {
    const file = join(folder, 'index')
    await run(program, ['make', file])
    const { output } = await run(program, ['search', file])
    const { openMs, coldMs, keywordsMs, sentencesMs, residentMb } = JSON.parse(output) as Big
    const columns = [
      'opens ms',
      'first time p50 ms',
      'p99 ms',
      'keywords p50 ms',
      'p99 ms',
      '25 words p50 ms',
      'p99 ms',
      'resident MB',
    ]
    const figures = [openMs, ...coldMs, ...keywordsMs, ...sentencesMs, residentMb]
    return table('1,000,000 papers made of real sentences', columns, [['Paperboy', ...figures]])
  })
}
