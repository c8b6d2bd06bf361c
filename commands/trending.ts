import { Temporal } from '@js-temporal/polyfill'
import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import { formatDate } from '../src/papers/calendar.ts'
import { counted } from '../src/papers/text.ts'
import { type Services, today } from './services.ts'
import { offsetOf, pageOption, pager, papersPerPage, requirePage, shareOption } from './shared/paging.ts'
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
  examples: ['trending', 'trending month'],
  access: 'anyone',
  visibility: 'private',
  surfaces: ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { options, actor } = request
    const { period, page = 1, share } = options
    const newest = await services.library.newestList()
    if (!newest)
      throw new UserError('trending.none', 'No list is known yet, so nothing can be ranked.', {
        help: 'Try: search diffusion',
      })
    const since = Temporal.PlainDate.from(newest.date).subtract({ days: periodDays[period] }).toString()
    const top = await services.library.trending(since, mostShown)
    requirePage(page, top.length)
    const papers = top.slice(offsetOf(page), offsetOf(page) + papersPerPage).map(paper => ({ paper }))
    const days = [...new Set([since, newest.date])]
      .map(date => formatDate(date, today(services)))
      .join(' to ')
    const same = { period, page: String(page) }
    const shareButton = { label: 'Share', command: 'trending', options: { ...same, share: 'yes' } }
    return {
      reply: {
        summary: `Trending, ${days}: ${counted(top.length, 'paper')}`,
        visibility: share === 'yes' ? 'public' : 'private',
        replaces: options.page !== undefined,
        blocks: [
          { kind: 'heading', text: rich`${{ bold: 'Trending' }} · ${days} · most upvotes first` },
          ...(await paperList(papers, {
            first: offsetOf(page) + 1,
            request,
            services,
            isPublic: share === 'yes',
          })),
          ...(page === 1 ? libraryNotice(services) : []),
          ...(share === 'yes'
            ? sharedBy(actor)
            : [
                pager({
                  command: 'trending',
                  options: { period },
                  page,
                  total: top.length,
                  buttons: [shareButton],
                }),
              ]),
        ],
      },
    }
  },
})
