/** What is known of a paper, in words. Pure. */
import type { MessageRef } from '../chat/platform.ts'
import { joinRich, type RichText, rich } from '../chat/rich-text.ts'
import { formatDate } from '../papers/calendar.ts'
import type { Discussion, Known, Verdict } from './discussions.ts'

export interface WordsContext {
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly linkTo: (message: MessageRef) => string | undefined
}

/** `#lab`, or `a channel`. */
export const channelInWords = ({ channelName }: Pick<Discussion, 'channelName'>): string =>
  channelName === undefined ? 'a channel' : `#${channelName}`

/** For one of a list: `discussed 12 May, 💬 14`, `team ▲ 3`. */
export function knownFacts(known: Known | undefined, today: string): RichText[] {
  if (!known) return []
  const { discussion, votes } = known
  return [
    ...(discussion ? [rich`discussed ${dateOf(discussion, today)}${repliesOf(discussion)}`] : []),
    ...(votes > 0 ? [rich`team ${{ count: votes, of: 'upvotes' }}`] : []),
  ]
}

/** For a card: `discussed in #lab, 21 Aug, 💬 14 · Verdict (Ada): Worth reading, code works`; empty where nothing is known. */
export function knownLine(known: Known | undefined, context: WordsContext): RichText {
  const { discussion, verdict } = known ?? {}
  return joinRich(
    [discussion ? discussedIn(discussion, context) : [], verdict ? verdictInWords(verdict) : []],
    ' · ',
  )
}

/** `discussed in #lab, 21 Aug, 💬 14`, where its platform has addresses with a link. */
export function discussedIn(discussion: Discussion, { today, linkTo }: WordsContext): RichText {
  const text = `discussed in ${channelInWords(discussion)}, ${dateOf(discussion, today)}`
  const link = linkTo(discussion.message)
  return rich`${link === undefined ? text : { link, text }}${repliesOf(discussion)}`
}

/** `Verdict (Ada): Worth reading, code works` */
export function verdictInWords({ verdict, line, name }: Verdict): RichText {
  return [`Verdict${name === undefined ? '' : ` (${name})`}: ${verdict}${line ? `, ${line}` : ''}`]
}

/** `, 💬 14`; nothing where nobody has answered. */
export const repliesOf = ({ replies }: Pick<Discussion, 'replies'>): RichText =>
  replies === 0 ? [] : [', ', { count: replies, of: 'replies' }]

const dateOf = ({ openedAt }: Discussion, today: string): string => formatDate(openedAt.slice(0, 10), today)
