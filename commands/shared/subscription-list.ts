/** The subscriptions of a channel, each with what can be done with it. */
import type { ChannelSettings, Subscription } from '../../src/channels/settings.ts'
import type { ActionButton, Block, Reply } from '../../src/chat/reply.ts'
import { joinRich, type RichText, rich } from '../../src/chat/rich-text.ts'
import type { LastPost } from '../../src/digests/account.ts'
import { deliveredInShort } from '../../src/digests/account-sentence.ts'
import { localTime, shortDate, theListsOf } from '../../src/digests/words.ts'
import { notice, smallText } from '../../src/chat/replies.ts'
import { counted } from '../../src/papers/text.ts'
import { type Services, today } from '../services.ts'
import { nothingYetIn, setUp } from './first-contact.ts'
import { mineOf } from './options.ts'
import { pageOf, pager } from './paging.ts'
import { subscriptionFacts, subscriptionName } from './subscription-texts.ts'

/** With their buttons more than these fit into no message of Discord's (40 components). */
const perPage = 4

interface Shown {
  readonly page: number
  readonly me?: 'yes' | undefined
}

/** A page of what is posted in a place, with what can be done with each. */
export async function subscriptionList(
  settings: ChannelSettings,
  { page, me }: Shown,
  services: Services,
): Promise<Reply> {
  const { subscriptions, name } = settings
  const mine = mineOf({ me })
  const hasWeek = subscriptions.some(({ kind }) => kind === 'team')
  const where = settings.place.person !== undefined ? 'to you' : name === undefined ? 'here' : `in #${name}`
  if (subscriptions.length === 0) return nothingYet(settings, { ...setUp, options: addButton(mine).options })
  const { shown, first, last } = pageOf(subscriptions, page, perPage)
  const entries = await Promise.all(
    shown.map((one, at) =>
      entry(one, { number: first + at + 1, alone: subscriptions.length === 1, mine }, services),
    ),
  )
  const title = `${counted(subscriptions.length, 'subscription')} ${where}`
  return {
    summary: title,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [{ bold: title }] },
      ...entries.flat(),
      pager({
        command: 'subscriptions',
        options: mine,
        page,
        last,
        buttons: [addButton(mine), ...(page === 1 && !hasWeek ? [weekButton(mine)] : []), whyButton],
      }),
    ],
  }
}

const addButton = (mine: Readonly<Record<string, string>>): ActionButton => ({
  label: 'Add',
  command: 'subscribe',
  options: { ...mine, step: 'form' },
})

const weekButton = (mine: Readonly<Record<string, string>>): ActionButton => ({
  label: 'Add the team’s week',
  command: 'subscribe',
  options: { ...mine, kind: 'team' },
})

const whyButton: ActionButton = {
  label: 'Why',
  command: 'why',
  options: {},
  accessibleLabel: 'Why the last posts',
}

/** In place of a second one that would be its equal. */
export async function subscribedAlready(
  subscription: Subscription,
  { place }: ChannelSettings,
  { me }: Pick<Shown, 'me'>,
  services: Services,
): Promise<Reply> {
  const said = place.person === undefined ? 'This is posted here already.' : 'You have this already.'
  const shown = { number: 1, alone: true, mine: mineOf({ me }) }
  return {
    summary: said,
    visibility: 'private',
    blocks: [{ kind: 'notice', tone: 'info', text: [said] }, ...(await entry(subscription, shown, services))],
  }
}

function nothingYet(settings: ChannelSettings, begin: ActionButton): Reply {
  return notice(nothingYetIn(settings), { buttons: [{ ...begin, style: 'primary' }] })
}

interface Numbered {
  readonly number: number
  readonly alone: boolean
  readonly mine: Readonly<Record<string, string>>
}

async function entry(
  subscription: Subscription,
  { number, alone, mine }: Numbered,
  services: Services,
): Promise<Block[]> {
  const { id } = subscription
  const paused = subscription.paused !== undefined || (await services.delivery.pause(id)) !== undefined
  const to = (label: string, act: string): ActionButton => ({
    label: alone ? label : `${label} ${number}`,
    command: 'subscriptions',
    options: { ...mine, id, act },
    accessibleLabel: `${label}: ${subscriptionName(subscription)}`,
  })
  const change = { ...to('Change', ''), command: 'subscribe', options: { ...mine, id, step: 'form' } }
  return [
    { kind: 'text', text: rich`${alone ? '' : `${number}. `}${{ bold: subscriptionName(subscription) }}` },
    smallText(subscriptionFacts(subscription).join(' · ')),
    smallText(joinRich(await timesOf(subscription, services), ' · ')),
    {
      kind: 'buttons',
      buttons: [
        change,
        paused ? to('Resume', 'resume') : to('Pause', 'pause'),
        to('Preview', 'preview'),
        ...(paused ? [] : [to('Post now', 'now')]),
        to('Remove', 'remove'),
      ],
    },
  ]
}

/** The next post and the last one, each as far as there is one. */
export async function timesOf(subscription: Subscription, services: Services): Promise<RichText[]> {
  return [await nextOf(subscription, services), await lastOf(subscription, services)]
}

async function nextOf(subscription: Subscription, { delivery, digests }: Services): Promise<RichText> {
  const { paused, zone, id } = subscription
  if (paused) return rich`paused by ${paused.by.name} since ${{ moment: paused.at, show: 'date' }}`
  const pause = await delivery.pause(id)
  if (pause) return rich`paused since ${{ moment: pause.since, show: 'date' }}: ${pause.forOwner}`
  const { at, awaited = [] } = await digests.upcoming(subscription)
  if (awaited.length === 0) return [`next post ${localTime(at, zone)}`]
  return [`waiting for ${theListsOf(awaited)} since ${localTime(at, zone)}`]
}

/** `3 papers of the team, 5 missed`; what was missed only where something was. */
const weekInWords = (own: number, missed: number): string =>
  `${counted(own, 'paper')} of the team${missed > 0 ? `, ${missed} missed` : ''}`

async function lastOf({ id }: Subscription, services: Services): Promise<RichText> {
  const last = await services.digests.lastPost(id)
  if (!last) return ['nothing was posted yet']
  const { date, papers, note, posts } = last
  const what =
    note?.nothing || (papers === 0 && !note?.week)
      ? nothingInWords(note)
      : note?.week
        ? weekInWords(note.week.papers, papers)
        : counted(papers, 'paper')
  const trouble = deliveredInShort(posts.map(({ delivered }) => delivered))
  const state = trouble === undefined ? '' : `, ${trouble}`
  return [`last ${shortDate(date, today(services))}: ${what}${state}`]
}

/** What matched may be waited for, or was posted before. */
function nothingInWords(note: LastPost['note']): string {
  switch (note?.nothing) {
    case 'no list':
      return 'no list had come'
    case 'quiet week':
      return 'a quiet week, nothing to post'
    case 'not seen':
      return 'the channel could not be seen'
    case 'no paper':
    case undefined:
      break
  }
  const waiting = Object.values(note?.waiting ?? {}).flat().length
  return waiting > 0 ? `nothing, ${waiting} waiting for upvotes` : 'nothing new matched'
}
