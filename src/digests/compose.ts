/** What a subscription says for one date, as the messages that are to be sent. Pure. */
import { paperItem } from '../chat/paper-card.ts'
import { smallText } from '../chat/replies.ts'
import type { Reply } from '../chat/reply.ts'
import { joinRich } from '../chat/rich-text.ts'
import type { Post } from '../delivery/delivery.ts'
import {
  type Digest,
  discussedOf,
  footer,
  isPersonal,
  lastRow,
  opener,
  paperButtons,
  reasonsOf,
  terse,
} from './digest.ts'
import { headline, listsInWords, notes, summaryOf, titleInWords } from './headline.ts'
import { detailsReply, eachPaper } from './paper-posts.ts'

/**
 * The posts, in the order in which they are to be sent; none when there is no paper. Their keys follow from
 * subscription, date and part alone, so that the same post made again is the same message. Direct messages always get
 * one message, for not all of them have threads.
 */
export function composeDigest(digest: Digest): Post[] {
  const { subscription, place, date, choice, isForum } = digest
  if (choice.papers.length === 0) return []
  const keyOf = (part: string): string => `${subscription.id}:${date}:${part}`
  const form = isPersonal(digest) ? 'digest' : subscription.form
  if (form === 'each') return eachPaper(digest, keyOf)
  const post = { key: keyOf('digest'), place, reply: digestReply(digest) }
  if (isForum) return [{ ...post, thread: { title: titleInWords(digest), tags: subscription.tags } }]
  if (form === 'digest') return [post]
  const thread = { title: listsInWords(digest), tags: [], under: post.key }
  return [post, { key: keyOf('thread'), place, reply: detailsReply(digest), thread }]
}

/** A digest as one message: two lines a paper, silent, and no word that isn't needed. */
export function digestReply(digest: Digest): Reply {
  const { choice, actions, date } = digest
  const items = choice.papers.map(({ paper, receipt }, at) => {
    const item = paperItem({
      paper: terse(paper),
      number: at + 1,
      team: [discussedOf(digest, paper)],
      buttons: [],
    })
    const facts = [...item.lines, ...reasonsOf(receipt, date)]
    return { ...item, lines: [joinRich(facts, ' · ')], buttons: paperButtons(paper, actions, at + 1) }
  })
  return {
    summary: summaryOf(digest),
    visibility: 'public',
    blocks: [
      { kind: 'heading', text: headline(digest) },
      ...notes(digest).map(smallText),
      { kind: 'papers', items },
      { kind: 'facts', small: true, facts: footer(digest) },
      opener(choice, actions),
      { kind: 'buttons', buttons: lastRow(digest) },
    ],
  }
}
