/** How the daily papers of one channel are. */
import { isDamaged } from '../../src/channels/channels.ts'
import type { ChannelSettings } from '../../src/channels/settings.ts'
import type { Place } from '../../src/chat/place.ts'
import { joinRich, type RichText, rich } from '../../src/chat/rich-text.ts'
import type { Waiting } from '../../src/delivery/delivery.ts'
import { explain } from '../../src/errors.ts'
import { counted, listed } from '../../src/papers/text.ts'
import type { Services } from '../services.ts'
import { nothingYetIn } from './first-contact.ts'
import { canPost } from './permissions.ts'
import { inspected } from './preview.ts'
import { timesOf } from './subscription-list.ts'
import { subscriptionName } from './subscription-texts.ts'

/**
 * A line for each subscription, then what stands in the way of posting and what waits, where there is such. Where nobody
 * knows what is set, that.
 */
export async function channelStatus(place: Place, services: Services): Promise<RichText[]> {
  try {
    return await statusBy(await services.channels.get(place), services)
  } catch (error) {
    if (isDamaged(error)) return [[explain(error)]]
    throw error
  }
}

async function statusBy(settings: ChannelSettings, services: Services): Promise<RichText[]> {
  const [where, reach] =
    settings.place.person === undefined ? ['here', 'arrive here'] : ['to you', 'reach you']
  if (settings.subscriptions.length === 0) return [[nothingYetIn(settings)]]
  const lines = settings.subscriptions.map(async one => {
    const times = joinRich(await timesOf(one, services), ' · ')
    return rich`Posted ${where}: ${{ bold: subscriptionName(one) }} · ${times}`
  })
  const form = settings.subscriptions.find(one => one.form !== 'digest')?.form
  const can = canPost(await inspected(settings.place, services), form)
  const waiting = waitingInWords(await services.delivery.waiting(settings.place))
  return [
    ...(await Promise.all(lines)),
    [`Posts ${reach}: ${can.replace(/\.$/, '')}.`],
    ...(waiting.length > 0 ? [[`${listed(waiting)}.`]] : []),
  ]
}

function waitingInWords({ waiting, sending, paused, unknowable }: Waiting): string[] {
  const all: readonly (readonly [number, string])[] = [
    [waiting, 'to be sent'],
    [sending, 'sent without an answer yet'],
    [paused, 'kept until their subscription is resumed'],
    [unknowable, 'that may or may not have arrived'],
  ]
  return all.filter(([count]) => count > 0).map(([count, what]) => `${counted(count, 'message')} ${what}`)
}
