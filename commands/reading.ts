import { z } from 'zod'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import { joinRich, type RichText, rich } from '../src/chat/rich-text.ts'
import type { Known, ReadingEntry, ReadingList } from '../src/discussions/discussions.ts'
import type { Paper } from '../src/papers/paper.ts'
import { counted } from '../src/papers/text.ts'
import type { Services } from './services.ts'
import { pageOption } from './shared/options.ts'
import { lastPageOf, pageOf, pager } from './shared/paging.ts'
import { takeOffButton, verdictButton } from './shared/paper-actions.ts'
import { paperList } from './shared/paper-list.ts'
import { namesOf } from './shared/texts.ts'

const schema = z.object({
  show: z.enum(['mine', 'team', 'done']).default('mine').describe('whose list, or what was finished'),
  page: pageOption,
})

type ReadingRequest = CommandRequest<z.infer<typeof schema>>

export const reading = defineCommand<Services, typeof schema>({
  name: 'reading',
  summary: 'Show the reading list: yours, the team’s, or what was finished',
  options: schema,
  examples: ['reading', 'reading team', 'reading done'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { show, page = 1 } = request.options
    const entries = await services.discussions.reading(show, request)
    if (entries.length === 0) return { reply: emptyList(request) }
    // What is taken off may have been the last of its page.
    const there = Math.min(page, lastPageOf(entries.length))
    return { reply: await listReply(entries, there, request, services) }
  },
})

const titles: Readonly<Record<ReadingList, string>> = {
  mine: 'Your reading list',
  team: 'The team’s reading list',
  done: 'Finished here',
}

const emptiness: Readonly<Record<ReadingList, string>> = {
  mine: 'Your reading list is empty. Save, on any paper, puts it there.',
  team: 'Nobody has saved a paper here yet.',
  done: 'Nothing is finished here yet. A verdict on a paper finishes it.',
}

/** The other lists. */
const others = (shown: ReadingList): ActionButton[] =>
  [
    { label: 'Mine', show: 'mine' },
    { label: 'Team', show: 'team' },
    { label: 'Done', show: 'done' },
  ]
    .filter(({ show }) => show !== shown)
    .map(({ label, show }) => ({ label, command: 'reading', options: { show, page: '1' } }))

const emptyList = ({ options: { show, page } }: ReadingRequest): Reply => ({
  ...notice(emptiness[show], { buttons: others(show) }),
  replaces: page !== undefined,
})

async function listReply(
  entries: readonly ReadingEntry[],
  page: number,
  request: ReadingRequest,
  services: Services,
): Promise<Reply> {
  const { show } = request.options
  const { shown, first, last } = pageOf(entries, page)
  const papers = await services.library.many(shown.map(({ paper }) => paper))
  const ids = papers.map(({ id }) => id)
  const known = show === 'done' ? await services.discussions.known(ids, request) : new Map<string, Known>()
  const passage = ({ id }: Paper): RichText =>
    joinRich([peopleOf(shown.find(one => one.paper === id)!), verdictOn(known.get(id))], ' · ')
  const title = titles[show]
  const count = counted(entries.length, 'paper')
  return {
    summary: `${title}: ${count}`,
    visibility: 'private',
    replaces: request.options.page !== undefined,
    blocks: [
      { kind: 'heading', text: rich`${{ bold: title }} · ${count}` },
      ...(await paperList(papers, {
        first: first + 1,
        request,
        services,
        passage,
        ...(show === 'mine' && { buttons: ownButtons }),
      })),
      pager({ command: 'reading', options: { show }, page, last, buttons: others(show) }),
    ],
  }
}

const ownButtons = (paper: Paper): ActionButton[] => [verdictButton(paper), takeOffButton(paper)]

/** `Worth reading, code works` */
const verdictOn = ({ verdict }: Partial<Known> = {}): RichText =>
  verdict ? [[verdict.verdict, verdict.line].filter(Boolean).join(', ')] : []

/** `Ada, Grace, to be read`: who has it on their list; empty on one's own. */
function peopleOf({ people }: ReadingEntry): RichText {
  const all = namesOf(people)
  if (all === '') return []
  return [people.some(({ saved }) => saved === 'reading') ? `${all}, to be read` : all]
}
