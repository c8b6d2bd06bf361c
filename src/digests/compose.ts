/** What a subscription says for one date, as the messages that are to be sent. Pure. */
import { paperItem } from '../chat/paper-card.ts'
import type { Place } from '../chat/place.ts'
import type { ActionButton, Block, Reply } from '../chat/reply.ts'
import { joinRich, type RichText } from '../chat/rich-text.ts'
import type { Subscription } from '../channels/settings.ts'
import type { Post } from '../delivery/delivery.ts'
import { latexToText } from '../papers/latex.ts'
import type { Paper } from '../papers/paper.ts'
import { cutGraphemes } from '../papers/text.ts'
import type { Topic } from '../search/topic.ts'
import type { Choice } from './choose.ts'
import { detailsReply, eachPaper } from './compose-papers.ts'
import { headline, notes, type Shown, summaryOf } from './headline.ts'
import { limits } from './limits.ts'
import type { Receipt } from './receipt.ts'
import { shortDate, topicsInWords, withoutExclusions } from './words.ts'

/** What people can do with a digest: only commands that exist. */
export interface DigestActions {
  /** Beside each paper, the most useful first: `Discuss` is shown as `Discuss 1`. The option takes the paper's id. */
  readonly paper: readonly { readonly label: string; readonly command: string; readonly option: string }[]
  /** Answers privately with a paper's card. */
  readonly open: { readonly command: string; readonly option: string }
  /** Shows a whole list. */
  readonly list: { readonly command: string; readonly option: string }
  /** `Change`, `Get this privately`. */
  readonly more: readonly ActionButton[]
}

/** A digest before it is written. */
export interface Digest extends Shown {
  readonly subscription: Subscription
  readonly topics: readonly Topic[]
  readonly place: Place
  /** A forum holds only threads. */
  readonly isForum: boolean
  readonly choice: Choice
  readonly actions: DigestActions
}

/**
 * The posts, in the order in which they are to be sent; none when there is no paper. Their keys follow from
 * subscription, date and part alone, so that the same post made again is the same message.
 */
export function composeDigest(digest: Digest): Post[] {
  const { subscription, place, date, choice, isForum } = digest
  if (choice.papers.length === 0) return []
  const keyOf = (part: string): string => `${subscription.id}:${date}:${part}`
  // Direct messages have no threads.
  const form = place.person === undefined ? subscription.form : 'digest'
  if (form === 'each') return eachPaper(digest, keyOf)
  const key = keyOf('digest')
  const reply = digestReply(digest)
  const thread = { title: cutGraphemes(reply.summary, limits.threadTitleGraphemes), tags: subscription.tags }
  if (isForum) return [{ key, place, reply, thread }]
  if (form === 'digest') return [{ key, place, reply }]
  const details = { title: headlineTitle(digest), tags: [], under: key }
  return [
    { key, place, reply },
    { key: keyOf('thread'), place, reply: detailsReply(digest), thread: details },
  ]
}

/** A digest as one message. */
export function digestReply(digest: Digest): Reply {
  const { choice, actions, date } = digest
  const items = choice.papers.map(({ paper, receipt }, at) => {
    const item = paperItem({ paper: undated(paper), number: at + 1, today: date, buttons: [] })
    const facts = [...item.lines, ...reasonsOf(receipt, date)]
    return { ...item, lines: [joinRich(facts, ' · ')], buttons: paperButtons(paper, at + 1, actions) }
  })
  return {
    summary: summaryOf(digest),
    visibility: 'public',
    blocks: [
      { kind: 'heading', text: headline(digest) },
      ...notes(digest).map((text): Block => ({ kind: 'text', small: true, text: [text] })),
      { kind: 'papers', items },
      { kind: 'facts', small: true, facts: footer(digest) },
      opener(choice, actions),
      { kind: 'buttons', buttons: [...listButtons(digest), ...actions.more] },
    ],
  }
}
