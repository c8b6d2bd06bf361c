import { Temporal } from '@js-temporal/polyfill'
import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import { formatDate } from '../src/papers/calendar.ts'
import { type Services, today } from './services.ts'
import { offsetOf, pageOption, pager, papersPerPage, shareOption } from './shared/paging.ts'
import { paperList, sharedBy } from './shared/paper-list.ts'
import { starterNotice, upstreamNotice } from './shared/texts.ts'

/** Days that each period looks back from the newest list. */
const periodDays = { day: 0, week: 6, month: 29 } as const
/** Papers that can be paged through. */
const mostShown = 50

const options = z.object({
  period: z.enum(['day', 'week', 'month']).default('week').describe('how far back'),
  share: shareOption,
  page: pageOption,
})

export const trending = defineCommand<Services, typeof options>({
  name: 'trending',
  summary: 'Show the papers with the most upvotes of a day, week or month',
  options,
  examples: ['trending', 'trending month'],
  access: 'anyone',
  visibility: 'private',
  surfaces: ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home'],
  run: async ({ options: { period, page, share }, actor }, services) => {
    const [newest] = await services.library.lists(1)
    if (!newest)
      throw new UserError('trending.none', 'No list is known yet, so nothing can be ranked.', {
        help: 'Try: search diffusion',
      })
    const since = Temporal.PlainDate.from(newest.date).subtract({ days: periodDays[period] }).toString()
    const top = await services.library.trending(since, mostShown)
    const title =
      period === 'day' ? `Trending on ${formatDate(since, today(services))}` : `Trending of a ${period}`
    const papers = top.slice(offsetOf(page), offsetOf(page) + papersPerPage).map(paper => ({ paper }))
    const span =
      period === 'day'
        ? ''
        : `${formatDate(since, today(services))} to ${formatDate(newest.date, today(services))}, `
    const same = { period, page: String(page) }
    const share_ = { label: 'Share', command: 'trending', options: { ...same, share: 'yes' } }
    return {
      reply: {
        summary: `${title}: ${top[0]?.title ?? 'no paper'}`,
        visibility: share ? 'public' : 'private',
        blocks: [
          { kind: 'heading', text: rich`${{ bold: title }} · ${span}most upvotes first` },
          ...paperList(papers, offsetOf(page) + 1, today(services)),
          ...starterNotice(services.library),
          ...upstreamNotice(services),
          share
            ? sharedBy(actor.name)
            : pager({ command: 'trending', options: { period }, page, total: top.length, buttons: [share_] }),
        ],
      },
    }
  },
})
