import { z } from 'zod'
import type { ChannelSettings, Subscription } from '../src/channels/settings.ts'
import { defineCommand } from '../src/chat/command.ts'
import { notice, smallText } from '../src/chat/replies.ts'
import type { Block, Reply } from '../src/chat/reply.ts'
import { joinRich, type RichText, rich } from '../src/chat/rich-text.ts'
import type { Account, LastPost } from '../src/digests/account.ts'
import { deliveredInShort, deliveredSentences, fateSentences } from '../src/digests/account-sentence.ts'
import { choose } from '../src/digests/choose.ts'
import { deliveredOfPaper } from '../src/digests/paper-posts.ts'
import type { Verdict } from '../src/digests/receipt.ts'
import { datesInWords, shortDate, theListsOf } from '../src/digests/words.ts'
import { paperLinks } from '../src/papers/ids.ts'
import { latexToText } from '../src/papers/latex.ts'
import type { Paper } from '../src/papers/paper.ts'
import { counted, listed } from '../src/papers/text.ts'
import { type Services, today } from './services.ts'
import { nothingYetIn, setUp } from './shared/first-contact.ts'
import { onePaper } from './shared/one-paper.ts'
import { timesOf } from './shared/subscription-list.ts'
import { subscriptionFacts, subscriptionName } from './shared/subscription-texts.ts'

const schema = z.object({
  paper: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .describe('id, link or title; the last post without it')
    .meta({ completes: 'papers' }),
})

export const why = defineCommand<Services, typeof schema>({
  name: 'why',
  summary: 'Say why a paper was posted here, waits, or was not; or why the last post was what it was',
  options: schema,
  examples: ['why 2608.19880', 'why'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { options, place } = request
    const settings = await services.channels.get(place)
    if (!options.paper) return { reply: await whyPosts(settings, services) }
    const paper = await onePaper(options.paper, request, services)
    if ('reply' in paper) return paper
    return { reply: await whyPaper(paper.paper, settings, services) }
  },
})

async function whyPaper(paper: Paper, settings: ChannelSettings, services: Services): Promise<Reply> {
  const accounts = await services.digests.accountsOf(paper.id, settings)
  const title = latexToText(paper.title)
  if (accounts.length === 0) return nothingHere(settings)
  return {
    summary: `Why: ${title}`,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [{ link: paperLinks(paper).huggingface, text: title, bold: true }] },
      ...accounts.flatMap(account => accountBlocks(account, accounts.length > 1, today(services))),
    ],
  }
}

/** The subscription is named where there are several. */
function accountBlocks({ subscription, fate }: Account, named: boolean, date: string): Block[] {
  const name = subscription ? subscriptionName(subscription) : 'a subscription that was removed'
  const lines = fateSentences(fate, date).map((text): Block => ({ kind: 'text', text }))
  const removed: Block[] = subscription ? [] : [smallText(['Its subscription was removed since.'])]
  return [...(named ? [smallText([{ bold: name }])] : []), ...lines, ...removed]
}

function nothingHere(settings: ChannelSettings): Reply {
  return notice(nothingYetIn(settings), { buttons: [setUp] })
}

async function whyPosts(settings: ChannelSettings, services: Services): Promise<Reply> {
  const { subscriptions } = settings
  if (subscriptions.length === 0) return nothingHere(settings)
  const entries = await Promise.all(subscriptions.map(one => whyLast(one, services)))
  return {
    summary: 'Why the last post was what it was',
    visibility: 'private',
    blocks: entries.flat(),
  }
}

async function whyLast(subscription: Subscription, services: Services): Promise<Block[]> {
  const last = await services.digests.lastPost(subscription.id)
  const date = today(services)
  const times = await timesOf(subscription, services)
  return [
    { kind: 'text', text: rich`${{ bold: subscriptionName(subscription) }}` },
    smallText([subscriptionFacts(subscription).join(' · ')]),
    smallText(joinRich(times, ' · ')),
    ...(last
      ? (await lastLines(subscription.id, last, services, date)).map(
          (text): Block => ({ kind: 'text', text }),
        )
      : []),
  ]
}

async function lastLines(
  id: string,
  last: LastPost,
  { digests }: Services,
  date: string,
): Promise<RichText[]> {
  const on = shortDate(last.date, date)
  const situation = await digests.situationOf(id, last.date)
  if (!last.note || !situation) return [[`${on}: what it was chosen from cannot be read any more.`]]
  const { lists, leftOut, week, nothing } = last.note
  if (nothing === 'quiet week')
    return [[`${on}: nobody discussed, judged, saved or voted for a paper here, so nothing was posted.`]]
  if (nothing === 'not seen') return [[`${on}: Paperboy could not see this channel, so nothing was posted.`]]
  const team = week ? [[`${counted(week.papers, 'paper')} of the team’s own.`]] : []
  if (lists.length === 0) return [[`${on}: no list had come, so there was nothing to choose from.`], ...team]
  const from = `with ${theListsOf(lists.map(list => list.date))}`
  const fates = [...choose(situation).verdicts.values()].map(verdict => fateOf(verdict, last))
  return [
    [`${on}, ${from}: ${listed(counts(fates)) || 'no paper was on it'}.`],
    ...team,
    ...(leftOut.length > 0 ? [[`Left out: ${datesInWords(leftOut)}.`]] : []),
    ...deliveredSentences(last.posts.map(({ delivered }) => delivered)),
  ]
}

const reasons: Readonly<Record<Verdict['kind'] | 'given up', string>> = {
  posted: 'posted',
  waiting: 'waiting for upvotes',
  'given up': 'given up with too few upvotes',
  'off topic': 'on no topic',
  'posted before': 'posted here before',
  'shown before': 'shown before',
  'known here': 'that the team knew',
  'untold week': 'that would have been missed',
  'no room': 'that did not fit',
  changed: 'matching only since',
  'not listed': 'on no list',
}

/** What was chosen is posted once its message is there. */
function fateOf(verdict: Verdict, post: LastPost): string {
  const trouble = verdict.kind === 'posted' && deliveredInShort(deliveredOfPaper(post, verdict.receipt.place))
  const isGivenUp = verdict.kind === 'waiting' && verdict.until <= post.date
  return trouble || reasons[isGivenUp ? 'given up' : verdict.kind]
}

/** `4 posted`, `17 on no topic`, in the order of the reasons. */
function counts(fates: readonly string[]): string[] {
  const byFate = Object.entries(Object.groupBy(fates, fate => fate))
  const order = Object.values(reasons)
  return byFate
    .toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([fate, all = []]) => `${all.length} ${fate}`)
}
