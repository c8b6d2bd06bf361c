/**
 * The calendar of Daily Papers lists. Dates are `YYYY-MM-DD`, instants ISO 8601 in UTC; a date that does not exist
 * throws a RangeError. Which papers a list holds never follows from a clock: Hugging Face is asked for the date.
 */
import { Temporal } from '@js-temporal/polyfill'
import { counted } from './text.ts'

/** The date of the first list; the API has none before it. */
export const firstListDate = '2023-05-04'

/** List D took papers until D+1 01:30 UTC in summer and 02:30 UTC in winter, as measured in 2025 and 2026. */
const closingTime = '02:30'

const months = 'January February March April May June July August September October November December'.split(
  ' ',
)
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')

/** Whether a list belongs to this date: weekdays since the first list. */
export function isListDay(date: string): boolean {
  const day = Temporal.PlainDate.from(date)
  return day.dayOfWeek <= 5 && Temporal.PlainDate.compare(day, firstListDate) >= 0
}

/** The instant from which the list of a date no longer grows. */
export function closesAt(date: string): string {
  return `${Temporal.PlainDate.from(date).add({ days: 1 }).toString()}T${closingTime}:00Z`
}

/** Whether a list fetched live at this instant was complete. */
export function mayBeClosed(date: string, fetchedAt: string): boolean {
  return Temporal.Instant.compare(fetchedAt, closesAt(date)) >= 0
}

/** The last list day before a date, or undefined when there was none. */
export function previousListDay(date: string): string | undefined {
  if (Temporal.PlainDate.compare(date, firstListDate) <= 0) return undefined
  return nearestWeekday(date, -1)
}

/** The first list day after a date. */
export function nextListDay(date: string): string {
  return Temporal.PlainDate.compare(date, firstListDate) < 0 ? firstListDate : nearestWeekday(date, 1)
}

/** The list days from `from` to `to`, both included, oldest first. */
export function listDaysBetween(from: string, to: string): string[] {
  const days: string[] = []
  let day = isListDay(from) ? from : nextListDay(from)
  while (Temporal.PlainDate.compare(day, to) <= 0) {
    days.push(day)
    day = nextListDay(day)
  }
  return days
}

/** `19 May 2025`; `20 Aug` in the year of `today`. */
export function formatDate(date: string, today?: string): string {
  const { year, month, day } = Temporal.PlainDate.from(date)
  const short = `${day} ${months[month - 1]!.slice(0, 3)}`
  return today && year === Temporal.PlainDate.from(today).year ? short : `${short} ${year}`
}

/** How long ago a date is, as one says it: `13 days`, `5 weeks`, `4 months`, `73 years`. */
export function ageInWords(date: string, today: string): string {
  const day = Temporal.PlainDate.from(date)
  const { years, months: more } = day.until(today, { largestUnit: 'year' })
  if (years >= 2) return counted(years, 'year')
  if (12 * years + more >= 2) return counted(12 * years + more, 'month')
  const { days } = day.until(today, { largestUnit: 'day' })
  return days < 14 ? counted(days, 'day') : counted(Math.floor(days / 7), 'week')
}

/** `Thursday 20 August`. */
export function formatListDate(date: string): string {
  const { month, day, dayOfWeek } = Temporal.PlainDate.from(date)
  return `${weekdays[dayOfWeek - 1]} ${day} ${months[month - 1]}`
}

/** `Monday 19 May 2025`; `Thursday 20 August` in the year of `today`. */
export function formatLongDate(date: string, today?: string): string {
  const { year } = Temporal.PlainDate.from(date)
  const long = formatListDate(date)
  return today && year === Temporal.PlainDate.from(today).year ? long : `${long} ${year}`
}

/**
 * What people type as the date of a list: `2026-08-20`, `2026/08/20`, `20 Aug`, `20 August 2026`, `Aug 20`, `today`,
 * `yesterday` or a weekday. Without a year, and for a weekday, it is the last such day up to `today`.
 * Undefined for anything else and for days that do not exist.
 */
export function parseDate(text: string, today: string): string | undefined {
  const now = Temporal.PlainDate.from(today)
  const words = text
    .toLowerCase()
    .replace(/[,.]/g, ' ')
    .replace(/\b(\d{1,2})(?:st|nd|rd|th)\b/g, '$1')
    .trim()
    .replace(/\s+/g, ' ')
  if (words === 'today') return now.toString()
  if (words === 'yesterday') return now.subtract({ days: 1 }).toString()
  return (parseNumbers(words) ?? parseMonth(words, now) ?? parseWeekday(words, now))?.toString()
}

function nearestWeekday(date: string, step: 1 | -1): string {
  let day = Temporal.PlainDate.from(date).add({ days: step })
  while (day.dayOfWeek > 5) day = day.add({ days: step })
  return day.toString()
}

function parseNumbers(words: string): Temporal.PlainDate | undefined {
  const found = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(words)
  return found ? existing(Number(found[1]), Number(found[3]), Number(found[4])) : undefined
}

function parseMonth(words: string, now: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const found =
    /^(?<day>\d{1,2}) (?<name>[a-z]{3,})(?: (?<year>\d{4}))?$/.exec(words) ??
    /^(?<name>[a-z]{3,}) (?<day>\d{1,2})(?: (?<year>\d{4}))?$/.exec(words)
  if (!found) return undefined
  const { day, name, year } = found.groups!
  const month = indexOfName(months, name!) + 1
  if (year) return existing(Number(year), month, Number(day))
  // Eight years reach back over the century years that are not leap years.
  const years = Array.from({ length: 9 }, (_, back) => now.year - back)
  return years
    .map(candidate => existing(candidate, month, Number(day)))
    .find(date => date && Temporal.PlainDate.compare(date, now) <= 0)
}

function parseWeekday(words: string, now: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const weekday = indexOfName(weekdays, words) + 1
  return weekday ? now.subtract({ days: (now.dayOfWeek - weekday + 7) % 7 }) : undefined
}

/** The place of a name that is written out or cut to at least three letters, or -1. */
function indexOfName(names: string[], typed: string): number {
  return typed.length < 3 ? -1 : names.findIndex(name => name.toLowerCase().startsWith(typed))
}

function existing(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined
  const date = Temporal.PlainDate.from({ year, month, day })
  return date.day === day ? date : undefined
}
