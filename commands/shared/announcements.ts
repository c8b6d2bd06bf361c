/** What everybody in a channel sees of a change that somebody made to its daily papers: one quiet line. */
import type { ChannelSettings, Subscription } from '../../src/channels/settings.ts'
import type { ActionButton } from '../../src/chat/reply.ts'
import type { Actor, Request } from '../../src/chat/request.ts'
import { rich } from '../../src/chat/rich-text.ts'
import { cutGraphemes } from '../../src/papers/text.ts'
import type { Services } from '../services.ts'
import { publicLine, subscriptionName } from './subscription-texts.ts'

export interface SubscriptionChange {
  readonly kind: 'set up' | 'changed' | 'paused' | 'resumed' | 'removed' | 'put back'
  readonly subscription: Subscription
  /** `first post Mon 24 Aug 09:00` */
  readonly next?: string
}

/** Graphemes of a person's name. */
const mostName = 80

/**
 * Says a change in its channel, with the button that takes it back where that can be; not in direct messages, nor as a
 * forum's post.
 */
export function announceChange(
  change: SubscriptionChange,
  made: {
    readonly settings: ChannelSettings
    readonly request: Pick<Request, 'id' | 'actor'>
    readonly at: string
  },
  { announce }: Pick<Services, 'announce'>,
): void {
  const { settings, request, at } = made
  const { place, forum } = settings
  if (place.person !== undefined || forum) return
  const { id } = change.subscription
  const undo: ActionButton = {
    label: 'Undo',
    command: 'subscriptions',
    options: { id, act: 'undo', at },
    accessibleLabel: `Undo: ${change.kind}`,
  }
  const list: ActionButton = { label: 'Subscriptions', command: 'subscriptions', options: {} }
  const canUndo = settings.undo.some(one => one.id === id && one.at === at)
  const reply = publicLine(sentence(change, request.actor), [canUndo ? undo : list])
  announce({ key: `change:${id}:${request.id}`, place, reply })
}

function sentence({ kind, subscription, next }: SubscriptionChange, actor: Actor) {
  const name = subscriptionName(subscription)
  const then = next === undefined ? '' : `; ${next.slice(0, 1).toLowerCase()}${next.slice(1)}`
  if (actor.name === undefined) return rich`Daily papers were ${kind} here: ${name}${then}`
  return rich`${cutGraphemes(actor.name, mostName)} ${kind} daily papers here: ${name}${then}`
}

/** The person as settings keep them. */
export const personOf = ({ id, name }: Actor): Subscription['createdBy'] => ({
  id,
  name: name === undefined || name === '' ? id : cutGraphemes(name, mostName),
})
