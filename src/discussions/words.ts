/** What is known of a paper, in words. Pure. */
import type { MessageRef } from '../chat/platform.ts'
import { type Inline, joinRich, type RichText, rich } from '../chat/rich-text.ts'
import type { Discussion, Known, Verdict } from './discussions.ts'

/** Where a person opens a message; undefined where its platform has no addresses. */
export type LinkTo = (message: MessageRef) => string | undefined

/** `#lab`, or `a channel`. */
export const channelInWords = ({ channelName }: Pick<Discussion, 'channelName'>): string =>
  channelName === undefined ? 'a channel' : `#${channelName}`

/** For one of a list: `discussed 12 May 2026, 💬 14`, `team ▲ 3`. */
export function knownFacts(known: Known | undefined): RichText[] {
  if (!known) return []
  const { discussion, votes } = known
  return [
    ...(discussion ? [rich`discussed ${openedOn(discussion)}${repliesOf(discussion)}`] : []),
    ...(votes > 0 ? [rich`team ${{ count: votes, of: 'upvotes' }}`] : []),
  ]
}

/** For a card: `discussed in #lab, 21 Aug 2026, 💬 14 · Verdict (Ada): Worth reading, code works`; empty where nothing is known. */
export function knownLine(known: Known | undefined, linkTo: LinkTo): RichText {
  const { discussion, verdict } = known ?? {}
  return joinRich(
    [discussion ? discussedIn(discussion, linkTo) : [], verdict ? verdictInWords(verdict) : []],
    ' · ',
  )
}

/** `discussed in #lab, 21 Aug 2026, 💬 14`, where its platform has addresses with a link. */
export function discussedIn(discussion: Discussion, linkTo: LinkTo): RichText {
  const text = `discussed in ${channelInWords(discussion)}`
  const link = linkTo(discussion.message)
  const where = link === undefined ? text : { link, text }
  return rich`${where}, ${openedOn(discussion)}${repliesOf(discussion)}`
}

/** `Verdict (Ada): Worth reading, code works` */
export function verdictInWords({ verdict, line, name }: Verdict): RichText {
  return [`Verdict${name === undefined ? '' : ` (${name})`}: ${verdict}${line ? `, ${line}` : ''}`]
}

/** `, 💬 14`; nothing where nobody has answered. */
export const repliesOf = ({ replies }: Pick<Discussion, 'replies'>): RichText =>
  replies === 0 ? [] : [', ', { count: replies, of: 'replies' }]

/** A day is another one elsewhere, so each reader sees their own. */
const openedOn = ({ openedAt }: Discussion): Inline => ({ moment: openedAt, show: 'date' })
