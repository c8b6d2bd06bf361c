import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import {
  type Author,
  subscriptionOf,
  withoutSubscription,
  withPause,
  withUndone,
} from '../src/channels/changes.ts'
import type { ChannelSettings, Subscription } from '../src/channels/settings.ts'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import type { Place } from '../src/chat/place.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import { UserError } from '../src/errors.ts'
import { type Services, today } from './services.ts'
import { changeLine, changeOpenly, personOf, type SubscriptionChange } from './shared/announcements.ts'
import { subscriptionId } from './shared/draft.ts'
import { meOption, mineOf, pageOption } from './shared/options.ts'
import { previewOf } from './shared/preview.ts'
import { requireOwn } from './shared/save-subscription.ts'
import { subscriptionList } from './shared/subscription-list.ts'
import { postedNowInWords, postTime, subscriptionName } from './shared/subscription-texts.ts'

const acts = ['pause', 'resume', 'remove', 'now', 'preview', 'undo'] as const

const schema = z.object({
  page: pageOption,
  id: subscriptionId.optional().describe('which one').meta({ internal: true }),
  act: z.enum(acts).optional().describe('what is done with it').meta({ internal: true }),
  at: z.string().max(40).optional().describe('the change that is taken back').meta({ internal: true }),
  me: meOption,
})

type SubscriptionsRequest = CommandRequest<z.infer<typeof schema>>

export const subscriptions = defineCommand<Services, typeof schema>({
  name: 'subscriptions',
  summary: 'Show what is posted here, and change, pause, try or remove it',
  options: schema,
  examples: ['subscriptions'],
  access: ({ act, me }) => (me === 'yes' || act === undefined || act === 'preview' ? 'anyone' : 'manager'),
  surfaces: ['typed', 'button', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { id, act, page = 1, me } = request.options
    const place = me ? services.places.direct(request.actor.id, request.place) : request.place
    if (act === undefined || id === undefined) {
      const list = await subscriptionList(await services.channels.get(place), { page, me }, services)
      return { reply: { ...list, replaces: request.options.page !== undefined } }
    }
    return { reply: await done[act]({ request, place, id }, services) }
  },
})

/** What somebody wants done with one subscription. */
interface Wanted {
  readonly request: SubscriptionsRequest
  readonly place: Place
  readonly id: string
}

type Act = (wanted: Wanted, services: Services) => Promise<Reply>

const done: Readonly<Record<(typeof acts)[number], Act>> = {
  async pause(wanted, services) {
    const { subscription } = await change(wanted, 'paused', services, (settings, author) =>
      withPause(settings, wanted.id, true, author),
    )
    return answer(wanted, `Paused: nothing is posted until it is resumed.`, [
      actButton(wanted, 'Resume', 'resume', subscription),
    ])
  },

  async resume(wanted, services) {
    const { subscription } = await change(wanted, 'resumed', services, (settings, author) =>
      withPause(settings, wanted.id, false, author),
    )
    await services.delivery.resume(wanted.id)
    const next = postTime(await services.digests.upcoming(subscription), subscription.zone)
    return answer(wanted, `Resumed. Next post ${next}.`)
  },

  async remove(wanted, services) {
    const { author } = await change(wanted, 'removed', services, (settings, made) =>
      withoutSubscription(settings, wanted.id, made),
    )
    const { id, request } = wanted
    const options = { ...mineOf(request.options), id, act: 'undo', at: author.at }
    return answer(wanted, 'Removed. It can be put back for a day; what was posted stays.', [
      { label: 'Undo', command: 'subscriptions', options },
    ])
  },

  async undo(wanted, services) {
    const { id, request } = wanted
    const { at } = request.options
    if (at === undefined) throw new UserError('subscriptions.undo', 'There is nothing to take back.')
    const before = await services.channels.get(wanted.place)
    if (before.subscriptions.every(one => one.id !== id)) await requireOwn(id, before.place, services)
    await change(wanted, 'put back', services, settings => withUndone(settings, id, at, services.now()))
    const settings = await services.channels.get(wanted.place)
    const isThere = settings.subscriptions.find(one => one.id === id)
    if (isThere && !isThere.paused) await services.delivery.resume(id)
    return answer(wanted, isThere ? 'Taken back: it is as it was before.' : 'Taken back: it is removed.')
  },

  async now(wanted, services) {
    const subscription = subscriptionOf(await services.channels.get(wanted.place), wanted.id)
    if (subscription.paused || (await services.delivery.pause(wanted.id)))
      throw new UserError('subscriptions.paused', 'This subscription is paused.', {
        help: 'Resume it first: subscriptions',
      })
    const posted = await services.digests.postNow(wanted.place, wanted.id)
    const upcoming = await services.digests.upcoming(subscription)
    const next = `The next post is ${postTime(upcoming, subscription.zone)}.`
    return answer(wanted, `${postedNowInWords(posted, subscription, today(services))} ${next}`)
  },

  async preview(wanted, services) {
    const settings = await services.channels.get(wanted.place)
    const subscription = subscriptionOf(settings, wanted.id)
    const options = { id: wanted.id, ...mineOf(wanted.request.options) }
    return previewOf({ subscription, place: settings.place, standing: 'saved' }, services, {
      buttons: [
        { label: 'Change', command: 'subscribe', options: { ...options, step: 'form' } },
        { label: 'All subscriptions', command: 'subscriptions', options: mineOf(wanted.request.options) },
      ],
    })
  },
}

/**
 * Makes a change and says it in the channel, where it is one; the subscription is as it is after it, or as it was when it
 * is gone.
 */
async function change(
  { request, place, id }: Wanted,
  kind: SubscriptionChange['kind'],
  services: Services,
  made: (settings: ChannelSettings, author: Author) => ChannelSettings,
): Promise<{ subscription: Subscription; author: Author }> {
  const author = { by: personOf(request.actor), at: services.now().toString() }
  return changeOpenly({ ...request, place }, services, async known => {
    let before = known
    const settings = await services.channels.update(place, current => {
      before = current
      return made(current, author)
    })
    const now = settings.subscriptions.find(one => one.id === id)
    const subscription = now ?? before.subscriptions.find(one => one.id === id)!
    const isChanged = !isDeepStrictEqual(settings.subscriptions, before.subscriptions)
    const said = { kind: now ? kind : 'removed', subscription } as const
    return {
      made: { subscription, author },
      settings,
      ...((isChanged || (kind === 'resumed' && (await services.delivery.pause(id)))) && {
        line: changeLine(said, { settings, request, at: author.at }),
      }),
    }
  })
}

function answer({ request }: Wanted, text: string, buttons: readonly ActionButton[] = []): Reply {
  const all = { label: 'All subscriptions', command: 'subscriptions', options: mineOf(request.options) }
  return notice(text, { buttons: [...buttons, all] })
}

function actButton(
  { request, id }: Wanted,
  label: string,
  act: string,
  subscription: Subscription,
): ActionButton {
  const options = { id, act, ...mineOf(request.options) }
  return {
    label,
    command: 'subscriptions',
    options,
    accessibleLabel: `${label} ${subscriptionName(subscription)}`,
  }
}
