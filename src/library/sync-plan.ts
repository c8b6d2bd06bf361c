/** Which lists a sync fetches. Pure. */
import { isListDay, listDaysBetween, previousListDay } from '../papers/calendar.ts'
import type { ListInfo } from './library.ts'
import { limits } from './limits.ts'

/**
 * The dates to fetch. First the newest lists, newest first: they are what people wait for, and their upvotes grow. Then,
 * oldest first, so that an interrupted run can go on, those not closed since `since`; by default since the newest list
 * known before them, which makes up for any time in which the bot did not run.
 */
export function planSync(known: readonly ListInfo[], today: string, since?: string): string[] {
  const recent: string[] = []
  for (
    let date = isListDay(today) ? today : previousListDay(today);
    date && recent.length < limits.listsRefreshed;
    date = previousListDay(date)
  )
    recent.push(date)
  const oldest = recent.at(-1)
  if (oldest === undefined) return []
  const from = since ?? known.find(list => list.date < oldest)?.date ?? oldest
  const closed = new Set(known.filter(list => list.closed).map(list => list.date))
  const open = known.filter(list => list.fetchedAt && !list.closed).map(list => list.date)
  const older = [...listDaysBetween(from, oldest), ...open].filter(date => date < oldest && !closed.has(date))
  return [...recent, ...[...new Set(older)].sort()]
}
