/** A digest before it is written, and the parts that its messages share. Pure. */
import type { Subscription } from '../channels/settings.ts'
import type { Place } from '../chat/place.ts'
import type { ActionButton, Block } from '../chat/reply.ts'
import type { RichText } from '../chat/rich-text.ts'
import { latexToText } from '../papers/latex.ts'
import type { Paper } from '../papers/paper.ts'
import { cutWords, listed } from '../papers/text.ts'
import type { Topic } from '../search/topics/topic.ts'
import type { Choice } from './choose.ts'
import { limits } from './limits.ts'
import type { Receipt } from './receipt.ts'
import { foundInWords } from './sentence.ts'
import type { CoveredList } from './slot-lists.ts'
import { shortDate, topicsInWords, withoutExclusions } from './words.ts'

/** What people can do with a digest; an option takes a paper's id, or a list's date. */
export interface DigestActions {
  /** With each paper, the most useful first: `Discuss` is shown as `Discuss 1`. */
  readonly paper: readonly { readonly label: string; readonly command: string; readonly option: string }[]
  /** Answers privately with a paper's card. */
  readonly open: { readonly command: string; readonly option: string }
  /** Gives its papers to be cited; the option takes the date of the post. */
  readonly cite: ActionButton & { readonly option: string }
  /** Shows a whole list. */
  readonly list: { readonly command: string; readonly option: string }
  /** Below everything: `Change`, `Get this privately`. */
  readonly more: readonly ActionButton[]
  /** When it has found nothing for long. */
  readonly silent: readonly ActionButton[]
}

export interface Digest {
  readonly subscription: Subscription
  readonly topics: readonly Topic[]
  /** Local date of the post, `YYYY-MM-DD`. */
  readonly date: string
  /** Oldest first, each with how many papers are on it. */
  readonly lists: readonly (CoveredList & { readonly papers: number })[]
  /** Lists that are never posted because there are too many. */
  readonly leftOut: readonly string[]
  /** After downtime or a pause: the date of the last post. */
  readonly catchingUpSince?: string
  readonly choice: Choice
  /** In words, by the ids of the papers: where they were discussed, as far as everybody there may know. */
  readonly discussed: ReadonlyMap<string, RichText>
  readonly place: Place
  /** It holds only threads. */
  readonly isForum: boolean
  /** Without `#`, where it is known. */
  readonly channelName?: string
  readonly actions: DigestActions
}

export const isPersonal = ({ place }: Digest): boolean => place.person !== undefined

/** How the papers were picked from the lists. `best`: by upvotes alone. */
export function picking({ subscription, topics, choice }: Digest): { best: boolean; count: number } {
  const best = topics.length === 0 && !subscription.upvotes
  return { best, count: choice.papers.length + (best ? 0 : choice.more) }
}

/** Why a paper is in this digest, as short facts. */
export function reasonsOf({ topic, late, waitedFor, list }: Receipt, today: string): RichText[] {
  return [
    topic ? [`topic: ${withoutExclusions(topic.text)}`] : [],
    saidOtherwise(topic),
    late ? ['joined the list late'] : [],
    waitedFor === undefined
      ? []
      : ['reached ', { count: waitedFor, of: 'upvotes' }, `, from ${shortDate(list, today)}`],
  ]
}

/** Without what nobody chooses by: the heading says the date, and a comment is most often the submitter's own. */
export function terse({
  published: _published,
  listDate: _listDate,
  comments: _comments,
  ...paper
}: Paper): Paper {
  return paper
}

/** Where a paper was discussed; empty where it wasn't. */
export const discussedOf = ({ discussed }: Digest, { id }: Paper): RichText => discussed.get(id) ?? []

/** Where the paper doesn't say the topic's own words. */
function saidOtherwise(topic: Receipt['topic']): RichText {
  const found = topic?.found.filter(({ said }) => said !== undefined) ?? []
  return found.length > 0 ? [listed(foundInWords(found))] : []
}

/** A title as people read it, of at most so many graphemes. */
export function titleOf({ title }: Paper, max: number): string {
  return cutWords(latexToText(title), max)
}

/** @param number among several papers; labels that are seen together differ */
export function paperButtons(
  paper: Paper,
  { paper: actions }: DigestActions,
  number?: number,
): ActionButton[] {
  return actions.map(({ label, command, option }, at) => ({
    label: at === 0 && number !== undefined ? `${label} ${number}` : label,
    command,
    options: { [option]: paper.id },
    accessibleLabel: `${label} ${titleOf(paper, limits.summaryTitleGraphemes)}`,
  }))
}

/** `Open a paper…` */
export function opener({ papers }: Choice, { open }: DigestActions): Block {
  return {
    kind: 'select',
    placeholder: 'Open a paper…',
    ...open,
    options: {},
    choices: papers.map(({ paper }, at) => ({
      label: `${at + 1}. ${titleOf(paper, limits.choiceTitleGraphemes)}`,
      value: paper.id,
    })),
  }
}

/** `Topics: embodied, multi-agent · without: survey · 1 more` */
export function footer(digest: Digest): RichText[] {
  const { topics, subscription, choice } = digest
  const { upvotes } = subscription
  const first = subscription.kind === 'trending' || topics.length === 0 ? [['Most upvotes first']] : []
  const least: RichText[] = upvotes
    ? [['at least ', { count: upvotes.least, of: 'upvotes' }, ` within ${upvotes.withinDays} days`]]
    : []
  const more = picking(digest).best || choice.more === 0 ? [] : [[`${choice.more} more`]]
  return [...topicsInWords(topics).map(words => [words]), ...first, ...least, ...more]
}

/** All in one row; the export only where there is room for it. */
export function lastRow(digest: Digest): ActionButton[] {
  const row = [...listButtons(digest), ...digest.actions.more]
  return row.length < limits.rowButtons ? [...row, ...exportButton(digest)] : row
}

/** Where there is something to export, and room for the button. */
export function exportButton({ date, actions, choice: { papers } }: Digest): ActionButton[] {
  const { option, ...cite } = actions.cite
  const hasRoom = papers.length > 0 && papers.length < limits.fullDigest
  return hasRoom ? [{ ...cite, options: { ...cite.options, [option]: date } }] : []
}

/** `All 21`; of several lists the newest, by their days. */
function listButtons({ lists, subscription, actions: { list } }: Digest): ActionButton[] {
  if (subscription.kind === 'trending') return []
  return lists.slice(-limits.listButtons).map(({ date, papers }) => ({
    label: lists.length === 1 ? `All ${papers}` : `All ${papers} of ${shortDate(date, date)}`,
    command: list.command,
    options: { [list.option]: date },
  }))
}
