/** How a person gets to a discussion that is there, and what they can do where it is of no use any more. */
import { withoutThread } from '../../src/chat/place.ts'
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
  const over = await isOver(discussion, services)
  const links = discussion.state === 'gone' ? [] : linkButtons(discussion, services)
  const buttons = over ? [...links, replaceButton(paper, discussion.id)] : links
  return notice(stateInWords(discussion, over), { buttons })
}

/** Whether nobody can answer there. A thread that is archived by itself is opened by writing; one whose channel is archived isn't. */
export async function isOver({ state, message }: Discussion, services: Services): Promise<boolean> {
  if (state !== 'archived') return state !== 'open'
  return (await inspected(withoutThread(message.place), services))?.state === 'archived'
}

function stateInWords(discussion: Discussion, over: boolean): RichText {
  const where = channelInWords(discussion)
  const there = rich`in ${where}${repliesOf(discussion)}.`
  switch (discussion.state) {
    case 'gone':
      return rich`The discussion in ${where} was deleted. Open a new one here?`
    case 'locked':
      return rich`The discussion ${there} It is locked, so nobody can answer. Open a new one here?`
    case 'archived':
      return over
        ? rich`The discussion ${there} That channel is archived. Open a new one here?`
        : rich`Already open ${there} It is archived: writing there opens it again.`
    case 'open':
  }
  return rich`Already open ${there}`
}
