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

/** Set by the buttons of a card, which is shown anew. */
export const onCardOption = z
  .enum(['card'])
  .optional()
  .describe('what its button stands on')
  .meta({ internal: true })
