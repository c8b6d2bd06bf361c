import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { paperCard } from '../src/chat/paper-card.ts'
import type { ActionButton, Block, Reply } from '../src/chat/reply.ts'
import type { Actor } from '../src/chat/request.ts'
import { UserError } from '../src/errors.ts'
import { isTitleId, parsePaperId } from '../src/papers/ids.ts'
import { latexToText } from '../src/papers/latex.ts'
import type { Paper } from '../src/papers/paper.ts'
import { normalizeTitle } from '../src/papers/text.ts'
import { plainQuery } from '../src/search/parse-query.ts'
import { type Services, today } from './services.ts'
import { shareOption } from './shared/paging.ts'
import { paperList, sharedBy } from './shared/paper-list.ts'

/** Papers that are offered when a title is not exactly one paper's. */
const candidates = 5

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
    const named = parsePaperId(options.paper)
    const found = named ? await byId(named.id, services) : await byTitle(options.paper, services)
    if (!Array.isArray(found))
      return { reply: cardReply(found, options.show, options.share === 'yes' ? actor : undefined, services) }
    return { reply: candidateReply(options.paper, found, services) }
  },
})

async function byId(id: string, { upstream }: Services): Promise<Paper> {
  const known = await upstream.paper(id)
  if (known) return known
  if (isTitleId(id)) throw new UserError('paper.unknown', `The library does not know the paper "${id}".`)
  const asked = ['the library', ...upstream.health().map(({ name }) => name)].join(' nor ')
  throw new UserError('paper.unknown', `Neither ${asked} knows the paper "${id}".`, {
    help: 'Check the id, as in: paper 2306.00978',
  })
}

/** The paper with this title, or those that come near. */
async function byTitle(title: string, { library }: Services): Promise<Paper | Paper[]> {
  const found = (await library.find(plainQuery(title), { limit: candidates })).papers.map(hit => hit.paper)
  const wanted = normalizeTitle(title)
  const exact = found.find(near => normalizeTitle(near.title) === wanted)
  return exact ?? (found.length === 1 ? found[0]! : found)
}

function candidateReply(typed: string, papers: readonly Paper[], services: Services): Reply {
  if (papers.length === 0)
    throw new UserError('paper.unknown', `No paper in the library has a title like "${typed}".`, {
      help: 'Try words of the abstract, as in: search kv cache quantization',
    })
  const sentence = `No paper is titled "${typed}". These come nearest:`
  return {
    summary: sentence,
    visibility: 'private',
    blocks: [
      { kind: 'notice', tone: 'info', text: [sentence] },
      ...paperList(
        papers.map(near => ({ paper: near })),
        1,
        today(services),
      ),
    ],
  }
}

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
    blocks: sharer ? [...blocks, sharedBy(sharer)] : blocks,
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
    { label: 'Share', command: 'paper', options: { paper: id, share: 'yes' } },
  ]
}
