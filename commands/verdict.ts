import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { Block, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { type Verdict, verdictNames } from '../src/discussions/discussions.ts'
import { limits } from '../src/discussions/limits.ts'
import { latexToText } from '../src/papers/latex.ts'
import type { Paper } from '../src/papers/paper.ts'
import type { Services } from './services.ts'
import { onePaper } from './shared/one-paper.ts'
import { readingListButton, verdictButton } from './shared/paper-actions.ts'

const schema = z.object({
  paper: z.string().min(1).max(2000).describe('id'),
  verdict: z.enum(verdictNames).optional().describe('what you think of it'),
  line: z.string().trim().max(1000).optional().describe('why, in one line'),
  show: z.enum(['all']).optional().describe('show what everybody here thought of it'),
})

/** Without a verdict it asks for one. */
export const verdict = defineCommand<Services, typeof schema>({
  name: 'verdict',
  summary: 'Say what you think of a paper, or see what others do',
  options: schema,
  examples: ['paper 2306.00978'],
  access: 'anyone',
  surfaces: ['button', 'form'],
  asks: ({ verdict: given, show }) => given === undefined && show === undefined,
  run: async (request, services) => {
    const { options } = request
    if (!options.verdict && !options.show) return { reply: verdictForm(options.paper) }
    const found = await onePaper(options.paper, request, services)
    if ('reply' in found) return found
    const { paper } = found
    if (options.verdict) {
      const { line } = options
      await services.discussions.judge(paper.id, { verdict: options.verdict, ...(line && { line }) }, request)
    }
    return { reply: allVerdicts(paper, await services.discussions.verdicts(paper.id, request)) }
  },
})

function verdictForm(paper: string): Reply {
  const title = 'Your verdict'
  return {
    summary: title,
    visibility: 'private',
    blocks: [
      {
        kind: 'form',
        title,
        command: 'verdict',
        options: { paper },
        fields: [
          {
            kind: 'choice',
            name: 'verdict',
            label: 'Verdict',
            choices: verdictNames.map(name => ({ label: name, value: name })),
            required: true,
          },
          {
            kind: 'text',
            name: 'line',
            label: 'Why, in one line',
            hint: 'such as: code works, ablations missing',
            maxLength: limits.lineGraphemes,
          },
        ],
        submit: 'Save',
      },
    ],
  }
}

function allVerdicts(paper: Paper, verdicts: readonly Verdict[]): Reply {
  const title = latexToText(paper.title)
  const buttons = [{ ...verdictButton(paper), label: 'Give a verdict' }, readingListButton]
  if (verdicts.length === 0) return notice(rich`No verdict yet: ${{ bold: title }}`, { buttons })
  return {
    summary: `Verdicts: ${title}`,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: rich`Verdicts: ${{ bold: title }}` },
      ...verdicts.slice(0, limits.verdictsShown).map(lineOf),
      { kind: 'buttons', buttons },
    ],
  }
}

function lineOf({ verdict: given, line, name, at }: Verdict): Block {
  const who = name === undefined ? '' : `${name}, `
  const why = line ? `, ${line}` : ''
  return {
    kind: 'text',
    text: rich`${{ bold: given }}${why} (${who}${{ moment: at, show: 'date' }})`,
  }
}
