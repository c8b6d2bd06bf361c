/** A subscription whose messages a platform refuses: its owner is told once, in their direct messages. */
import type { Channels } from '../channels/channels.ts'
import type { Subscription } from '../channels/settings.ts'
import type { Place } from '../chat/place.ts'
import { notice } from '../chat/replies.ts'
import type { Reply } from '../chat/reply.ts'
import type { Delivery, Pause } from '../delivery/delivery.ts'

export interface PauseContext {
  readonly channels: Pick<Channels, 'get'>
  readonly delivery: Pick<Delivery, 'send'>
  /** The direct messages of a person who is met in a place. */
  readonly direct: (person: string, met: Place) => Place
}

/** Nobody is told whose own direct messages are what was refused, or whose subscription is gone. */
export async function tellOwner(pause: Pause, { channels, delivery, direct }: PauseContext): Promise<void> {
  const { place, subscription, since } = pause
  const { subscriptions, name } = await channels.get(place)
  const paused = subscriptions.find(({ id }) => id === subscription)
  if (!paused || place.person !== undefined) return
  const to = direct(paused.createdBy.id, place)
  await delivery.send({
    key: `paused:${subscription}:${since}`,
    place: to,
    reply: pauseReply(pause, paused, name === undefined ? 'a channel' : `#${name}`),
  })
}

function pauseReply({ forOwner }: Pause, { kind }: Subscription, channel: string): Reply {
  const isPaused =
    kind === 'team' ? `The team’s week in ${channel} is paused` : `Daily papers in ${channel} are paused`
  const text = `${isPaused}: nothing can be posted there. ${forOwner} Once that is mended, use /papers subscriptions there and press Resume.`
  const help = { label: 'How it works', command: 'help', options: { command: 'subscriptions' } }
  return notice(text, { tone: 'warning', buttons: [help] })
}
