import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { smallText } from '../src/chat/replies.ts'
import type { Block } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import { findPaperIds } from '../src/papers/ids.ts'
import type { Paper } from '../src/papers/paper.ts'
import { counted } from '../src/papers/text.ts'
import type { Services } from './services.ts'
import { pageOption } from './shared/options.ts'
import { pageOf, pager } from './shared/paging.ts'
import { paperList } from './shared/paper-list.ts'

const schema = z.object({
  text: z.string().max(50_000).describe('a text with arXiv ids or links in it'),
  page: pageOption,
})

export const mentioned = defineCommand<Services, typeof schema>({
  name: 'mentioned',
  summary: 'Show every paper that a text names by its arXiv id or link',
  options: schema,
  examples: ['mentioned AWQ is 2306.00978', 'mentioned see arxiv.org/abs/2306.00978 and 2403.03507'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'message', 'mention', 'direct'],
  menu: 'Find papers here',
  run: async (request, services) => {
    const { options } = request
    const { text, page = 1 } = options
    const ids = findPaperIds(text).map(({ id }) => id)
    if (ids.length === 0)
      throw new UserError('mentioned.none', 'This text names no paper.', {
        help: 'An arXiv id or a link names one, as in: mentioned 2306.00978',
      })
    const { shown, first, last } = pageOf(ids, page)
    const { found, lacking } = await look(shown, services)
    const heading = `${counted(ids.length, 'paper')} mentioned`
    return {
      reply: {
        summary: heading,
        visibility: 'private',
        replaces: options.page !== undefined,
        blocks: [
          { kind: 'heading', text: [{ bold: heading }] },
          ...(await paperList(found, { first: first + 1, request, services })),
          ...lacking,
          pager({ command: 'mentioned', options: { text: ids.join(' ') }, page, last }),
        ],
      },
    }
  },
})

/** The papers that are known or could be fetched, and a line for each of the others. */
async function look(
  ids: readonly string[],
  { upstream }: Services,
): Promise<{ found: Paper[]; lacking: Block[] }> {
  const asked = await Promise.all(
    ids.map(id => upstream.paper(id).catch((error: unknown) => reasonOf(error))),
  )
  const found = asked.filter(answer => typeof answer === 'object')
  const lacking = asked.flatMap((answer, at): Block[] => {
    if (typeof answer === 'object') return []
    const text = answer === undefined ? rich`Nobody knows the paper ${ids[at]!}.` : [answer]
    return [smallText(text)]
  })
  return { found, lacking }
}

/** One paper that cannot be asked for doesn't hide the others. */
function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message
  throw error
}
