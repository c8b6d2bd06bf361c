/** `papers import`: files into the library. */
import { openForWriting } from '../compose.ts'
import type { Config } from '../config.ts'
import { explain } from '../errors.ts'
import type { Logger } from '../log.ts'
import { type ImportResult, importFile } from '../library/import/import-file.ts'
import { counted, grouped } from '../papers/text.ts'
import { showProgress } from './progress.ts'

/** Imports one file after the other; one that fails does not keep the rest out. @returns how many brought nothing. */
export async function runImport(config: Config, log: Logger, files: readonly string[]): Promise<number> {
  const { library, close } = await openForWriting(config, log)
  let failed = 0
  try {
    for (const file of files) {
      const progress = showProgress('papers')
      try {
        const result = await importFile(file, library, {
          onProgress: ({ read, share }) => progress.at(share, read),
        })
        progress.stop()
        console.log(`${file}: ${report(result)}`)
        if (result.read === 0 && result.rejectedCount > 0) failed += 1
      } catch (error) {
        progress.stop()
        failed += 1
        console.error(`${file}: ${explain(error)}`)
      }
    }
  } finally {
    await close()
  }
  console.log(`The library holds ${counted(library.size, 'paper')}.`)
  return failed
}

function report({
  format,
  counts,
  read,
  added,
  changed,
  unchanged,
  rejected,
  rejectedCount,
}: ImportResult): string {
  const sums = `${format}, ${counted(read, 'paper')} read: ${grouped(added)} new, ${grouped(changed)} changed, ${grouped(unchanged)} already known.`
  if (rejectedCount === 0) return sums
  const shown = rejected.map(({ position, reason }) => `  ${counts} ${position}: ${reason}`)
  const more =
    rejectedCount > rejected.length ? [`  and ${grouped(rejectedCount - rejected.length)} more`] : []
  return [`${sums} Left out: ${grouped(rejectedCount)}.`, ...shown, ...more].join('\n')
}
