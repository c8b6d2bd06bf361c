import type { Slot } from '../../src/digests/schedule.ts'
import type { Coverage, CoveredList, SlotLists } from '../../src/digests/slot-lists.ts'
import type { ListInfo } from '../../src/library/library.ts'
import { listDaysBetween } from '../../src/papers/calendar.ts'
import { at, timed } from './fixture.ts'

export const daily = { ...timed(), list: 'complete' as const }
export const weekly = { ...daily, days: [5] }
export const soFar = { ...daily, list: 'so far' as const, time: '18:00' }

/** The slot at 09:00 or, so far, 18:00 in Berlin. */
export const slot = (date: string, hour = '07'): Slot => ({ date, at: at(`${date}T${hour}:00:00Z`) })
export const evening = (date: string): Slot => slot(date, '16')
export const info = (date: string, papers = 20, closed = true): ListInfo => ({ date, papers, closed })
export const known = (from: string, to: string): ListInfo[] =>
  listDaysBetween(from, to).map(date => info(date))
export const without = (date: string, infos: ListInfo[]): ListInfo[] => infos.filter(one => one.date !== date)
export const coverage = (through: string, rest: Partial<Coverage> = {}): Coverage => ({
  through,
  missing: [],
  open: [],
  ...rest,
})
export const dates = ({ lists }: SlotLists): string[] => lists.map(({ date }) => date)
export const whole = (date: string, late = false): CoveredList => ({ date, part: 'complete', late })

export const august = known('2026-07-01', '2026-08-27')
