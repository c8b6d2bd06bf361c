import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import { rich } from '../src/chat/rich-text.ts'
import { latexToText } from '../src/papers/latex.ts'
import { counted } from '../src/papers/text.ts'
import type { Services } from './services.ts'
import { privateCard } from './shared/card.ts'
import { onePaper } from './shared/one-paper.ts'
import { onCardOption } from './shared/options.ts'

const schema = z.object({
  paper: z.string().min(1).max(2000).describe('id'),
  on: onCardOption,
})

/** Pressed again it is taken back. */
export const vote = defineCommand<Services, typeof schema>({
  name: 'vote',
  summary: 'Vote for a paper, or take the vote back',
  options: schema,
  examples: ['paper 2306.00978'],
  access: 'anyone',
  surfaces: ['button'],
  run: async (request, services) => {
    const found = await onePaper(request.options.paper, request, services)
    if ('reply' in found) return found
    const { paper } = found
    const { voted, votes } = await services.discussions.vote(paper.id, request)
    if (request.options.on) return { reply: await privateCard(paper, request, services, { replaces: true }) }
    const what = voted ? 'Your vote counts' : 'Your vote is taken back'
    const title = { bold: latexToText(paper.title) }
    return { reply: notice(rich`${what}: ${title}, ${counted(votes, 'vote')} of the team`) }
  },
})
