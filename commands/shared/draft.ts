/** A subscription that is being made or changed: as the options of a command, which buttons and forms carry. */
import { z } from 'zod'
import { limits } from '../../src/channels/limits.ts'
import { newSubscription, type Subscription } from '../../src/channels/settings.ts'
import { formatDays, parseDays, parseTime } from '../../src/channels/timing.ts'
import { formatTopics, parseTopics } from '../../src/channels/topics.ts'
import { formatWaiting, parseWaiting } from '../../src/channels/waiting.ts'
import { UserError } from '../../src/errors.ts'
import { cutGraphemes, oneLine } from '../../src/papers/text.ts'

/** What a field of Slack's forms holds (https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element). */
const topicCharacters = 3000
const papersOfAPost = `A post holds 1 to ${limits.papers} papers.`
const internal = { internal: true }
const text = z.string().trim()

export const subscriptionId = z
  .string()
  .regex(/^[\w-]+$/)
  .max(limits.idCharacters)

export const draftShape = {
  topics: text
    .max(topicCharacters, `Topics have ${topicCharacters} characters together at most.`)
    .optional()
    .describe('what papers are about, separated by commas; the whole list without it'),
  time: text.max(40).optional().describe('local time of the post, such as 09:00'),
  zone: text.max(100).optional().describe('time zone, such as Berlin').meta({ completes: 'zones' }),
  days: text.max(100).optional().describe('such as weekdays, daily, weekly or Mon, Thu'),
  max: z.coerce
    .number(papersOfAPost)
    .int(papersOfAPost)
    .min(1, papersOfAPost)
    .max(limits.papers, papersOfAPost)
    .optional()
    .describe(`papers of a post at most, 1 to ${limits.papers}`),
  kind: z
    .enum(['lists', 'trending', 'team'])
    .optional()
    .describe('new lists, what trends, or weekly what the team did and missed'),
  list: z.enum(['complete', 'so far']).optional().describe('which list').meta(internal),
  form: z.enum(['digest', 'thread', 'each']).optional().describe('how papers are posted').meta(internal),
  upvotes: text.max(100).optional().describe('a minimum of upvotes').meta(internal),
  tags: text.max(600).optional().describe('tags of forum posts').meta(internal),
}

const draftSchema = z.object(draftShape)
export type Draft = z.infer<typeof draftSchema>

/** Options that make the same subscription again. */
export function draftOf(subscription: Subscription): Record<string, string> {
  const { topics, time, zone, days, most, list, kind, form, upvotes, tags } = subscription
  const options = {
    topics: formatTopics(topics),
    time,
    zone,
    days: formatDays(days),
    max: String(most),
    list: list === 'complete' ? '' : list,
    kind: kind === 'lists' ? '' : kind,
    form: form === 'digest' ? '' : form,
    upvotes: formatWaiting(upvotes) || (kind === 'team' ? '0' : ''),
    tags: tags.join(', '),
  }
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''))
}

/**
 * The subscription that a draft describes; what it leaves open is as in `newSubscription`.
 *
 * @param today `YYYY-MM-DD`
 * @throws UserError for a value that can't be read
 */
export function readDraft(
  draft: Draft,
  made: Pick<Subscription, 'id' | 'zone' | 'createdBy' | 'createdAt'>,
  today: string,
): Subscription {
  const { kind, max, time, days } = draft
  // The team's week is one message, of lists that are complete.
  const { list, form } = kind === 'team' ? {} : draft
  const { upvotes: usual, ...subscription } = newSubscription(made, {
    topics: parseTopics(draft.topics ?? '', today),
    tags: parseTags(draft.tags ?? ''),
    ...(kind && { kind }),
    ...(list && { list }),
    ...(form && { form }),
    ...(max !== undefined && { most: max }),
    ...(time && { time: parseTime(time) }),
    ...(days && { days: kind === 'team' ? oneDay(days) : parseDays(days) }),
  })
  const upvotes = draft.upvotes ? parseWaiting(draft.upvotes) : usual
  return { ...subscription, ...(upvotes && { upvotes }) }
}

function oneDay(typed: string): number[] {
  const days = parseDays(typed)
  if (days.length === 1) return days
  throw new UserError('settings.days', `The team’s week is posted once a week, not on ${formatDays(days)}.`, {
    help: 'Name one day, such as Friday.',
  })
}

function parseTags(typed: string): string[] {
  const tags = [
    ...new Set(
      typed
        .split(/[,;\n]/)
        .map(oneLine)
        .filter(Boolean),
    ),
  ]
  const long = tags.find(tag => tag.length > limits.tagCharacters)
  if (tags.length <= limits.tags && long === undefined) return tags
  const what =
    long === undefined
      ? `There are ${tags.length} tags.`
      : `The tag "${cutGraphemes(long, limits.shownGraphemes)}" is too long.`
  throw new UserError('settings.tags', what, {
    help: `A post has at most ${limits.tags} tags of ${limits.tagCharacters} characters, as in: vision, robotics`,
  })
}
