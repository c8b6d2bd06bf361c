/** Dates, numbers and topics as digests write them. Pure. */
import type { Temporal } from '@js-temporal/polyfill'
import { formatDate, formatListDate } from '../papers/calendar.ts'
import { cutGraphemes, listed } from '../papers/text.ts'
import type { Correction } from '../search/reading/rewritten.ts'
import type { Topic } from '../search/topics/topic.ts'
import { limits } from './limits.ts'

/** `Mon 17 Aug`, in another year than `today` with it. */
export function shortDate(date: string, today: string): string {
  return `${formatListDate(date).slice(0, 3)} ${formatDate(date, today)}`
}

/** `Mon 24 Aug 09:00`, in a zone. */
export function localTime(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone)
  const date = local.toPlainDate().toString()
  return `${shortDate(date, date)} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** `Thursday 20 and Friday 21 August`; the month once where it is one. */
export function datesInWords(dates: readonly string[]): string {
  const month = dates[0]?.slice(0, 7)
  if (!dates.every(date => date.startsWith(month!))) return listed(dates.map(formatListDate))
  const days = dates.map((date, at) =>
    at === dates.length - 1 ? formatListDate(date) : formatListDate(date).replace(/ \D+$/, ''),
  )
  return listed(days)
}

/** `the list of Thursday 20 August`, `the lists of Thursday 20 and Friday 21 August`. */
export function theListsOf(dates: readonly string[]): string {
  return `the ${dates.length === 1 ? 'list' : 'lists'} of ${datesInWords(dates)}`
}

/** `Thursday's`, `Thursday's and Friday's`. */
export function weekdaysOf(dates: readonly string[]): string {
  return listed(dates.map(date => `${formatListDate(date).split(' ')[0]}’s`))
}

/** `Read "difusion" as diffusion, "modles" as models.` */
export function correctionsInWords(corrections: readonly Correction[]): string {
  return `Read ${corrections.map(({ typed, read }) => `"${typed}" as ${read}`).join(', ')}.`
}

/** `3.4 %`, `35 %` */
export function percent(share: number): string {
  const value = share * 100
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`
}

/** A topic as typed, but for what must not occur. */
export function withoutExclusions(typed: string): string {
  return typed.replace(/(?<!\S)-+(?:["“”„«»][^"“”„«»]*["“”„«»]|\S+)\s*/g, '').trim() || typed
}

/** `Topics: embodied, multi-agent` and `without: survey`, where that holds for all of them; else each as typed. */
export function topicsInWords(topics: readonly Topic[]): string[] {
  if (topics.length === 0) return []
  const excluded = topics.map(({ query }) => query.excluded)
  const without = new Set(excluded.map(words => words.join(', ')))
  const typed = topics.map(({ query: { text } }) => (without.size === 1 ? withoutExclusions(text) : text))
  const name = topics.length === 1 ? 'Topic' : 'Topics'
  return [
    cutGraphemes(`${name}: ${typed.join(', ')}`, limits.topicsGraphemes),
    ...(without.size === 1 && excluded[0]!.length > 0 ? [`without: ${excluded[0]!.join(', ')}`] : []),
  ]
}
