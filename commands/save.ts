import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import type { SaveResult, Saving } from '../src/discussions/discussions.ts'
import { latexToText } from '../src/papers/latex.ts'
import type { Paper } from '../src/papers/paper.ts'
import type { Services } from './services.ts'
import { privateCard } from './shared/card.ts'
import { onePaper } from './shared/one-paper.ts'
import { onCardOption, paperOption } from './shared/options.ts'
import { readingListButton, takeOffButton } from './shared/paper-actions.ts'

const schema = z.object({
  paper: paperOption,
  to: z
    .enum(['saved', 'reading', 'removed'])
    .optional()
    .describe('how it stands on the list; without it a button takes back what it did')
    .meta({ internal: true }),
  on: onCardOption,
})

export const save = defineCommand<Services, typeof schema>({
  name: 'save',
  summary: 'Put a paper on your reading list',
  options: schema,
  examples: ['save 2306.00978', 'save https://arxiv.org/abs/2306.00978'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { options, surface } = request
    const found = await onePaper(options.paper, request, services)
    if ('reply' in found) return found
    const { paper } = found
    const asked = options.to ?? (surface === 'button' ? 'toggled' : 'saved')
    const result = await services.discussions.save(paper.id, asked, request)
    if (options.on) return { reply: await privateCard(paper, request, services, { replaces: true }) }
    return { reply: { ...said(paper, result), replaces: options.to === 'removed' } }
  },
})

const sentences: Readonly<Record<Saving, readonly [changed: string, before: string]>> = {
  saved: ['Saved', 'On your reading list already'],
  reading: [
    'You will read it, and who may see this place sees that',
    'You said before that you will read it',
  ],
  removed: ['Removed from your reading list', 'Not on your reading list'],
}

function said(paper: Paper, { to, changed }: SaveResult): Reply {
  const [now, before] = sentences[to]
  const back: ActionButton =
    to === 'removed'
      ? { label: 'Save again', command: 'save', options: { paper: paper.id, to: 'saved' } }
      : takeOffButton(paper)
  return notice(rich`${changed ? now : before}: ${{ bold: latexToText(paper.title) }}`, {
    buttons: [readingListButton, back],
  })
}
