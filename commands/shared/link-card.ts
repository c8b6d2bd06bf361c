/** The card that a pasted link to a paper gets, where a channel wants that. */
import { Temporal } from '@js-temporal/polyfill'
import type { CommandRequest } from '../../src/chat/command.ts'
import { paperItem } from '../../src/chat/paper-card.ts'
import type { Place } from '../../src/chat/place.ts'
import { notice, smallText } from '../../src/chat/replies.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { parsePaperId } from '../../src/papers/ids.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Services } from '../services.ts'
import { teamLine } from './card.ts'
import { discussButton, saveButton } from './paper-actions.ts'

/** What was posted so long ago may get a card. */
const recently = { minutes: 30 }

/** A public card; or a private sentence that says why there is none, which platforms show to nobody. */
export async function linkCard(
  link: string,
  request: CommandRequest<unknown>,
  services: Services,
): Promise<Reply> {
  const { place, links } = await services.channels.get(request.place)
  if (links === 'off') return notice('Links that are pasted here get no cards.')
  const id = parsePaperId(link)?.id
  if (id === undefined) return notice('This link names no paper.')
  const isPosted = await wasPosted(id, place, services)
  const paper = isPosted ? undefined : await services.upstream.paper(id)
  if (!isPosted && !paper) return notice('Nobody knows this paper.')
  // Counted last: what could not be looked up was not shown.
  return paper && services.shown.first(place, paper.id)
    ? card(paper, request, services)
    : notice('This paper was shown here a moment ago.')
}

async function wasPosted(id: string, channel: Place, services: Services): Promise<boolean> {
  const since = services.now().subtract(recently)
  const posted = await services.delivery.posted(channel, [id])
  return posted.some(({ claimedAt }) => Temporal.Instant.compare(claimedAt, since) > 0)
}

/** Its title, its facts, and whether it was discussed: the link beside it leads to the rest. */
async function card(paper: Paper, request: CommandRequest<unknown>, services: Services): Promise<Reply> {
  const known = (await services.discussions.known([paper.id], request)).get(paper.id)
  const { title, url, lines } = paperItem({ paper, number: 1, buttons: [] })
  const small = [...lines, teamLine(known, services)].filter(line => line.length > 0)
  return {
    summary: title,
    visibility: 'public',
    blocks: [
      { kind: 'heading', text: [{ link: url, text: title, bold: true }] },
      ...small.map(smallText),
      {
        kind: 'buttons',
        buttons: [
          { label: 'Open', command: 'paper', options: { paper: paper.id } },
          discussButton(paper, 'public'),
          saveButton(paper),
        ],
      },
    ],
  }
}
