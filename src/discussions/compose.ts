/** What is said when a discussion is opened: one line in the channel, and the paper in full in the thread. Pure. */
import { paperInFull, paperItem } from '../chat/paper-card.ts'
import { parsePlace } from '../chat/place.ts'
import { smallText } from '../chat/replies.ts'
import type { ActionButton, Reply } from '../chat/reply.ts'
import { joinRich, plainText, type RichText, rich } from '../chat/rich-text.ts'
import type { Post } from '../delivery/delivery.ts'
import { readMessage } from '../delivery/stored.ts'
import { paperLinks, projectPageOf } from '../papers/ids.ts'
import { latexToText } from '../papers/latex.ts'
import type { Paper } from '../papers/paper.ts'
import { cutGraphemes } from '../papers/text.ts'
import { limits } from './limits.ts'
import type { FollowUpKind } from './follow-ups.ts'
import type { Stored } from './threads.ts'

/** What can be pressed in its messages. None of them is empty: posts are found by their buttons. */
export interface DiscussionActions {
  /** Below the line in the channel. */
  readonly parent: readonly ActionButton[]
  /** Below the paper in the thread. */
  readonly opener: readonly ActionButton[]
  /** Below a line about what has appeared of the paper. */
  readonly followUp: readonly ActionButton[]
}

/** A paper nearby that was discussed before. */
export interface DiscussedBefore {
  readonly paper: Paper
  /** ISO instant. */
  readonly openedAt: string
  /** Of its thread, where its platform has addresses. */
  readonly link?: string | undefined
}

interface Composed {
  readonly row: Pick<Stored, 'scope' | 'paper' | 'generation' | 'channel' | 'forum' | 'opener' | 'parent'>
  readonly paper: Paper
  readonly before: readonly DiscussedBefore[]
  readonly actions: DiscussionActions
}

/** In the order in which they are sent, the thread last. Their keys follow from scope, paper and generation alone. */
export function composeDiscussion(composed: Composed): [...Post[], Post] {
  const { row, paper } = composed
  const place = parsePlace(row.channel)
  const key = `discussion:${row.scope}:${row.paper}:${row.generation}`
  const title = cutGraphemes(latexToText(paper.title), limits.titleGraphemes)
  const thread = { key: `${key}:thread`, place, reply: openerReply(composed, title) }
  if (row.forum) return [{ ...thread, thread: { title, tags: [] } }]
  if (row.parent !== null) return [{ ...thread, thread: { title, tags: [], under: readMessage(row.parent) } }]
  return [
    { key, place, reply: parentReply(composed, title) },
    { ...thread, thread: { title, tags: [], under: key } },
  ]
}

function parentReply({ row, paper, actions }: Composed, title: string): Reply {
  const who = row.opener === null ? 'A discussion' : `${row.opener} opened a discussion`
  const link = { link: paperLinks(paper).huggingface, text: title, bold: true } as const
  const [facts = []] = paperItem({ paper, number: 1, buttons: [] }).lines
  return {
    summary: `${who}: ${title}`,
    visibility: 'public',
    blocks: [
      { kind: 'text', text: rich`${who}: ${link}` },
      ...(facts.length > 0 ? [smallText(facts)] : []),
      { kind: 'buttons', buttons: actions.parent },
    ],
  }
}

function openerReply({ paper, before, actions }: Composed, title: string): Reply {
  const notes = before.length > 0 ? [rich`Discussed here before: ${discussedBefore(before)}`] : []
  return {
    summary: title,
    visibility: 'public',
    blocks: [
      ...paperInFull(paper, { authors: limits.authors, notes }),
      { kind: 'buttons', buttons: actions.opener },
    ],
  }
}

/** What has appeared of a paper; undefined where nothing has. */
export function followUpReply(
  kind: FollowUpKind,
  paper: Paper,
  { followUp: buttons }: DiscussionActions,
): Reply | undefined {
  const { code } = paper
  const page = projectPageOf(paper)
  const stars: RichText = code?.stars ? [', ', { count: code.stars, of: 'stars' }] : []
  const text = {
    code: code && rich`There is ${{ link: code.url, text: 'code' }} for this paper now${stars}.`,
    page: page && rich`This paper has a ${{ link: page, text: 'project page' }} now.`,
  }[kind]
  if (!text) return undefined
  return {
    summary: plainText(text),
    visibility: 'public',
    blocks: [
      { kind: 'text', text },
      { kind: 'buttons', buttons },
    ],
  }
}

function discussedBefore(before: readonly DiscussedBefore[]): RichText {
  const named = before.map(({ paper, openedAt, link }): RichText => {
    const title = cutGraphemes(latexToText(paper.title), limits.nearbyTitleGraphemes)
    return rich`${link === undefined ? title : { link, text: title }} (${{ moment: openedAt, show: 'date' }})`
  })
  return joinRich(named, ' · ')
}
