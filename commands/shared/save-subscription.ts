/** Saving a subscription that was looked at. */
import { type Author, withSubscription } from '../../src/channels/changes.ts'
import type { ChannelSettings, Subscription } from '../../src/channels/settings.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Inspection } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { localTime } from '../../src/digests/words.ts'
import { UserError } from '../../src/errors.ts'
import type { Services } from '../services.ts'
import { announceChange, personOf } from './announcements.ts'
import { whyNoPost } from './permissions.ts'
import { inspected } from './preview.ts'
import type { Target } from './subscribe-target.ts'

/** @throws UserError `subscribe.cannot-post`, `subscribe.elsewhere`, `subscriptions.full` */
export async function save(subscription: Subscription, target: Target, services: Services): Promise<Reply> {
  const { request, place, known } = target
  const inspection = await inspected(place, services)
  const reason = inspection && whyNoPost(inspection, subscription.form)
  if (reason !== undefined)
    throw new UserError('subscribe.cannot-post', `Nothing is saved: ${reason}`, {
      help: 'Once that is mended, press Save again.',
    })
  if (!known) await requireOwn(subscription.id, place, services)
  const author = { by: personOf(request.actor), at: services.now().toString() }
  const settings = await services.channels.update(place, before =>
    withChannel(withSubscription(before, subscription, author), subscription.zone, inspection),
  )
  if (!known?.paused) await services.delivery.resume(subscription.id)
  return savedReply(subscription.id, settings, { target, author }, services)
}

/**
 * What was posted is counted by a subscription's id, so nobody may have one under the id of another channel's.
 *
 * @throws UserError `subscribe.elsewhere`
 */
export async function requireOwn(id: string, place: Place, services: Services): Promise<void> {
  const isHere = (other: Place): boolean => formatPlace(other) === formatPlace(place)
  const [posted] = await services.delivery.recent(id, 1)
  let isOthers = posted !== undefined && !isHere(posted.channel)
  for await (const settings of services.channels.all())
    isOthers ||= !isHere(settings.place) && settings.subscriptions.some(one => one.id === id)
  if (isOthers)
    throw new UserError('subscribe.elsewhere', 'This belongs to another channel.', {
      help: 'Begin anew: subscribe',
    })
}

/** What the platform says of the channel is kept with its subscriptions. */
function withChannel(
  settings: ChannelSettings,
  zone: string,
  inspection: Inspection | undefined,
): ChannelSettings {
  const zoned = { ...settings, zone: settings.zone ?? zone }
  if (!inspection) return zoned
  const { name: _name, forum: _forum, ...others } = zoned
  const { name, kind } = inspection
  return { ...others, ...(name !== undefined && { name }), ...(kind === 'forum' && { forum: true }) }
}

async function savedReply(
  id: string,
  settings: ChannelSettings,
  { target, author }: { readonly target: Target; readonly author: Author },
  services: Services,
): Promise<Reply> {
  const { request, place, known } = target
  const { me } = request.options
  const subscription = settings.subscriptions.find(one => one.id === id)!
  const { at } = await services.digests.upcoming(subscription)
  const next = `${known ? 'Next' : 'First'} post ${localTime(at, subscription.zone)}`
  const isChanged = settings.undo.some(one => one.id === id && one.at === author.at)
  const change = { kind: known ? ('changed' as const) : ('set up' as const), subscription, next }
  if (isChanged) announceChange(change, { settings, request, at: author.at }, services)
  const where = place.person === undefined ? '' : ' in your direct messages'
  const mine: Record<string, string> = me ? { me } : {}
  const said = notice(`Saved${where}. ${subscription.paused ? 'It is paused.' : `${next}.`}`, {
    buttons: [
      { label: 'Post the latest list now', command: 'subscriptions', options: { ...mine, id, act: 'now' } },
      { label: 'All subscriptions', command: 'subscriptions', options: mine },
    ],
  })
  return { ...said, replaces: true }
}
