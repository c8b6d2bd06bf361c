/** Times and days as people type them. Pure. */
import { Temporal } from '@js-temporal/polyfill'
import { UserError } from '../errors.ts'
import { closesAt } from '../papers/calendar.ts'
import { cutGraphemes, listed, oneLine } from '../papers/text.ts'
import { limits } from './limits.ts'

export const workdays: readonly number[] = [1, 2, 3, 4, 5]
const everyDay = [...workdays, 6, 7]
/** What "weekly" means where no day is named. */
export const weekly: readonly number[] = [5]

/** Lists close latest in winter. */
const winterDate = '2026-01-15'
const morning = Temporal.PlainTime.from('09:00')
const afternoon = Temporal.PlainTime.from('15:00')

const names = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const groups: ReadonlyMap<string, readonly number[]> = new Map([
  ['all', everyDay],
  ['daily', everyDay],
  ['day', everyDay],
  ['everyday', everyDay],
  ['weekday', workdays],
  ['weekdays', workdays],
  ['workday', workdays],
  ['workdays', workdays],
  ['weekend', [6, 7]],
  ['weekends', [6, 7]],
])
const fillers = new Set(['and', 'each', 'every', 'on', 'weekly'])

/**
 * The local time at which a new subscription posts: 09:00, and where lists close between 09:00 and 15:00 local time the
 * first half hour after closing in winter, so that the list of the day before has just been completed.
 */
export function defaultTime(zone: string): string {
  const closing = Temporal.Instant.from(closesAt(winterDate)).toZonedDateTimeISO(zone).toPlainTime()
  const late =
    Temporal.PlainTime.compare(closing, morning) >= 0 && Temporal.PlainTime.compare(closing, afternoon) < 0
  return late ? written(nextHalfHour(closing)) : written(morning)
}

/**
 * Reads `09:00`, `9`, `9.30`, `9h30`, `0930`, `9 am`, `9:30pm` as `HH:MM`.
 * @throws UserError `settings.time`
 */
export function parseTime(typed: string): string {
  const found =
    /^(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2}))?h?\s*(?:(?<half>[ap])\.?m\.?)?$/i.exec(typed.trim()) ??
    /^(?<hour>\d{2})(?<minute>\d{2})$/.exec(typed.trim())
  const { hour, minute = '00', half } = found?.groups ?? {}
  const hours = half ? hourOfHalf(Number(hour), half) : Number(hour ?? Number.NaN)
  if (!(hours <= 23 && Number(minute) <= 59)) throw unread('time', typed, 'Try 09:00.')
  return `${String(hours).padStart(2, '0')}:${minute}`
}

/**
 * Reads `weekdays`, `daily`, `Mon, Thu`, `Monday to Friday`, `weekends`, `weekly` (Friday) as ISO weekdays, 1 to 7,
 * in their order.
 * @throws UserError `settings.days`
 */
export function parseDays(typed: string): number[] {
  const words = typed
    .toLowerCase()
    .replace(/\s*(?:[-–—]|\b(?:to|through|until)\b)\s*/g, '-')
    .split(/[\s,;&+]+/)
    .filter(word => word !== '')
  const read = words.filter(word => !fillers.has(word)).map(daysOf)
  const days = read.length === 0 && words.includes('weekly') ? [weekly] : read
  if (days.length === 0 || days.some(some => some.length === 0))
    throw unread('days', typed, 'Try weekdays, daily, or Mon, Thu.')
  return [...new Set(days.flat())].sort((one, other) => one - other)
}

/** `every day`, `Monday to Friday`, `Monday and Thursday`: what `parseDays` reads. */
export function formatDays(days: readonly number[]): string {
  if (days.length === 7) return 'every day'
  if (days.join() === workdays.join()) return 'Monday to Friday'
  return listed(days.map(day => names[day - 1]!))
}

function daysOf(word: string): readonly number[] {
  const group = groups.get(word)
  if (group) return group
  const [first, last = first, ...rest] = word.split('-').map(dayOf)
  if (!first || !last || rest.length > 0) return []
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => ((first + step - 1) % 7) + 1)
}

/** 1 to 7, or 0. */
function dayOf(word: string): number {
  return word.length < 2 ? 0 : names.findIndex(name => `${name.toLowerCase()}s`.startsWith(word)) + 1
}

/** 0 to 23, or NaN. */
function hourOfHalf(hour: number, half: string): number {
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

const nextHalfHour = (time: Temporal.PlainTime): Temporal.PlainTime =>
  time.round({ smallestUnit: 'minute', roundingIncrement: 30, roundingMode: 'floor' }).add({ minutes: 30 })

const written = (time: Temporal.PlainTime): string => time.toString({ smallestUnit: 'minute' })

function unread(what: 'time' | 'days', typed: string, help: string): UserError {
  const shown = cutGraphemes(oneLine(typed), limits.shownGraphemes)
  return new UserError(`settings.${what}`, `I can't read the ${what} "${shown}".`, { help })
}
