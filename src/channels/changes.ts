/** Changes of a channel's subscriptions, each of which can be taken back for a day. Pure. */
import { isDeepStrictEqual } from 'node:util'
import { Temporal } from '@js-temporal/polyfill'
import { UserError } from '../errors.ts'
import { limits } from './limits.ts'
import type { ChannelSettings, Subscription } from './settings.ts'

/** Who changes something, and when (ISO instant). */
export interface Author {
  readonly by: Subscription['createdBy']
  readonly at: string
}

/**
 * Adds a subscription, or puts it in the place of the one with its id; who made that and whether it is paused stays.
 *
 * @throws UserError `subscriptions.full`, `subscriptions.team` for a second team's week, which would say the same again
 */
export function withSubscription(
  settings: ChannelSettings,
  subscription: Subscription,
  author: Author,
): ChannelSettings {
  const before = settings.subscriptions.find(({ id }) => id === subscription.id)
  const after = before
    ? {
        ...subscription,
        createdBy: before.createdBy,
        createdAt: before.createdAt,
        ...(before.paused && { paused: before.paused }),
      }
    : subscription
  return replaced(settings, after, author)
}

/** @throws UserError `subscriptions.unknown` */
export function withoutSubscription(settings: ChannelSettings, id: string, author: Author): ChannelSettings {
  const before = subscriptionOf(settings, id)
  const subscriptions = settings.subscriptions.filter(one => one !== before)
  return remembering({ ...settings, subscriptions }, { id, before, ...author })
}

/** Pauses it, or resumes it; as it is where that is so already. @throws UserError `subscriptions.unknown` */
export function withPause(
  settings: ChannelSettings,
  id: string,
  paused: boolean,
  { by, at }: Author,
): ChannelSettings {
  const { paused: before, ...running } = subscriptionOf(settings, id)
  if (paused === (before !== undefined)) return settings
  return replaced(settings, paused ? { ...running, paused: { by, at } } : running, { by, at })
}

/**
 * As it was before its last change, which was made `changedAt`.
 *
 * @throws UserError `subscriptions.undo` where that was not its last change, or is over a day ago; else as `withSubscription`
 */
export function withUndone(
  settings: ChannelSettings,
  id: string,
  changedAt: string,
  now: Temporal.Instant,
): ChannelSettings {
  const change = settings.undo.find(one => one.id === id && one.at === changedAt)
  if (!change || isOver(change.at, now))
    throw new UserError(
      'subscriptions.undo',
      'This can be taken back for a day, and until it is changed again.',
      {
        help: 'What there is now: subscriptions',
      },
    )
  const others = settings.subscriptions.filter(one => one.id !== id)
  const at = settings.subscriptions.findIndex(one => one.id === id)
  const subscriptions = change.before
    ? others.toSpliced(at < 0 ? others.length : at, 0, change.before)
    : others
  return checked({ ...settings, subscriptions, undo: settings.undo.filter(one => one !== change) })
}

/** @throws UserError `subscriptions.unknown` */
export function subscriptionOf({ subscriptions }: ChannelSettings, id: string): Subscription {
  const found = subscriptions.find(one => one.id === id)
  if (found) return found
  throw new UserError('subscriptions.unknown', 'This subscription is not there any more.', {
    help: 'What there is now: subscriptions',
  })
}

function replaced(settings: ChannelSettings, after: Subscription, author: Author): ChannelSettings {
  const at = settings.subscriptions.findIndex(({ id }) => id === after.id)
  const before = settings.subscriptions[at]
  if (before && isDeepStrictEqual({ ...after, revision: before.revision, since: before.since }, before))
    return settings
  const subscriptions = before ? settings.subscriptions.with(at, after) : [...settings.subscriptions, after]
  const change = { id: after.id, ...(before && { before }), ...author }
  return remembering(checked({ ...settings, subscriptions }), change)
}

function checked(settings: ChannelSettings): ChannelSettings {
  if (settings.subscriptions.filter(({ kind }) => kind === 'team').length > 1)
    throw new UserError('subscriptions.team', 'The team’s week is posted here already.', {
      help: 'Change it where it is: subscriptions',
    })
  if (settings.subscriptions.length <= limits.subscriptions) return settings
  throw new UserError(
    'subscriptions.full',
    `This channel has ${limits.subscriptions} subscriptions already.`,
    {
      help: 'Remove one first: subscriptions',
    },
  )
}

function remembering(settings: ChannelSettings, change: ChannelSettings['undo'][number]): ChannelSettings {
  const now = Temporal.Instant.from(change.at)
  const others = settings.undo.filter(one => one.id !== change.id && !isOver(one.at, now))
  return { ...settings, undo: [...others, change].slice(-limits.undo) }
}

const isOver = (at: string, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(at).add({ hours: limits.undoHours }), now) < 0
