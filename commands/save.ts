import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { latexToText } from '../src/papers/latex.ts'
import type { Paper } from '../src/papers/paper.ts'
import type { Services } from './services.ts'
import { privateCard } from './shared/card.ts'
import { onePaper } from './shared/one-paper.ts'

const schema = z.object({
  paper: z.string().trim().min(1).max(2000).describe('id, link or title').meta({ completes: 'papers' }),
  to: z
    .enum(['saved', 'reading', 'removed'])
    .default('saved')
    .describe('how it stands on the list')
    .meta({ internal: true }),
  on: z.enum(['card']).optional().describe('what its button stands on').meta({ internal: true }),
})

type Where = z.infer<typeof schema>['to']

export const save = defineCommand<Services, typeof schema>({
  name: 'save',
  summary: 'Put a paper on your reading list',
  options: schema,
  examples: ['save 2306.00978', 'save https://arxiv.org/abs/2306.00978'],
  access: 'anyone',
  visibility: 'private',
  surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { options } = request
    const found = await onePaper(options.paper, request, services)
    if ('reply' in found) return found
    const { paper } = found
    const changed = await services.discussions.save(paper.id, options.to, request)
    if (options.on) return { reply: await privateCard(paper, request, services, { replaces: true }) }
    return { reply: { ...said(paper, options.to, changed), replaces: options.to === 'removed' } }
  },
})

const sentences: Readonly<Record<Where, readonly [changed: string, before: string]>> = {
  saved: ['Saved', 'On your reading list already'],
  reading: [
    'You will read it, and who may see this place sees that',
    'You said before that you will read it',
  ],
  removed: ['Removed from your reading list', 'Not on your reading list'],
}

function said(paper: Paper, to: Where, changed: boolean): Reply {
  const [now, before] = sentences[to]
  const back: ActionButton =
    to === 'removed'
      ? { label: 'Save again', command: 'save', options: { paper: paper.id } }
      : { label: 'Take it off', command: 'save', options: { paper: paper.id, to: 'removed' } }
  const list: ActionButton = { label: 'Reading list', command: 'reading', options: {} }
  return notice(rich`${changed ? now : before}: ${{ bold: latexToText(paper.title) }}`, {
    buttons: [list, back],
  })
}
