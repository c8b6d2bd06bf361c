import { Temporal } from '@js-temporal/polyfill'
import { z } from 'zod'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import type { Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import { formatDate } from '../src/papers/calendar.ts'
import type { Paper } from '../src/papers/paper.ts'
import { counted } from '../src/papers/text.ts'
import { type Services, today } from './services.ts'
import { pageOption, shareOption } from './shared/options.ts'
import { pageOf, pager } from './shared/paging.ts'
import { paperList, sharedBy } from './shared/paper-list.ts'
import { libraryNotice } from './shared/texts.ts'

/** Days that each period looks back from the newest list. */
const periodDays = { day: 0, week: 6, month: 29 } as const
/** Papers that can be paged through. */
const mostShown = 50

const schema = z.object({
  period: z.enum(['day', 'week', 'month']).default('week').describe('how far back'),
  share: shareOption,
  page: pageOption,
})

export const trending = defineCommand<Services, typeof schema>({
  name: 'trending',
  summary: 'Show the papers with the most upvotes of a day, week or month',
  options: schema,
  examples: ['trending', 'trending period:month'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { period } = request.options
    const newest = await services.library.newestList()
    if (!newest)
      throw new UserError('trending.none', 'No list is known yet, so nothing can be ranked.', {
        help: 'Try: search diffusion',
      })
    const since = Temporal.PlainDate.from(newest.date).subtract({ days: periodDays[period] }).toString()
    const top = await services.library.trending(since, mostShown)
    // What is shared stays, so its dates have their year.
    const now = request.options.share === 'yes' ? undefined : today(services)
    const days = [...new Set([since, newest.date])].map(date => formatDate(date, now))
    return { reply: await listReply(top, days.join(' to '), request, services) }
  },
})

async function listReply(
  top: readonly Paper[],
  days: string,
  request: CommandRequest<z.infer<typeof schema>>,
  services: Services,
): Promise<Reply> {
  const { period, page = 1, share } = request.options
  const isPublic = share === 'yes'
  const { shown, first, last } = pageOf(top, page)
  const same = { period, page: String(page) }
  const buttons = [{ label: 'Share', command: 'trending', options: { ...same, share: 'yes' } }]
  return {
    summary: `Trending, ${days}: ${counted(top.length, 'paper')}`,
    visibility: isPublic ? 'public' : 'private',
    replaces: request.options.page !== undefined,
    blocks: [
      { kind: 'heading', text: rich`${{ bold: 'Trending' }} · ${days} · most upvotes first` },
      ...(await paperList(shown, { first: first + 1, request, services, isPublic })),
      ...(isPublic
        ? sharedBy(request.actor)
        : [
            ...(page === 1 ? libraryNotice(services) : []),
            pager({ command: 'trending', options: { period }, page, last, buttons }),
          ]),
    ],
  }
}
