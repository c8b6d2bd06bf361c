import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import type { Reply } from '../src/chat/reply.ts'
import { latexToText } from '../src/papers/latex.ts'
import type { Paper } from '../src/papers/paper.ts'
import type { Services } from './services.ts'
import { privateCard, sharedCard } from './shared/card.ts'
import { linkCard } from './shared/link-card.ts'
import { onePaper } from './shared/one-paper.ts'
import { paperOption, shareOption } from './shared/options.ts'

const schema = z.object({
  paper: paperOption,
  show: z
    .enum(['card', 'abstract', 'more'])
    .optional()
    .describe('the card, the whole abstract, or the card with more to do'),
  share: shareOption,
})

export const paper = defineCommand<Services, typeof schema>({
  name: 'paper',
  summary: 'Show one paper, by its id, link or title',
  options: schema,
  examples: [
    'paper 2306.00978',
    'paper https://arxiv.org/abs/2306.00978v2',
    'paper AWQ: Activation-aware Weight Quantization',
  ],
  access: 'anyone',
  surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home', 'link'],
  run: async (request, services) => {
    const { options, surface } = request
    if (surface === 'link') return { reply: await linkCard(options.paper, request, services) }
    const found = await onePaper(options.paper, request, services)
    if ('reply' in found) return found
    const { paper: shown } = found
    if (options.show === 'abstract') return { reply: abstractReply(shown) }
    if (options.share === 'yes') {
      services.shown.first(request.place, shown.id)
      return { reply: await sharedCard(shown, request, services) }
    }
    const card = { replaces: options.show !== undefined, more: options.show === 'more' }
    return { reply: await privateCard(shown, request, services, card) }
  },
})

function abstractReply({ id, title, abstract }: Paper): Reply {
  return {
    summary: latexToText(title),
    visibility: 'private',
    replaces: true,
    blocks: [
      { kind: 'heading', text: [{ bold: latexToText(title) }] },
      { kind: 'text', text: [latexToText(abstract) || 'No abstract is known.'] },
      {
        kind: 'buttons',
        buttons: [{ label: 'Card', command: 'paper', options: { paper: id, show: 'card' } }],
      },
    ],
  }
}
