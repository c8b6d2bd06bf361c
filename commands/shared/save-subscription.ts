/** Saving a subscription that was looked at. */
import { withSubscription } from '../../src/channels/changes.ts'
import type { ChannelSettings, Subscription } from '../../src/channels/settings.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Inspection } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { localTime } from '../../src/digests/words.ts'
import { UserError } from '../../src/errors.ts'
import type { Services } from '../services.ts'
import { changeLine, changeOpenly, personOf, type SubscriptionChange } from './announcements.ts'
import { mineOf } from './options.ts'
import { whyNoPost } from './permissions.ts'
import { inspected } from './preview.ts'
import type { Target } from './subscribe-target.ts'

/** @throws UserError `subscribe.cannot-post`, `subscribe.elsewhere`, `subscriptions.full`, `changes.too-many` */
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
  const saved = await changeOpenly({ ...request, place }, services, async () => {
    const settings = await services.channels.update(place, before =>
      withChannel(withSubscription(before, subscription, author), subscription.zone, inspection),
    )
    const made = await madeOf(subscription.id, settings, target, services)
    const isChanged = settings.undo.some(one => one.id === subscription.id && one.at === author.at)
    const line = changeLine(made, { settings, request, at: author.at })
    return { made, settings, ...(isChanged && { line }) }
  })
  if (!known?.paused) await services.delivery.resume(subscription.id)
  return savedReply(saved, target)
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
  for (const settings of await services.channels.subscribed())
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

const nowLabel = ({ kind }: Subscription): string =>
  kind === 'lists' ? 'Post the latest list now' : 'Post it now'

async function madeOf(
  id: string,
  settings: ChannelSettings,
  { known }: Target,
  { digests }: Services,
): Promise<Required<SubscriptionChange>> {
  const subscription = settings.subscriptions.find(one => one.id === id)!
  const { at } = await digests.upcoming(subscription)
  const next = `${known ? 'Next' : 'First'} post ${localTime(at, subscription.zone)}`
  return { kind: known ? 'changed' : 'set up', subscription, next }
}

function savedReply({ subscription, next }: Required<SubscriptionChange>, { request, place }: Target): Reply {
  const { id, paused } = subscription
  const where = place.person === undefined ? '' : ' in your direct messages'
  const mine = mineOf(request.options)
  const said = notice(`Saved${where}. ${paused ? 'It is paused.' : `${next}.`}`, {
    buttons: [
      { label: nowLabel(subscription), command: 'subscriptions', options: { ...mine, id, act: 'now' } },
      { label: 'All subscriptions', command: 'subscriptions', options: mine },
    ],
  })
  return { ...said, replaces: true }
}
