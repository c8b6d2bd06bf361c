/** How a person gets to a discussion that is there, and what they can do where it is of no use any more. */
import { notice } from '../../src/chat/replies.ts'
import type { ActionButton, Button, Reply } from '../../src/chat/reply.ts'
import { type RichText, rich } from '../../src/chat/rich-text.ts'
import type { Discussion } from '../../src/discussions/discussions.ts'
import { channelInWords, repliesOf } from '../../src/discussions/words.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Services } from '../services.ts'
import { inspected } from './preview.ts'

/** `[Go there]`, where its platform has addresses. */
export function linkButtons({ message }: Discussion, { places }: Services): Button[] {
  const url = places.linkTo(message)
  return url === undefined ? [] : [{ label: 'Go there', url }]
}

/** Opens another in place of one that is of no use any more. */
export const replaceButton = (paper: Paper, instead: number): ActionButton => ({
  label: 'Open a new one',
  command: 'discuss',
  options: { paper: paper.id, instead: String(instead), step: 'open' },
})

/** What is locked or deleted is replaced once somebody agrees to that. */
export async function leadTo(discussion: Discussion, paper: Paper, services: Services): Promise<Reply> {
  const { text, ended } = await stateInWords(discussion, services)
  const anew = replaceButton(paper, discussion.id)
  const links = discussion.state === 'gone' ? [] : linkButtons(discussion, services)
  return notice(text, { buttons: ended ? [...links, anew] : links })
}

async function stateInWords(
  discussion: Discussion,
  services: Services,
): Promise<{ readonly text: RichText; readonly ended: boolean }> {
  const where = channelInWords(discussion)
  const there = rich`in ${where}${repliesOf(discussion)}.`
  switch (discussion.state) {
    case 'gone':
      return { text: rich`The discussion in ${where} was deleted. Open a new one here?`, ended: true }
    case 'locked':
      return {
        text: rich`The discussion ${there} It is locked, so nobody can answer. Open a new one here?`,
        ended: true,
      }
    case 'archived':
      if (await isChannelArchived(discussion, services))
        return {
          text: rich`The discussion ${there} That channel is archived. Open a new one here?`,
          ended: true,
        }
      return { text: rich`Already open ${there} It is archived: writing there opens it again.`, ended: false }
    case 'open':
  }
  return { text: rich`Already open ${there}`, ended: false }
}

/** A thread that is archived by itself is opened by writing; one whose channel is archived isn't. */
async function isChannelArchived({ message }: Discussion, services: Services): Promise<boolean> {
  const { thread: _thread, ...channel } = message.place
  return (await inspected(channel, services))?.state === 'archived'
}
