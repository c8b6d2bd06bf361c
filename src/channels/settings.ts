/** What a channel has set: its subscriptions and who may do what. Kept as one entry; every default is here. */
import { z } from 'zod'
import { formatPlace, type Place, withoutThread } from '../chat/place.ts'
import { limits } from './limits.ts'
import { defaultTime, weekly, workdays } from './timing.ts'
import { type Upgrade, withUpgrades } from './versions.ts'
import { isZone } from './zones.ts'

/** How settings came to be what they are: an entry per released version before the current one. */
const upgrades: readonly Upgrade[] = []

/** UTC, as `Temporal.Instant` writes it: to nine digits of a second at most. */
const instant = z.iso.datetime().max('2026-08-21T10:00:00.123456789Z'.length)
const zone = z.string().refine(isZone, 'no IANA time zone')
const id = z
  .string()
  .regex(/^[\w-]+$/)
  .max(limits.idCharacters)
const personal = z.string().min(1).max(limits.personCharacters)
const person = z.strictObject({ id: personal, name: personal }).readonly()
const topic = z
  .string()
  .max(limits.topicCharacters)
  .refine(text => text.trim() !== '', 'no words')
const days = z
  .array(z.int().min(1).max(7))
  .min(1)
  .refine(all => all.every((day, at) => at === 0 || day > all[at - 1]!), 'not in their order')

const subscriptionSchema = z
  .strictObject({
    /** Unlike any other anywhere. */
    id,
    /** From 1; grows with every change, so that a receipt can name what it stands on. */
    revision: z.int().min(1),
    /** What is posted: the new lists, what trends, or once a week what the team did with papers and what it missed. */
    kind: z.enum(['lists', 'trending', 'team']),
    /** Queries of which one must match; none: the whole list. */
    topics: z.array(topic).max(limits.topics).readonly(),
    /** The complete list the next morning, or today's so far. */
    list: z.enum(['complete', 'so far']),
    /** Local, `HH:MM`. */
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    /** ISO weekdays, 1 to 7, in their order. */
    days: days.readonly(),
    zone,
    /** Papers of one post. */
    most: z.int().min(1).max(limits.papers),
    /** One message, one with the papers in its thread, or a thread or forum post for each paper. */
    form: z.enum(['digest', 'thread', 'each']),
    /** Of a forum's posts. */
    tags: z.array(z.string().min(1).max(limits.tagCharacters)).max(limits.tags).readonly(),
    /** A paper waits until it has this many, for so many days. */
    upvotes: z.exactOptional(
      z
        .strictObject({
          least: z.int().min(1).max(limits.upvotes),
          withinDays: z.int().min(1).max(limits.waitingDays),
        })
        .readonly(),
    ),
    paused: z.exactOptional(z.strictObject({ by: person, at: instant }).readonly()),
    createdBy: person,
    createdAt: instant,
    /** Posts only what falls due after it: when it was made, or last got another time or was resumed. */
    since: instant,
  })
  .refine(({ kind, days: { length } }) => kind !== 'team' || length === 1, 'more than one day a week')
  .readonly()

const undoSchema = z
  .strictObject({
    /** Of the subscription. */
    id,
    /** As it was; absent where it did not exist before the change. */
    before: z.exactOptional(subscriptionSchema),
    at: instant,
    by: person,
  })
  .refine(({ id: changed, before }) => !before || before.id === changed, 'another subscription')
  .readonly()

const placeSchema = z
  .strictObject({
    platform: z.string(),
    workspace: z.string(),
    channel: z.exactOptional(z.string()),
    person: z.exactOptional(z.string()),
  })
  .refine(isPlace, 'no place')
  .readonly()

const haveUniqueIds = (all: readonly { readonly id: string }[]): boolean =>
  new Set(all.map(one => one.id)).size === all.length

const who = z.enum(['anyone', 'managers'])

const currentSchema = z
  .strictObject({
    version: z.literal(upgrades.length + 1),
    /** A channel or a person's direct messages, never a thread. */
    place: placeSchema,
    /** Without `#`, as the platform said when its subscriptions were last changed. */
    name: z.exactOptional(z.string().min(1).max(limits.nameCharacters)),
    /** It holds only threads, as the platform said when its subscriptions were last changed. */
    forum: z.exactOptional(z.literal(true)),
    /** Whoever manages it was told that nothing is posted there by itself. */
    introduced: z.exactOptional(z.literal(true)),
    /** In which new subscriptions are made and times shown. */
    zone: z.exactOptional(zone),
    /** Of answers that could be either. */
    visibility: z.enum(['private', 'public']),
    /** Who may change the settings. */
    manage: z.enum(['managers', 'everyone']),
    share: who,
    discuss: who,
    /** Whether pasted links to papers get a card. */
    links: z.enum(['off', 'on']).default('off'),
    /** Whether a discussion's thread is told that code or a project page of its paper has appeared. */
    followups: z.enum(['off', 'on']).default('off'),
    subscriptions: z
      .array(subscriptionSchema)
      .max(limits.subscriptions)
      .refine(haveUniqueIds, 'two with one id')
      .readonly(),
    /** The last change of each subscription, kept so that it can be taken back for a day. */
    undo: z.array(undoSchema).max(limits.undo).refine(haveUniqueIds, 'two of one subscription').readonly(),
  })
  .readonly()

export type Subscription = z.infer<typeof subscriptionSchema>
export type ChannelSettings = z.infer<typeof currentSchema>

/** Reads settings of any version, for the namespace `settings`. */
export const settingsSchema: z.ZodType<ChannelSettings> = withUpgrades(currentSchema, upgrades)

/** What nobody has to say when a subscription is made. */
type Wish = Pick<
  Subscription,
  'kind' | 'topics' | 'list' | 'time' | 'days' | 'most' | 'form' | 'tags' | 'upvotes'
>

/** Of the team's week: at the end of it, and missed is what at least so many others thought worth an upvote. */
const teamDefaults: Partial<Wish> = {
  time: '16:00',
  days: weekly,
  upvotes: { least: 10, withinDays: 7 },
}

/**
 * A subscription with the defaults for what isn't wished: the best 5 of every complete list, Monday to Friday, at the
 * default time of its zone; of the team's week, Friday at 16:00. There is no default zone: nobody means UTC without
 * saying so.
 */
export function newSubscription(
  made: Pick<Subscription, 'id' | 'zone' | 'createdBy' | 'createdAt'>,
  wish: Partial<Wish> = {},
): Subscription {
  return {
    ...made,
    revision: 1,
    kind: 'lists',
    topics: [],
    list: 'complete',
    time: defaultTime(made.zone),
    days: workdays,
    most: 5,
    form: 'digest',
    tags: [],
    ...(wish.kind === 'team' && teamDefaults),
    ...wish,
    since: made.createdAt,
  }
}

/**
 * What holds where nothing was set. Slack knows no managers of a channel, and one's direct messages are one's own;
 * there everybody may change the settings.
 */
export function newSettings(place: Place): ChannelSettings {
  return {
    version: upgrades.length + 1,
    place: withoutThread(place),
    visibility: 'private',
    manage: place.platform === 'slack' || place.person !== undefined ? 'everyone' : 'managers',
    share: 'anyone',
    discuss: 'anyone',
    links: 'off',
    followups: 'off',
    subscriptions: [],
    undo: [],
  }
}

/** Whether the platform tells what links are pasted there; Discord does not without the content of all messages. */
export const seesLinks = ({ platform, channel }: Place): boolean =>
  platform === 'slack' && channel !== undefined

function isPlace(place: Place): boolean {
  try {
    return formatPlace(place) !== ''
  } catch {
    return false
  }
}
