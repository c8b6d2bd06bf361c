/** Lists of papers as commands show them: the items, what is known of them here, and who shared them. */
import type { CommandRequest } from '../../src/chat/command.ts'
import { paperItem } from '../../src/chat/paper-card.ts'
import { smallText } from '../../src/chat/replies.ts'
import type { ActionButton, Block } from '../../src/chat/reply.ts'
import type { Actor } from '../../src/chat/request.ts'
import type { RichText } from '../../src/chat/rich-text.ts'
import type { Known } from '../../src/discussions/discussions.ts'
import { knownFacts } from '../../src/discussions/words.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Services } from '../services.ts'
import { itemButtons, openButton } from './paper-actions.ts'

interface Listing {
  /** Number of the first. */
  readonly first: number
  readonly request: CommandRequest<unknown>
  readonly services: Services
  /** Whether everybody sees the list. Default: one person does. */
  readonly isPublic?: boolean
  /** What is said of a paper below its facts. */
  readonly passage?: (paper: Paper) => RichText
  /** What is known of the papers, where that is not to be looked up. */
  readonly known?: ReadonlyMap<string, Known>
  /** Beside opening the paper; the usual ones when left out. */
  readonly buttons?: (paper: Paper) => readonly ActionButton[]
}

/** The papers, numbered; no block when there are none. */
export async function paperList(papers: readonly Paper[], listing: Listing): Promise<Block[]> {
  const { first, request, services, isPublic = false, passage, buttons } = listing
  if (papers.length === 0) return []
  const ids = papers.map(({ id }) => id)
  if (isPublic) for (const id of ids) services.shown.first(request.place, id)
  const known = listing.known ?? (await knownIn(ids, request, services, isPublic))
  const items = papers.map((paper, at) => {
    const number = first + at
    const own = buttons?.(paper) ?? itemButtons(paper, isPublic ? 'public' : 'private')
    return paperItem({
      paper,
      number,
      team: knownFacts(known.get(paper.id)),
      ...(passage && { passage: passage(paper) }),
      buttons: [openButton(paper, number), ...own],
    })
  })
  return [{ kind: 'papers', items }]
}

/**
 * What may be said of papers where a message is shown. In public nothing that only one person's conversation with the bot
 * knows: it may be shown in another conversation of theirs, or in a server that the bot is no member of.
 */
export async function knownIn(
  papers: readonly string[],
  request: CommandRequest<unknown>,
  { discussions }: Services,
  isPublic: boolean,
): Promise<ReadonlyMap<string, Known>> {
  if (isPublic && request.place.person !== undefined) return new Map()
  return discussions.known(papers, request)
}

/** Under a shared answer, at its end: who made it, where that is known, and its removal. */
export function sharedBy({ id, name }: Actor): Block[] {
  return [
    smallText(name === undefined ? 'Shared' : `Shared by ${name}`),
    { kind: 'buttons', buttons: [{ label: 'Remove', command: 'remove', options: { by: id } }] },
  ]
}
