/** Options that several commands have. */
import { z } from 'zod'

/** The paper that a command is about, as people name it. */
export const paperOption = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .describe('id, link or title')
  .meta({ completes: 'papers' })

/** Only buttons fill it in, so it is neither registered nor shown; without it the list is a new one, at its first page. */
export const pageOption = z.coerce
  .number()
  .int()
  .min(1)
  .max(2000)
  .optional()
  .describe('page of the results')
  .meta({ internal: true })

/** Without it the answer is as visible as the place has set for what is typed. */
export const shareOption = z.enum(['yes', 'no']).optional().describe('show the answer to everyone here')

/** Set by the buttons of subscriptions in the person's direct messages, wherever they are pressed. */
export const meOption = z.enum(['yes']).optional().describe('in direct messages').meta({ internal: true })

/** The option again, for the next button. */
export const mineOf = ({ me }: { readonly me?: 'yes' | undefined }): Record<string, string> =>
  me ? { me } : {}

/** Set by the buttons of a card, which is shown anew. */
export const onCardOption = z
  .enum(['card'])
  .optional()
  .describe('what its button stands on')
  .meta({ internal: true })

/** Options that were checked, as they came. */
export function textsOf(options: Readonly<Record<string, unknown>>): Record<string, string> {
  const said = Object.entries(options).filter(([, value]) => value !== undefined)
  return Object.fromEntries(said.map(([name, value]) => [name, String(value)]))
}
