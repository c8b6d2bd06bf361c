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
  /** The last page. */
  readonly last: number
  /** Buttons beside the arrows. */
  readonly buttons?: readonly ActionButton[]
}

/** The arrows, where there is another page, and other buttons beside them. */
export function pager({ command, options, page, last, buttons = [] }: Paged): Block {
  const to = (label: string, target: number): ActionButton => ({
    label,
    command,
    options: { ...options, page: String(target) },
  })
  return {
    kind: 'pager',
    ...(page > 1 && { previous: to('Previous', page - 1) }),
    ...(page < last && { next: to('Next', page + 1) }),
    buttons,
  }
}

/** A list of nothing has one page. */
export const lastPageOf = (total: number, perPage = papersPerPage): number =>
  Math.max(1, Math.ceil(total / perPage))

/** The place of a page's first entry, from 0. */
export const offsetOf = (page: number, perPage = papersPerPage): number => (page - 1) * perPage

/** @throws UserError `page.none` for a page behind the last one. */
export function requirePage(page: number, last: number): void {
  if (page > last)
    throw new UserError('page.none', `There is no page ${page}.`, { help: `The last one is page ${last}.` })
}

/**
 * The entries of a page, the place of its first among all, from 0, and the last page.
 *
 * @throws UserError `page.none` for a page behind the last one
 */
export function pageOf<T>(
  all: readonly T[],
  page: number,
  perPage = papersPerPage,
): { readonly shown: T[]; readonly first: number; readonly last: number } {
  const last = lastPageOf(all.length, perPage)
  requirePage(page, last)
  const first = offsetOf(page, perPage)
  return { shown: all.slice(first, first + perPage), first, last }
}
