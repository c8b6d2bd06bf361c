/** Bringing the lists of the library up to date with their source. */
import type { Temporal } from '@js-temporal/polyfill'
import { explain, UserError } from '../errors.ts'
import { mayBeClosed } from '../papers/calendar.ts'
import type { CallOptions, ListSource } from '../sources/source.ts'
import { SourceError } from '../sources/source-error.ts'
import type { Library } from './library.ts'
import { limits } from './limits.ts'
import { planSync } from './sync-plan.ts'

export interface SyncOptions {
  readonly library: Pick<Library, 'lists' | 'list' | 'putList'>
  readonly source: ListSource
  readonly now: () => Temporal.Instant
  /** The first date wanted, `YYYY-MM-DD`. Default: see `planSync`. */
  readonly since?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: SyncProgress) => void
}

export interface SyncProgress {
  readonly date: string
  readonly done: number
  readonly total: number
}

export interface SyncReport {
  /** Lists that were fetched. */
  readonly lists: number
  /** Papers. */
  readonly added: number
  readonly changed: number
  /** Entries that could not be read. */
  readonly rejected: number
  readonly failed: readonly { readonly date: string; readonly reason: string }[]
  /** Lists left for the next time because the source asked for a pause, or is down. */
  readonly left: number
}

/**
 * Fetches the lists that are missing, open, or so new that their counts still change, and stores what they hold. What
 * is done is on disk, so that the next run goes on where this one stopped. A date that fails does not stop the others;
 * a source that asks for fewer calls, or is left alone after too many failures, does.
 *
 * @throws the reason of `signal` when it is aborted; faults of the database.
 */
export async function syncLists(options: SyncOptions): Promise<SyncReport> {
  const { library, source, now, since, signal, onProgress } = options
  const today = now().toString().slice(0, 10)
  const dates = planSync(await library.lists(limits.listsPlanned), today, since)
  const sum = { lists: 0, added: 0, changed: 0, rejected: 0 }
  const failed: { date: string; reason: string }[] = []
  for (const [done, date] of dates.entries()) {
    signal?.throwIfAborted()
    onProgress?.({ date, done, total: dates.length })
    try {
      const put = await fetchList(library, source, date, {
        deadlineMs: limits.listMs,
        ...(signal && { signal }),
      })
      sum.lists += 1
      sum.added += put.added
      sum.changed += put.changed
      sum.rejected += put.rejected
    } catch (error) {
      signal?.throwIfAborted()
      if (isNotYet(error, date, today)) continue
      if (!isUpstreams(error)) throw error
      failed.push({ date, reason: explain(error) })
      if (stopsAll(error)) return { ...sum, failed, left: dates.length - done - 1 }
    }
  }
  return { ...sum, failed, left: 0 }
}

/**
 * Fetches one list and stores it. Only what was fetched now counts, and only after the time at which lists stop growing
 * it closes the list. An empty list is recorded only as closed: before, it is a list that has not come yet.
 *
 * @throws SourceError when nothing could be fetched now, UserError `source.no-list`.
 */
export async function fetchList(
  library: Pick<Library, 'list' | 'putList'>,
  source: ListSource,
  date: string,
  options: CallOptions,
): Promise<{ added: number; changed: number; rejected: number }> {
  const { value, fetchedAt, fault } = await source.list(date, options)
  if (fault) throw fault
  const closed = mayBeClosed(date, fetchedAt)
  const known = await library.list(date)
  const isEmpty = value.papers.length === 0
  if (isEmpty && known && known.papers.length > 0)
    throw new SourceError('source.malformed', `The list of ${date} came empty, but has papers.`)
  const put =
    isEmpty && !closed
      ? { added: 0, changed: 0 }
      : await library.putList(date, value.papers, { fetchedAt, closed })
  return { added: put.added, changed: put.changed, rejected: value.rejected.length }
}

/** Today's list may not have begun where the source keeps its calendar. */
function isNotYet(error: unknown, date: string, today: string): boolean {
  return error instanceof UserError && error.code === 'source.no-list' && date === today
}

function isUpstreams(error: unknown): boolean {
  return error instanceof SourceError || (error instanceof UserError && error.code === 'source.no-list')
}

function stopsAll(error: unknown): boolean {
  return (
    error instanceof SourceError && (error.code === 'source.rate-limited' || error.code === 'source.down')
  )
}
