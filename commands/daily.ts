import { Temporal } from '@js-temporal/polyfill'
import { z } from 'zod'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import { joinRich, type RichText, rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import type { ListInfo } from '../src/library/library.ts'
import {
  ageInWords,
  firstListDate,
  formatDate,
  formatListDate,
  formatLongDate,
  isListDay,
  nextListDay,
  parseDate,
  previousListDay,
} from '../src/papers/calendar.ts'
import type { Paper } from '../src/papers/paper.ts'
import { counted } from '../src/papers/text.ts'
import { type Services, today } from './services.ts'
import { pageOption, shareOption } from './shared/options.ts'
import { pageOf, pager } from './shared/paging.ts'
import { paperList, sharedBy } from './shared/paper-list.ts'
import { libraryNotice, upstreamSilence } from './shared/texts.ts'

/** A newest list older than this is named as such: on a Monday, Friday's is three days old. */
const usualAgeDays = 3

const schema = z.object({
  date: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('such as 2026-08-20, 20 Aug, yesterday or Monday; the newest without it'),
  share: shareOption,
  page: pageOption,
})

type DailyRequest = CommandRequest<z.infer<typeof schema>>

interface List {
  readonly info: ListInfo
  readonly papers: readonly Paper[]
}

export const daily = defineCommand<Services, typeof schema>({
  name: 'daily',
  summary: "Show a day's list of Daily Papers, most upvotes first",
  options: schema,
  examples: ['daily', 'daily 2026-08-20', 'daily yesterday'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const date = request.options.date
      ? dateOf(request.options.date, today(services))
      : await newestDate(services)
    if (!isListDay(date)) return { reply: noListThatDay(date, services) }
    const list = await listOf(date, services)
    return { reply: list ? await listReply(request, list, services) : notInLibrary(date, services) }
  },
})

function dateOf(typed: string, now: string): string {
  const date = parseDate(typed, now)
  if (!date)
    throw new UserError('daily.date', `I don't know the date "${typed}".`, {
      help: 'Try 2026-08-20, 20 Aug or yesterday.',
    })
  if (date > now)
    throw new UserError('daily.future', `The list of ${formatDate(date, now)} is still to come.`, {
      help: 'Try: daily',
    })
  if (date < firstListDate)
    throw new UserError('daily.first', `Daily Papers began on ${formatDate(firstListDate, now)}.`, {
      help: `Try: daily ${firstListDate}`,
    })
  return date
}

async function newestDate({ library }: Services): Promise<string> {
  const newest = await library.newestList()
  if (newest) return newest.date
  throw new UserError('daily.none', 'No list is known yet: none has come from Hugging Face.', {
    help: 'Look at "status" for the reason, or name a date, as in: daily 2026-08-20',
  })
}

function noListThatDay(date: string, services: Services): Reply {
  const before = previousListDay(date)
  const buttons = before ? [listButton(before, services)] : []
  return notice(`There is no list on ${formatListDate(date)}: lists come Monday to Friday.`, { buttons })
}

function listButton(date: string, services: Services): ActionButton {
  return { label: formatLongDate(date, today(services)), command: 'daily', options: { date, page: '1' } }
}

/** From the library; from Hugging Face where the library lacks it. */
async function listOf(date: string, { library, upstream }: Services): Promise<List | undefined> {
  const known = await library.list(date)
  if (known) return known
  await upstream.list(date)
  return library.list(date)
}

function notInLibrary(date: string, services: Services): Reply {
  const missing = `The list of ${formatListDate(date)} is not in the library.`
  const silence = upstreamSilence(services)
  return silence ? notice(rich`${missing} ${silence}.`, { tone: 'warning' }) : notice(missing)
}

async function listReply(request: DailyRequest, list: List, services: Services): Promise<Reply> {
  const { page = 1, share } = request.options
  const { shown, first, last } = pageOf(list.papers, page)
  const { date } = list.info
  // What is shared stays, so its date has its year.
  const title = formatLongDate(date, share === 'yes' ? undefined : today(services))
  const heading = joinRich(
    [[{ bold: title }], [counted(list.papers.length, 'paper')], ...stateOf(list.info, request, services)],
    ' · ',
  )
  const others = await neighbours(date, services)
  if (list.papers.length === 0) return notice(`No papers were listed on ${title}.`, { buttons: others })
  const buttons = [...others, shareButton(date, page), ...(page === 1 ? [exportButton(date)] : [])]
  return {
    summary: `${title}: ${counted(list.papers.length, 'paper')}`,
    visibility: share === 'yes' ? 'public' : 'private',
    replaces: request.options.page !== undefined,
    blocks: [
      { kind: 'heading', text: heading },
      ...(await paperList(shown, { first: first + 1, request, services, isPublic: share === 'yes' })),
      ...(share === 'yes'
        ? sharedBy(request.actor)
        : [
            ...(page === 1 && !list.info.closed ? libraryNotice(services) : []),
            pager({ command: 'daily', options: { date }, page, last, buttons }),
          ]),
    ],
  }
}

/** Whether the list is complete, and how old when it was not asked for by date. */
function stateOf(
  { date, closed, fetchedAt }: ListInfo,
  request: DailyRequest,
  services: Services,
): RichText[] {
  const now = today(services)
  const ageDays = Temporal.PlainDate.from(date).until(now, { largestUnit: 'days' }).days
  const old = !request.options.date && ageDays > usualAgeDays
  return [
    ...(closed ? [['complete list']] : []),
    ...(!closed && fetchedAt
      ? [
          rich`${date === now ? 'today so far' : 'so far'}, as of ${{ moment: fetchedAt, show: 'date and time' }}`,
        ]
      : []),
    ...(old ? [[`the newest known, ${ageInWords(date, now)} old`]] : []),
  ]
}

async function neighbours(date: string, services: Services): Promise<ActionButton[]> {
  const previous = previousListDay(date)
  const newest = await services.library.newestList()
  const next = nextListDay(date)
  return [
    ...(previous ? [listButton(previous, services)] : []),
    ...(newest && next <= newest.date ? [listButton(next, services)] : []),
  ]
}

const shareButton = (date: string, page: number): ActionButton => ({
  label: 'Share',
  command: 'daily',
  options: { date, page: String(page), share: 'yes' },
})

/** On the first page, where there is room for it in one row. */
const exportButton = (date: string): ActionButton => ({ label: 'Export', command: 'cite', options: { date } })
