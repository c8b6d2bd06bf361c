/** Forms where none can open by itself. Pure. */
import { notice } from './replies.ts'
import type { Answer } from './reply.ts'
import type { Request, Surface } from './request.ts'

/** What is only said opens nothing: Slack needs a press or a slash command for a form. */
const formless: ReadonlySet<Surface> = new Set(['mention', 'direct'])

/** The answer, or a button that asks for its form. */
export function withoutForm(answer: Answer, { surface, command, options }: Request): Answer {
  const form = answer.reply.blocks.find(({ kind }) => kind === 'form')
  if (form?.kind !== 'form' || !formless.has(surface)) return answer
  return {
    reply: notice(`${form.title}: this is filled in as a form.`, {
      buttons: [{ label: 'Open the form', command, options, style: 'primary' }],
    }),
  }
}
