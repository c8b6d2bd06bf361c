/** Pages of papers: how many, which, and the buttons between them. */
import { z } from 'zod'
import type { ActionButton, Block } from '../../src/chat/reply.ts'
import { UserError } from '../../src/errors.ts'

export const papersPerPage = 5
/** Of them the first show the passage that answers the query. */
export const passagesPerPage = 3

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

interface Paged {
  readonly command: string
  /** Options of the command, without the page. */
  readonly options: Readonly<Record<string, string>>
  readonly page: number
  readonly total: number
  readonly perPage?: number
  /** Buttons beside the arrows. */
  readonly buttons?: readonly ActionButton[]
}

/** The arrows, where there is another page, and other buttons beside them. */
export function pager(paged: Paged): Block {
  const { command, options, page, total, perPage = papersPerPage, buttons = [] } = paged
  const to = (label: string, target: number): ActionButton => ({
    label,
    command,
    options: { ...options, page: String(target) },
  })
  return {
    kind: 'pager',
    ...(page > 1 && { previous: to('Previous', page - 1) }),
    ...(page * perPage < total && { next: to('Next', page + 1) }),
    buttons,
  }
}

/** @throws UserError `page.none` for a page behind the last one. */
export function requirePage(page: number, total: number, perPage = papersPerPage): void {
  const last = Math.max(1, Math.ceil(total / perPage))
  if (page > last)
    throw new UserError('page.none', `There is no page ${page}.`, { help: `The last one is page ${last}.` })
}

/** The place of a page's first entry, from 0. */
export function offsetOf(page: number, perPage = papersPerPage): number {
  return (page - 1) * perPage
}
