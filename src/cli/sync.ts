/** `papers sync`: the lists that the library lacks, fetched from Hugging Face. */
import { clockOf, openForWriting, openSources } from '../compose.ts'
import type { Config } from '../config.ts'
import { PaperboyError, UserError } from '../errors.ts'
import { syncLists, type SyncReport } from '../library/sync.ts'
import type { Logger } from '../log.ts'
import { isoDate } from '../papers/paper.ts'
import { counted, grouped } from '../papers/text.ts'
import { showProgress } from './progress.ts'

export interface SyncFlags {
  readonly since?: string
}

/**
 * Stops at Ctrl-C with everything kept that was fetched.
 *
 * @throws UserError `sync.since` for a date that is none, PaperboyError `sync.failed` when no list could be fetched.
 */
export async function runSync(config: Config, log: Logger, { since }: SyncFlags): Promise<void> {
  if (since !== undefined && !isoDate.safeParse(since).success)
    throw new UserError('sync.since', `"${since}" is not a date.`, { help: 'Try: --since 2026-08-01' })
  const stopping = new AbortController()
  process.once('SIGINT', () =>
    stopping.abort(new UserError('sync.stopped', 'Stopped; what was fetched is kept.')),
  )
  const { library, answers, close } = await openForWriting(config, log)
  const progress = showProgress('lists')
  try {
    const report = await syncLists({
      library,
      source: openSources(config, answers).huggingFace,
      now: clockOf(config),
      signal: stopping.signal,
      onProgress: ({ done, total }) => progress.at(done / total, done),
      ...(since && { since }),
    })
    progress.stop()
    console.log(summary(report))
    if (report.lists === 0 && report.failed.length > 0)
      throw new PaperboyError('sync.failed', 'No list could be fetched.', {
        help: 'Run it again later; it goes on where it stopped.',
      })
  } finally {
    progress.stop()
    await close()
  }
}

function summary({ lists, added, changed, rejected, failed, left }: SyncReport): string {
  return [
    `${counted(lists, 'list')} fetched: ${counted(added, 'paper')} new, ${grouped(changed)} changed.`,
    ...(rejected > 0 ? [`Left out, because they could not be read: ${grouped(rejected)}.`] : []),
    ...failed.map(({ date, reason }) => `${date}: ${reason}`),
    ...(left > 0 ? [`Left for the next run: ${counted(left, 'list')}.`] : []),
  ].join('\n')
}
