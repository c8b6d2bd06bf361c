/** The preview of a subscription, made and looked at before anything is saved. */
import type { Subscription } from '../../src/channels/settings.ts'
import type { Place } from '../../src/chat/place.ts'
import type { Inspection } from '../../src/chat/platform.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { previewReply, type PreviewShown, weekPreviewReply } from '../../src/digests/preview-reply.ts'
import type { Services } from '../services.ts'
import { canPost } from './permissions.ts'

interface Previewed extends Pick<PreviewShown, 'standing'> {
  readonly subscription: Subscription
  readonly place: Place
}

/** What a subscription would have posted, as a message; of the team’s week what it would say now. */
export async function previewOf(
  { subscription, place, standing }: Previewed,
  services: Services,
  actions: Pick<PreviewShown, 'buttons' | 'corrected' | 'narrow'>,
): Promise<Reply> {
  const inspection = await inspected(place, services)
  const name = inspection?.name === undefined ? undefined : `#${inspection.name}`
  const whom = place.person === undefined ? name : 'you'
  const shown = {
    ...actions,
    subscription,
    standing,
    ...(whom !== undefined && { whom }),
    first: await services.digests.upcoming(subscription),
    canPost: canPost(inspection, subscription.form),
  }
  if (subscription.kind === 'team') {
    const channel = await services.channels.get(place)
    return weekPreviewReply({ ...shown, week: await services.digests.weekNow(subscription, channel) })
  }
  return previewReply({ ...shown, preview: await services.digests.preview(subscription, place) })
}

/** Undefined when nothing can be known of the place now: whether posts arrive shows with the first one. */
export function inspected(place: Place, { places }: Services): Promise<Inspection | undefined> {
  return places.inspect(place).catch(() => undefined)
}
