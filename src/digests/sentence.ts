/** What became of a paper, in people's words. Pure. */
import { joinRich, type RichText, rich } from '../chat/rich-text.ts'
import type { Field, Occurrence } from '../search/topics/read-paper.ts'
import type { Missing } from '../search/topics/topic.ts'
import type { Nearest, Receipt, Verdict } from './receipt.ts'
import { shortDate, theListsOf, withoutExclusions } from './words.ts'
import { listed } from '../papers/text.ts'

/** The post whose verdict it is. */
interface Judging {
  /** Local. */
  readonly date: string
  /** Whether all of it that was posted of the paper is there. */
  readonly arrived: boolean
}

/**
 * @param today `YYYY-MM-DD`
 * @param judging where it is the verdict of a post
 */
export function sentenceOf(verdict: Verdict, today: string, judging?: Judging): RichText {
  switch (verdict.kind) {
    case 'posted':
      return posted(verdict.receipt, today, judging?.arrived ?? true)
    case 'waiting':
      return waiting(verdict, today, judging?.date)
    case 'off topic':
      return offTopic(verdict.nearest)
    case 'posted before':
      return rich`Already posted here on ${{ moment: verdict.at, show: 'date' }}. A paper is posted once, however often it is listed.`
    case 'shown before':
      return rich`Not new: the list of ${shortDate(verdict.list, today)} was posted on ${{ moment: verdict.at, show: 'date and time' }}, and it was on it then.`
    case 'known here':
      return ['The team knew it: somebody discussed, judged or saved it here, or voted for it.']
    case 'untold week':
      return ['Nothing was posted of the team’s week that it was in.']
    case 'no room':
      return [
        `It matches, but is number ${verdict.place} of those that do, and at most ${verdict.most} are posted.`,
      ]
    case 'changed':
      return [
        `It matches now, but didn't when ${shortDate(verdict.date, today)} was posted: upvotes and keywords come later.`,
      ]
    case 'not listed':
      break
  }
  return verdict.lists.length === 0
    ? ['There was no list to post from.']
    : [`Not on ${theListsOf(verdict.lists)}.`]
}

function posted(receipt: Receipt, today: string, arrived: boolean): RichText {
  const { date, list, topic, upvotes, place, of, late, waitedFor } = receipt
  const found = topic && foundInWords(topic.found)
  const facts: RichText[] = [
    [
      `${arrived ? 'Posted on' : 'Chosen for'} ${shortDate(date, today)}, number ${place} of ${of}, from the list of ${shortDate(list, today)}`,
    ],
    topic ? [`topic: ${withoutExclusions(topic.text)}`] : ['no topics are set, so upvotes decide'],
    found?.length ? [listed(found)] : [],
    upvotes === undefined ? [] : [{ count: upvotes, of: 'upvotes' }, ' then'],
    late ? ['joined the list late'] : [],
    waitedFor === undefined ? [] : ['it waited to reach ', { count: waitedFor, of: 'upvotes' }],
  ]
  return joinRich(facts, ' · ')
}

type Found = Pick<Occurrence, 'text' | 'field' | 'said'>

/** `"RAG" in the title`, each once; what a paper says in another way as it says it. */
export function foundInWords(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ text, field, said = text }) => `"${said}" ${fieldWords[field]}`))]
}

function waiting(
  { upvotes, least, list, until }: Extract<Verdict, { kind: 'waiting' }>,
  today: string,
  judgedFor = '',
): RichText {
  const from = `from the list of ${shortDate(list, today)}`
  const has = rich`${{ count: upvotes, of: 'upvotes' }} of ${least}`
  return until < today || until <= judgedFor
    ? rich`Given up: ${from}, it has ${has}, and was waited for until ${shortDate(until, today)}.`
    : rich`Waiting: ${from}, it has ${has}. It is posted if it reaches them by ${shortDate(until, today)}.`
}

function offTopic({ topic, missing, upvotes }: Nearest): RichText {
  const reasons = missing.map(one => lacking(one, upvotes))
  return rich`On no topic here. The nearest is ${{ bold: withoutExclusions(topic) }}, but ${joinRich(reasons, '; ')}.`
}

const fieldWords: Readonly<Record<Field, string>> = {
  title: 'in the title',
  keywords: 'in the keywords',
  abstract: 'in the abstract',
}

function lacking(missing: Missing, upvotes: number | undefined): RichText {
  switch (missing.kind) {
    case 'word':
    case 'phrase':
      return [`"${missing.text}" is not in its title, keywords or abstract`]
    case 'excluded':
      return [
        `"${missing.found.said ?? missing.text}", which is left out, is ${fieldWords[missing.found.field]}`,
      ]
    case 'author':
      return [`none of the authors is ${missing.text}`]
    case 'organization':
      return [`it isn't from ${missing.text}`]
    case 'category':
      return [`its category isn't ${missing.text}`]
    case 'dates':
      return [`its date is not ${datesAsked(missing)}`]
    case 'upvotes':
      return upvotes === undefined
        ? ['its upvotes are not known']
        : rich`it has ${{ count: upvotes, of: 'upvotes' }}, not ${upvotesAsked(missing)}`
    case 'code':
      return ['no code is known']
    case 'id':
      return [`it is another paper than ${missing.text}`]
    case 'like':
      break
  }
  return [`like:${missing.text} only orders papers`]
}

function datesAsked({ after, before }: Extract<Missing, { kind: 'dates' }>): string {
  return listed([...(after ? [`on or after ${after}`] : []), ...(before ? [`before ${before}`] : [])])
}

function upvotesAsked({ minUpvotes, maxUpvotes }: Extract<Missing, { kind: 'upvotes' }>): string {
  return listed([
    ...(minUpvotes === undefined ? [] : [`at least ${minUpvotes}`]),
    ...(maxUpvotes === undefined ? [] : [`at most ${maxUpvotes}`]),
  ])
}
