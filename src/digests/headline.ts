/** What stands above a digest: which lists it is made of, how many papers, and what is unusual about it. Pure. */
import { type RichText, rich } from '../chat/rich-text.ts'
import { formatDate } from '../papers/calendar.ts'
import { counted } from '../papers/text.ts'
import { type Digest, isPersonal, picking, titleOf } from './digest.ts'
import { limits } from './limits.ts'
import { datesInWords, shortDate } from './words.ts'

/** `Thursday 20 August`, `Thursday 20 August, today so far`, `Trending, 14 Aug to 20 Aug`. */
export function listsInWords({ subscription, lists, date }: Digest): string {
  const dates = lists.map(list => list.date)
  if (subscription.kind === 'trending') return ['Trending', ...periodOf(dates, date)].join(', ')
  const growing = lists.filter(({ part }) => part === 'so far').map(list => list.date)
  if (growing.length === 0) return datesInWords(dates)
  const whole = dates.filter(one => !growing.includes(one))
  if (whole.length > 0) return `${datesInWords(whole)}, and ${datesInWords(growing)} so far`
  return `${datesInWords(dates)}, ${dates.join() === date ? 'today so far' : 'so far'}`
}

/** **Thursday 20 August** · 21 on the list, 6 for this channel */
export function headline(digest: Digest): RichText {
  const { lists } = digest
  const listed = lists.reduce((sum, { papers }) => sum + papers, 0)
  const { best, count } = picking(digest)
  const whom = isPersonal(digest) ? 'you' : 'this channel'
  const picked = best ? `the best ${count}` : `${count} for ${whom}`
  const where = lists.length === 1 ? 'the list' : 'the lists'
  return rich`${{ bold: listsInWords(digest) }} · ${listed} on ${where}, ${picked}`
}

/** `Thursday 20 August: 6 papers` */
export function titleInWords(digest: Digest): string {
  return `${listsInWords(digest)}: ${counted(picking(digest).count, 'paper')}`
}

/** `Thursday 20 August: 6 papers for #lab, first: Zetta ζ…` */
export function summaryOf(digest: Digest): string {
  const { channelName, choice } = digest
  const whom = channelName === undefined ? '' : ` for #${channelName}`
  const first = titleOf(choice.papers[0]!.paper, limits.summaryTitleGraphemes)
  return `${titleInWords(digest)}${whom}, first: ${first}`
}

/** What a reader of every day's digest would wonder about. */
export function notes(digest: Digest): string[] {
  const { lists } = digest
  const late = lists.filter(list => list.late).map(list => list.date)
  const lateLists = late.length === 1 ? 'The list' : 'The lists'
  return [
    ...catchingUp(digest),
    ...leftOutNote(digest),
    ...(late.length === 0 ? [] : [`${lateLists} of ${datesInWords(late)} came late.`]),
  ]
}

export const catchingUp = ({ catchingUpSince, date }: Digest): string[] =>
  catchingUpSince === undefined
    ? []
    : [`Catching up: nothing was posted here since ${shortDate(catchingUpSince, date)}.`]

export const leftOutNote = ({ leftOut, date }: Digest): string[] =>
  leftOut.length === 0 ? [] : [`Left out: ${skipped(leftOut, date)}.`]

function skipped(dates: readonly string[], today: string): string {
  const [first, last] = [dates[0]!, dates.at(-1)!]
  if (dates.length <= limits.lists) return datesInWords(dates)
  return `${dates.length} lists, ${shortDate(first, today)} to ${shortDate(last, today)}`
}

function periodOf(dates: readonly string[], today: string): string[] {
  const ends = [...new Set([dates[0], dates.at(-1)])].filter(date => date !== undefined)
  return ends.length === 0 ? [] : [ends.map(date => formatDate(date, today)).join(' to ')]
}
