/** What became of a paper, and of the messages that it stands in, in people's words. Pure. */
import { type RichText, rich } from '../chat/rich-text.ts'
import type { Delivered } from '../delivery/delivery.ts'
import type { Fate } from './account.ts'
import { sentenceOf } from './sentence.ts'
import { localTime, shortDate } from './words.ts'

/** @param today `YYYY-MM-DD` */
export function fateSentences(fate: Fate, today: string): RichText[] {
  switch (fate.kind) {
    case 'judged': {
      const trouble = deliveredSentences(fate.delivered)
      return [sentenceOf(fate.verdict, today, { date: fate.date, arrived: trouble.length === 0 }), ...trouble]
    }
    case 'to come':
      return [turnInWords(fate, today), ...expected(fate, today)]
    case 'left out':
      return [
        [
          `Its list, ${shortDate(fate.list, today)}, was left out on ${shortDate(fate.date, today)}: there were more lists than one post covers.`,
        ],
      ]
    case 'before':
      return [
        rich`Its list, ${shortDate(fate.list, today)}, was over before this was ${fate.anew ? 'resumed, or got another time,' : 'set up'} on ${{ moment: fate.since, show: 'date' }}.`,
      ]
    case 'unlisted':
      break
  }
  return [['It is on no list of Daily Papers that is known here.']]
}

/** By the first message that wasn't sent: those after it hang on it. */
const unsent = (delivered: readonly Delivered[]) => delivered.find(one => one.kind !== 'sent')

const inShort = {
  refused: 'not delivered',
  unknowable: 'perhaps not delivered',
  waiting: 'not delivered yet',
} as const

/** `not delivered`, without why; undefined where all is well. */
export function deliveredInShort(delivered: readonly Delivered[]): string | undefined {
  const first = unsent(delivered)
  return first && inShort[first.kind]
}

/** Nothing where all is well. */
export function deliveredSentences(delivered: readonly Delivered[]): RichText[] {
  const first = unsent(delivered)
  const isPart = delivered.some(({ kind }) => kind === 'sent')
  switch (first?.kind) {
    case 'refused':
      return [[`${isPart ? 'Not all of it was' : 'It was not'} delivered. ${first.forOwner}`]]
    case 'unknowable':
      return [[`Whether ${isPart ? 'all of ' : ''}it arrived cannot be known, and it is never sent twice.`]]
    case 'waiting':
      return [[`${isPart ? 'The rest of it' : 'It'} is being delivered.`]]
    case undefined:
      break
  }
  return []
}

function turnInWords({ list, at, paused }: Extract<Fate, { kind: 'to come' }>, today: string): RichText {
  const its = `Its list, ${shortDate(list, today)},`
  if (paused) return [`${its} is not posted before this is resumed.`]
  return at === undefined
    ? [`${its} is still to be posted.`]
    : [`${its} is posted ${localTime(at.instant, at.zone)}.`]
}

function expected(
  { verdict, ofTeam }: Pick<Extract<Fate, { kind: 'to come' }>, 'verdict' | 'ofTeam'>,
  today: string,
): RichText[] {
  if (verdict.kind === 'posted' && ofTeam)
    return [
      [
        'It counts as missed unless somebody here has discussed, judged or saved it by then, or voted for it.',
      ],
    ]
  if (verdict.kind === 'posted') return [['It is among the papers to choose from.']]
  return verdict.kind === 'not listed' ? [] : [sentenceOf(verdict, today)]
}
