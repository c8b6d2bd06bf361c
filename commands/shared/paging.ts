/** Pages of papers: how many, which, and the buttons between them. */
import type { ActionButton, Block } from '../../src/chat/reply.ts'
import { UserError } from '../../src/errors.ts'

export const papersPerPage = 5
/** Of them the first show the passage that answers the query. */
export const passagesPerPage = 3

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

/**
 * The entries of a page, and the place of its first among all, from 0.
 *
 * @throws UserError `page.none` for a page behind the last one
 */
export function pageOf<T>(
  all: readonly T[],
  page: number,
  perPage = papersPerPage,
): { readonly shown: T[]; readonly first: number } {
  requirePage(page, all.length, perPage)
  const first = offsetOf(page, perPage)
  return { shown: all.slice(first, first + perPage), first }
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
