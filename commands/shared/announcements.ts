/** What everybody in a channel sees of what somebody changed there: one quiet line, and so many an hour. */
import { isUnlimited } from '../../src/channels/policy.ts'
import type { ChannelSettings, Subscription } from '../../src/channels/settings.ts'
import { publicAnswers } from '../../src/chat/allowance.ts'
import { formatPlace } from '../../src/chat/place.ts'
import type { ActionButton } from '../../src/chat/reply.ts'
import type { Actor, Request } from '../../src/chat/request.ts'
import { type RichText, rich } from '../../src/chat/rich-text.ts'
import { UserError } from '../../src/errors.ts'
import { counted, cutGraphemes } from '../../src/papers/text.ts'
import type { Services } from '../services.ts'
import { publicLine, subscriptionName } from './subscription-texts.ts'

export interface SubscriptionChange {
  readonly kind: 'set up' | 'changed' | 'paused' | 'resumed' | 'removed' | 'put back'
  readonly subscription: Subscription
  /** `first post Mon 24 Aug 09:00` */
  readonly next?: string
}

interface Line {
  /** One key is one line. */
  readonly key: string
  readonly text: RichText
  readonly buttons: readonly ActionButton[]
}

/** What was changed, the settings after it, and what is said of it; without a line there was nothing to change. */
interface Changed<T> {
  readonly made: T
  readonly settings: ChannelSettings
  readonly line?: Line
}

/** Graphemes of a person's name. */
const mostName = 80

/**
 * Makes a change and says it to everybody in its place. A change that nobody saw could not be taken back, so whoever
 * changed as much within an hour as may be said changes nothing more; not who manages where others don't.
 *
 * @throws UserError `changes.too-many`
 */
export async function changeOpenly<T>(
  { place, actor }: Pick<Request, 'place' | 'actor'>,
  services: Services,
  change: (before: ChannelSettings) => Promise<Changed<T>>,
): Promise<T> {
  const { changes } = services
  const before = await services.channels.get(place)
  const person = `${formatPlace(before.place)} ${actor.id}`
  const next = isUnlimited({ actor }, before) ? undefined : changes.next(person)
  if (next) throw tooMany(next.since(services.now()).total('minutes'))
  // Counted in the same moment, so that many at once are not more than allowed.
  changes.count(person)
  let isSaid = false
  try {
    const { made, settings, line } = await change(before)
    isSaid = line !== undefined && announce(line, settings, services)
    return made
  } finally {
    if (!isSaid) changes.giveBack(person)
  }
}

function tooMany(minutes: number): UserError {
  const said = `You made ${publicAnswers.most} changes here within an hour, and everyone here is told of each.`
  return new UserError('changes.too-many', said, {
    help: `The next can be made in ${counted(Math.ceil(minutes), 'minute')}.`,
  })
}

/** Not in direct messages, nor in a forum, where it would be a post of its own; returns whether it is said. */
export function announce(
  { key, text, buttons }: Line,
  { place, forum }: ChannelSettings,
  services: Pick<Services, 'announce'>,
): boolean {
  if (place.person !== undefined || forum) return false
  services.announce({ key, place, reply: publicLine(text, buttons) })
  return true
}

/** With the button that takes the change back, where that can be. */
export function changeLine(
  change: SubscriptionChange,
  {
    settings,
    request,
    at,
  }: {
    readonly settings: ChannelSettings
    readonly request: Pick<Request, 'id' | 'actor'>
    readonly at: string
  },
): Line {
  const { id } = change.subscription
  const undo: ActionButton = {
    label: 'Undo',
    command: 'subscriptions',
    options: { id, act: 'undo', at },
    accessibleLabel: `Undo: ${change.kind}`,
  }
  const list: ActionButton = { label: 'Subscriptions', command: 'subscriptions', options: {} }
  const canUndo = settings.undo.some(one => one.id === id && one.at === at)
  return {
    key: `change:${id}:${request.id}`,
    text: sentence(change, request.actor),
    buttons: [canUndo ? undo : list],
  }
}

function sentence({ kind, subscription, next }: SubscriptionChange, actor: Actor): RichText {
  const name = subscriptionName(subscription)
  const then = next === undefined ? '' : `; ${next.slice(0, 1).toLowerCase()}${next.slice(1)}`
  const isOfTeam = subscription.kind === 'team'
  if (actor.name === undefined)
    return isOfTeam
      ? rich`The team’s week was ${kind} here${then}`
      : rich`Daily papers were ${kind} here: ${name}${then}`
  const what = isOfTeam ? `${name} here` : `daily papers here: ${name}`
  return rich`${cutGraphemes(actor.name, mostName)} ${kind} ${what}${then}`
}

/** The person as settings keep them. */
export const personOf = ({ id, name }: Actor): Subscription['createdBy'] => ({
  id,
  name: name === undefined || name === '' ? id : cutGraphemes(name, mostName),
})
