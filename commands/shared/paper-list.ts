/** Lists of papers as commands show them: the items, their buttons, and who shared them. */
import { paperItem } from '../../src/chat/paper-card.ts'
import type { ActionButton, Block } from '../../src/chat/reply.ts'
import type { Actor } from '../../src/chat/request.ts'
import type { RichText } from '../../src/chat/rich-text.ts'
import type { Paper } from '../../src/papers/paper.ts'

interface Listed {
  readonly paper: Paper
  readonly passage?: RichText
}

/**
 * The papers, numbered from `first`; no block when there are none.
 *
 * @param today `YYYY-MM-DD`.
 */
export function paperList(papers: readonly Listed[], first: number, today: string): Block[] {
  const items = papers.map(({ paper, passage }, at) =>
    paperItem({
      paper,
      number: first + at,
      today,
      ...(passage && { passage }),
      buttons: itemButtons(paper, first + at),
    }),
  )
  return items.length > 0 ? [{ kind: 'papers', items }] : []
}

function itemButtons(paper: Paper, number: number): ActionButton[] {
  return [
    {
      label: `Open ${number}`,
      command: 'paper',
      options: { paper: paper.id },
      accessibleLabel: `Open ${paper.title}`,
    },
    {
      label: 'Similar',
      command: 'search',
      options: { query: `like:${paper.id}` },
      accessibleLabel: `Similar to ${paper.title}`,
    },
  ]
}

/** Under a shared answer, at its end: who made it, where that is known, and its removal. */
export function sharedBy({ id, name }: Actor): Block[] {
  return [
    { kind: 'text', small: true, text: [name === undefined ? 'Shared' : `Shared by ${name}`] },
    { kind: 'buttons', buttons: [{ label: 'Remove', command: 'remove', options: { by: id } }] },
  ]
}
