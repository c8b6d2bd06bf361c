import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { paperCard } from '../src/chat/paper-card.ts'
import type { ActionButton, Block, Reply } from '../src/chat/reply.ts'
import type { Actor } from '../src/chat/request.ts'
import { latexToText } from '../src/papers/latex.ts'
import type { Paper } from '../src/papers/paper.ts'
import { type Services, today } from './services.ts'
import { onePaper } from './shared/one-paper.ts'
import { shareOption } from './shared/paging.ts'
import { sharedBy } from './shared/paper-list.ts'

const schema = z.object({
  paper: z.string().trim().min(1).max(2000).describe('id, link or title').meta({ completes: 'papers' }),
  show: z.enum(['card', 'abstract']).optional().describe('the card, or the whole abstract'),
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
  visibility: 'private',
  surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home', 'link'],
  run: async ({ options, actor }, services) => {
    const found = await onePaper(options.paper, services)
    if ('reply' in found) return found
    return {
      reply: cardReply(found.paper, options.show, options.share === 'yes' ? actor : undefined, services),
    }
  },
})

function cardReply(
  shown: Paper,
  show: 'card' | 'abstract' | undefined,
  sharer: Actor | undefined,
  services: Services,
): Reply {
  const buttons = sharer ? [] : cardButtons(shown)
  const blocks =
    show === 'abstract' ? abstractBlocks(shown) : paperCard({ paper: shown, today: today(services), buttons })
  return {
    summary: latexToText(shown.title),
    visibility: sharer ? 'public' : 'private',
    replaces: show !== undefined,
    blocks: sharer ? [...blocks, ...sharedBy(sharer)] : blocks,
  }
}

function abstractBlocks({ id, title, abstract }: Paper): Block[] {
  return [
    { kind: 'heading', text: [{ bold: latexToText(title) }] },
    { kind: 'text', text: [latexToText(abstract) || 'No abstract is known.'] },
    { kind: 'buttons', buttons: [{ label: 'Card', command: 'paper', options: { paper: id, show: 'card' } }] },
  ]
}

function cardButtons({ id }: Paper): ActionButton[] {
  return [
    { label: 'Abstract', command: 'paper', options: { paper: id, show: 'abstract' } },
    { label: 'Similar', command: 'search', options: { query: `like:${id}` } },
    { label: 'Cite', command: 'cite', options: { paper: id } },
    { label: 'Share', command: 'paper', options: { paper: id, share: 'yes' } },
  ]
}
