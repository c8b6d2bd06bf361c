/** The sync of a running bot: at its start and every 30 minutes. */
import { schedule, type TaskOptions } from 'node-cron'
import type { Logger } from '../log.ts'
import { type SyncOptions, type SyncReport, syncLists } from './sync.ts'

export interface Syncer {
  /** Syncs now and every 30 minutes. */
  start(): void
  /** Stops what is running and waits for it. */
  stop(): Promise<void>
}

export interface SyncerOptions extends Pick<SyncOptions, 'library' | 'source' | 'now'> {
  readonly log: Logger
  /** What is done once the lists of a sync are there. Never rejects. */
  readonly afterwards?: (report: SyncReport, signal: AbortSignal) => Promise<void>
  /** Default: node-cron. */
  readonly cron?: (expression: string, wake: () => void, options: TaskOptions) => { destroy(): unknown }
}

/** Half past two, when lists close, is one of these times. */
const everyHalfHour = '*/30 * * * *'

/** The sync of a running bot. A run never begins while another one lasts. */
export function createSyncer(options: SyncerOptions): Syncer {
  const { library, source, now, log, afterwards, cron = schedule } = options
  const stopping = new AbortController()
  let running: Promise<void> | undefined
  let task: { destroy(): unknown } | undefined

  async function run(): Promise<void> {
    try {
      const report = await syncLists({ library, source, now, signal: stopping.signal })
      await afterwards?.(report, stopping.signal)
      log[report.failed.length > 0 ? 'warn' : 'info'](report, 'synced the lists')
    } catch (error) {
      if (!stopping.signal.aborted) log.error({ err: error }, 'could not sync the lists')
    } finally {
      running = undefined
    }
  }

  const wake = (): void => {
    running ??= run()
  }

  return {
    start() {
      // What a laptop slept through is made up for by the next wake, and nobody need be told.
      task = cron(everyHalfHour, wake, { suppressMissedWarning: true })
      wake()
    },
    async stop() {
      stopping.abort()
      await task?.destroy()
      await running
    },
  }
}
