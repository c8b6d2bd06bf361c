/** The papers of a digest in full: all in one thread, or each in its own. Pure. */
import { paperCard } from '../chat/paper-card.ts'
import { smallText } from '../chat/replies.ts'
import type { Block, Reply } from '../chat/reply.ts'
import { joinRich, type RichText } from '../chat/rich-text.ts'
import type { MessageRef } from '../chat/platform.ts'
import type { Delivered, Post, Slot } from '../delivery/delivery.ts'
import { formatListDate } from '../papers/calendar.ts'
import { paperLinks } from '../papers/ids.ts'
import { type Digest, opener, paperButtons, reasonsOf, discussedOf, titleOf } from './digest.ts'
import { listsInWords } from './headline.ts'
import { limits } from './limits.ts'

type Chosen = Digest['choice']['papers'][number]

/** All papers with what is known of them, as the first message of a thread. */
export function detailsReply(digest: Digest): Reply {
  const { choice, actions } = digest
  const cards = choice.papers.map(({ paper }) =>
    compact(paperCard({ paper, team: discussedOf(digest, paper), buttons: [] })),
  )
  return {
    summary: `${listsInWords(digest)}: details`,
    visibility: 'public',
    blocks: [
      ...cards.flatMap((card, at): Block[] => (at === 0 ? card : [{ kind: 'divider' }, ...card])),
      opener(choice, actions),
    ],
  }
}

/** A forum's post for each paper; in a channel a message for each, with its thread. */
export function eachPaper(digest: Digest, keyOf: (part: string) => string): Post[] {
  const { subscription, place, choice, isForum } = digest
  return choice.papers.flatMap((chosen, at): Post[] => {
    const [key, reply] = [keyOf(`paper-${at + 1}`), cardReply(digest, chosen)]
    const title = titleOf(chosen.paper, limits.summaryTitleGraphemes)
    if (isForum) return [{ key, place, reply, thread: { title, tags: subscription.tags } }]
    const thread = { title, tags: [], under: key }
    return [
      { key, place, reply: parentReply(digest, chosen) },
      { key: keyOf(`thread-${at + 1}`), place, reply, thread },
    ]
  })
}

/** The thread that a paper of this slot has to itself, where it was posted so. */
export function threadOfPaper(
  { subscription, date, papers, posts }: Slot,
  paper: string,
): MessageRef | undefined {
  const number = papers.findIndex(({ id }) => id === paper) + 1
  const keys = ['thread', 'paper'].map(part => `${subscription}:${date}:${part}-${number}`)
  const sent = posts.flatMap(({ key, delivered }) =>
    keys.includes(key) && delivered.kind === 'sent' && delivered.message.thread ? [delivered.message] : [],
  )
  return sent[0]
}

/** What became of the messages in which the paper with this number stands. */
export function deliveredOfPaper({ posts }: Pick<Slot, 'posts'>, number: number): Delivered[] {
  const own = posts.filter(({ key }) => key.endsWith(`:paper-${number}`))
  return (own.length > 0 ? own : posts.slice(0, 1)).map(({ delivered }) => delivered)
}

/** The message in the channel that a paper's thread hangs on. */
function parentReply(digest: Digest, { paper, receipt }: Chosen): Reply {
  const title = titleOf(paper, limits.summaryTitleGraphemes)
  return {
    summary: `${listsInWords(digest)}: ${title}`,
    visibility: 'public',
    blocks: [
      { kind: 'heading', text: [{ link: paperLinks(paper).huggingface, text: title, bold: true }] },
      whyLine(digest, receipt, discussedOf(digest, paper)),
      { kind: 'buttons', buttons: [...paperButtons(paper, digest.actions), ...digest.actions.more] },
    ],
  }
}

function cardReply(digest: Digest, { paper, receipt }: Chosen): Reply {
  const own = paperButtons(paper, digest.actions)
  const buttons = digest.isForum ? [...own, ...digest.actions.more] : own
  const card = paperCard({ paper, team: discussedOf(digest, paper), buttons })
  return {
    summary: titleOf(paper, limits.summaryTitleGraphemes),
    visibility: 'public',
    blocks: digest.isForum ? [whyLine(digest, receipt), ...card] : card,
  }
}

function whyLine(digest: Digest, receipt: Chosen['receipt'], discussed: RichText = []): Block {
  const reasons = reasonsOf(receipt, digest.date)
  const isOneOfSeveral = digest.subscription.kind === 'lists' && digest.lists.length > 1
  const list = isOneOfSeveral ? formatListDate(receipt.list) : listsInWords(digest)
  return smallText(joinRich([[list], ...reasons, discussed], ' · '))
}

/** A card among others: no picture, all facts in one line. */
function compact(card: readonly Block[]): Block[] {
  const facts = card.flatMap((block): readonly RichText[] => (block.kind === 'facts' ? block.facts : []))
  return card.flatMap((block): Block[] => {
    if (block.kind === 'facts') return []
    if (block.kind !== 'heading') return [block]
    return [
      { kind: 'heading', text: block.text },
      { kind: 'facts', small: true, facts },
    ]
  })
}
