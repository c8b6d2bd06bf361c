/** The card of a paper, for one person or for everybody, with what is known of it here. */
import type { CommandRequest } from '../../src/chat/command.ts'
import { paperCard } from '../../src/chat/paper-card.ts'
import type { Reply } from '../../src/chat/reply.ts'
import type { RichText } from '../../src/chat/rich-text.ts'
import type { Known } from '../../src/discussions/discussions.ts'
import { knownLine } from '../../src/discussions/words.ts'
import { latexToText } from '../../src/papers/latex.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Services } from '../services.ts'
import { cardButtons, sharedCardButtons } from './paper-actions.ts'
import { knownIn, sharedBy } from './paper-list.ts'

/** What the team thought of it, in one line; empty where nothing is known. */
export const teamLine = (known: Known | undefined, services: Services): RichText =>
  knownLine(known, message => services.places.linkTo(message))

/** @param replaces whether it takes the place of the card whose button was pressed */
export async function privateCard(
  paper: Paper,
  request: CommandRequest<unknown>,
  services: Services,
  { replaces, more = false }: { readonly replaces: boolean; readonly more?: boolean },
): Promise<Reply> {
  const known = (await services.discussions.knownTo([paper.id], request)).get(paper.id)
  const team = teamLine(known, services)
  const buttons = cardButtons(paper, known, more)
  return {
    summary: latexToText(paper.title),
    visibility: 'private',
    replaces,
    blocks: paperCard({ paper, team, buttons }),
  }
}

/** The card as everybody in the place sees it, with who shared it. */
export async function sharedCard(
  paper: Paper,
  request: CommandRequest<unknown>,
  services: Services,
): Promise<Reply> {
  const known = (await knownIn([paper.id], request, services, true)).get(paper.id)
  const team = teamLine(known, services)
  return {
    summary: latexToText(paper.title),
    visibility: 'public',
    blocks: [...paperCard({ paper, team, buttons: sharedCardButtons(paper) }), ...sharedBy(request.actor)],
  }
}
