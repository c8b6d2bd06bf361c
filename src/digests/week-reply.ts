/** What a team did with papers in a week, and the papers that the world upvoted and it missed, as one message. Pure. */
import { counted, listed, oneLine } from '../papers/text.ts'
import { paperItem } from '../chat/paper-card.ts'
import { smallText } from '../chat/replies.ts'
import type { Block, Reply } from '../chat/reply.ts'
import { cutRichText, joinRich, type RichText, rich } from '../chat/rich-text.ts'
import type { Post } from '../delivery/delivery.ts'
import type { Verdict, Week, WorkedOn } from '../discussions/discussions.ts'
import { channelInWords, repliesOf } from '../discussions/words.ts'
import { formatListDate } from '../papers/calendar.ts'
import { paperLinks } from '../papers/ids.ts'
import type { Paper } from '../papers/paper.ts'
import { type Digest, exportButton, paperButtons, reasonsOf, terse, titleOf } from './digest.ts'
import { catchingUp, leftOutNote } from './headline.ts'
import { limits } from './limits.ts'
import { shortDate, topicsInWords } from './words.ts'

export interface WeekDigest extends Digest {
  readonly week: Week
}

/** None of a week in which nobody did anything: what was missed then is no news to anybody. */
export function composeWeek(digest: WeekDigest): Post[] {
  const { subscription, place, date, isForum, week } = digest
  if (week.papers.length === 0) return []
  const post = { key: `${subscription.id}:${date}:digest`, place, reply: weekReply(digest) }
  return isForum ? [{ ...post, thread: { title: titleInWords(digest), tags: subscription.tags } }] : [post]
}

function weekReply(digest: WeekDigest): Reply {
  const { actions } = digest
  const sections = sectionsOf(digest)
  const papers = digest.choice.papers.map(({ paper }, at) => ({ paper, label: `${at + 1}. ` }))
  const named = sections.flatMap(({ shown }) => shown).map(({ paper }) => ({ paper, label: '' }))
  return {
    summary: summaryOf(digest, sections),
    visibility: 'public',
    blocks: [
      { kind: 'heading', text: [{ bold: titleInWords(digest) }] },
      ...[...catchingUp(digest), ...leftOutNote(digest)].map(smallText),
      ...sections.map(sectionBlock),
      ...missedBlocks(digest),
      {
        kind: 'select',
        placeholder: 'Open a paper…',
        ...actions.open,
        options: {},
        choices: [...papers, ...named].map(({ paper, label }) => ({
          label: `${label}${titleOf(paper, limits.choiceTitleGraphemes)}`,
          value: paper.id,
        })),
      },
      { kind: 'buttons', buttons: [...actions.more, ...exportButton(digest)] },
    ],
  }
}

/** `The team’s week to Friday 28 August` */
const titleInWords = ({ date }: Digest): string => `The team’s week to ${formatListDate(date)}`

/** `The team’s week to Friday 28 August for #lab: 3 discussed, 2 finished and 5 missed` */
function summaryOf(digest: WeekDigest, sections: readonly Section[]): string {
  const { channelName, choice } = digest
  const whom = channelName === undefined ? '' : ` for #${channelName}`
  const counts = sections.map(({ count, done }) => `${count} ${done}`)
  const missed = choice.papers.length > 0 ? [`${choice.papers.length} missed`] : []
  return `${titleInWords(digest)}${whom}: ${listed([...counts, ...missed])}`
}

/** Papers of which the same can be said. */
interface Section {
  readonly title: string
  /** `3 discussed` */
  readonly done: string
  readonly count: number
  readonly shown: readonly { readonly paper: Paper; readonly line: RichText }[]
  /** `2 more` */
  readonly more: string | undefined
}

/** Each paper stands in the first section that it belongs to, so that it is told once; empty sections are left out. */
function sectionsOf(digest: WeekDigest): Section[] {
  const { week } = digest
  const discussed = week.papers.filter(({ opened }) => opened).toSorted(byReplies)
  const others = week.papers.filter(({ opened }) => !opened)
  const finished = others.filter(({ verdicts }) => verdicts.length > 0).toSorted(byVotes)
  const voted = others.filter(one => one.voted && !finished.includes(one)).toSorted(byVotes)
  const lineOf = (one: WorkedOn): Section['shown'][number] => ({
    paper: one.paper,
    line: workedLine(one, digest),
  })
  const section = (title: string, done: string, all: readonly WorkedOn[], most: number): Section => ({
    title,
    done,
    count: all.length,
    shown: all.slice(0, most).map(lineOf),
    more: all.length > most ? `${all.length - most} more` : undefined,
  })
  const sections = [
    section('Discussed', 'discussed', discussed, limits.weekDiscussed),
    section('Finished', 'finished', finished, limits.weekFinished),
    section('Voted for', 'voted for', voted, limits.weekVoted),
  ]
  const told = new Set(sections.flatMap(({ shown }) => shown.map(({ paper }) => paper.id)))
  return [...sections, toRead(week, told)].filter(({ count }) => count > 0)
}

/** What is still on the team's list; papers that are told of already are only counted. */
function toRead({ unread }: Week, told: ReadonlySet<string>): Section {
  const untold = unread.filter(({ paper }) => !told.has(paper.id))
  const shown = untold.slice(0, limits.weekToRead).map(({ paper, people }) => {
    const names = people.flatMap(({ name }) => (name === undefined ? [] : oneLine(name)))
    const others = names.length - limits.weekNames
    const named = [...names.slice(0, limits.weekNames), ...(others > 0 ? [`${others} more`] : [])]
    return { paper, line: joinRich([linked(paper), names.length > 0 ? [listed(named)] : []], ' · ') }
  })
  const more = unread.length - shown.length
  return {
    title: 'Still to read',
    done: 'to read',
    count: unread.length,
    shown,
    more: more > 0 ? `${more} more on the team’s list` : undefined,
  }
}

function sectionBlock({ title, shown, more }: Section): Block {
  const lines = shown.map(({ line }) => rich`• ${cutRichText(line, limits.weekLineGraphemes)}`)
  return { kind: 'text', text: joinRich([[{ bold: title }], ...lines, more ? [more] : []], '\n') }
}

/** `Zetta ζ… · in #vision, 💬 14 · team ▲ 3 · Ada: Worth reading, code works` */
function workedLine({ paper, discussion, link, verdicts, votes }: WorkedOn, { place }: Digest): RichText {
  const isElsewhere = discussion && discussion.message.place.channel !== place.channel
  const where = isElsewhere ? [`in ${channelInWords(discussion)}`] : []
  const replies = discussion ? repliesOf(discussion).slice(1) : []
  const others = verdicts.length - limits.weekVerdicts
  return joinRich(
    [
      linked(paper, link),
      where,
      replies,
      votes > 0 ? rich`team ${{ count: votes, of: 'upvotes' }}` : [],
      others > 0 ? [counted(others, 'earlier verdict')] : [],
      ...verdicts.slice(-limits.weekVerdicts).map(verdictInWords),
    ],
    ' · ',
  )
}

const linked = (paper: Paper, link = paperLinks(paper).huggingface): RichText => [
  { link, text: titleOf(paper, limits.weekTitleGraphemes) },
]

/** `Ada: Worth reading, code works` */
const verdictInWords = ({ name, verdict, line }: Verdict): RichText => [
  oneLine(`${name === undefined ? '' : `${name}: `}${verdict}${line ? `, ${line}` : ''}`),
]

function missedBlocks(digest: WeekDigest): Block[] {
  const { choice, actions, date } = digest
  if (choice.papers.length === 0) return []
  const items = choice.papers.map(({ paper, receipt }, at) => {
    const item = paperItem({ paper: terse(paper), number: at + 1, buttons: [] })
    const list = receipt.waitedFor === undefined ? [shortDate(receipt.list, date)] : []
    const facts = [...item.lines, list, ...reasonsOf(receipt, date)]
    return { ...item, lines: [joinRich(facts, ' · ')], buttons: paperButtons(paper, actions, at + 1) }
  })
  return [
    { kind: 'text', text: [{ bold: 'The world upvoted, and we missed' }] },
    { kind: 'papers', items },
    { kind: 'facts', small: true, facts: chosenFrom(digest) },
  ]
}

/** `Of 148 papers on the lists of Fri 14 to Thu 20 Aug · at least ▲ 10 · 32 more` */
function chosenFrom({
  lists,
  date,
  topics,
  subscription: { upvotes },
  choice: { more },
}: Digest): RichText[] {
  const total = lists.reduce((sum, { papers }) => sum + papers, 0)
  const ends = [lists.at(0), lists.at(-1)].flatMap(list => (list ? [shortDate(list.date, date)] : []))
  const of = [...new Set(ends)].join(' to ')
  return [
    ...(total > 0
      ? [[`Of ${counted(total, 'paper')} on the ${lists.length === 1 ? 'list' : 'lists'} of ${of}`]]
      : []),
    ...topicsInWords(topics).map((words): RichText => [words]),
    ...(upvotes ? [rich`at least ${{ count: upvotes.least, of: 'upvotes' }}`] : []),
    ...(more > 0 ? [[`${more} more`]] : []),
  ]
}

const byReplies = (one: WorkedOn, other: WorkedOn): number =>
  (other.discussion?.replies ?? 0) - (one.discussion?.replies ?? 0) || byVotes(one, other)

/** Total, so that the order in which papers come is of no matter. */
const byVotes = (one: WorkedOn, other: WorkedOn): number =>
  other.votes - one.votes || (one.paper.id < other.paper.id ? -1 : 1)
