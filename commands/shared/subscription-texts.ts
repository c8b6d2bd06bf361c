/** A subscription in words. */
import type { Subscription } from '../../src/channels/settings.ts'
import { formatDays } from '../../src/channels/timing.ts'
import { formatTopics } from '../../src/channels/topics.ts'
import { smallText } from '../../src/chat/replies.ts'
import type { Button, Reply } from '../../src/chat/reply.ts'
import { plainText, type RichText } from '../../src/chat/rich-text.ts'
import type { Upcoming } from '../../src/digests/outlook.ts'
import type { PostedNow } from '../../src/digests/post-now.ts'
import { localTime, shortDate } from '../../src/digests/words.ts'
import { counted, cutGraphemes } from '../../src/papers/text.ts'

/** Graphemes of the topics where they stand for the subscription. */
const mostTopics = 120

/** `KV cache, "speculative decoding"`, `the whole list`, `trending`, `the team’s week`. */
export function subscriptionName({ topics, kind }: Subscription): string {
  if (kind === 'team') return 'the team’s week'
  if (topics.length > 0) return cutGraphemes(formatTopics(topics), mostTopics)
  return kind === 'trending' ? 'trending papers' : 'the best of the whole list'
}

/** `09:00 Monday to Friday, Europe/Berlin · complete list · at most 5 papers`. */
export function subscriptionFacts(subscription: Subscription): string[] {
  const { topics, time, days, zone, kind, list, most, form, upvotes, tags } = subscription
  const lists = list === 'complete' ? 'complete list' : 'today so far'
  const missed = [
    'missed papers',
    ...(topics.length > 0 ? [`on ${cutGraphemes(formatTopics(topics), mostTopics)}`] : []),
  ]
  const chosenFrom = { lists, trending: 'trending, last 7 days', team: missed.join(' ') }
  return [
    `${time} ${formatDays(days)}, ${zone}`,
    chosenFrom[kind],
    `at most ${counted(most, 'paper')}`,
    ...(form === 'thread' ? ['details in a thread'] : []),
    ...(form === 'each' ? ['a thread for each paper'] : []),
    ...(upvotes
      ? [`at least ${counted(upvotes.least, 'upvote')} within ${counted(upvotes.withinDays, 'day')}`]
      : []),
    ...(tags.length > 0 ? [`tags: ${tags.join(', ')}`] : []),
  ]
}

/** When the next post is: `Mon 24 Aug 09:00`, `within minutes`. */
export const postTime = ({ at, awaited }: Upcoming, zone: string): string =>
  awaited === undefined
    ? localTime(at, zone)
    : awaited.length === 0
      ? 'within minutes'
      : 'once its list is there'

/** What came of a post that somebody asked for. @param today `YYYY-MM-DD` */
export function postedNowInWords(
  posted: PostedNow | undefined,
  { kind }: Subscription,
  today: string,
): string {
  switch (posted?.kind) {
    case 'posted':
      return kind === 'team'
        ? 'The team’s week is on the way.'
        : `${counted(posted.papers, 'paper')} on the way.`
    case 'no paper':
      return `Nothing is posted: no paper of the ${kind === 'trending' ? 'last 7 days' : 'newest list'} matches that was not posted here before.`
    case 'quiet week':
      return 'Nothing is posted: nobody discussed, judged, saved or voted for a paper here since the last one.'
    case 'already':
      return `${shortDate(posted.date, today)} had its turn already: a subscription posts once a day at most.`
    case 'no list':
    case undefined:
      break
  }
  return 'Nothing is posted: no complete list is known yet.'
}

/** A quiet line that everybody in the channel sees. */
export function publicLine(text: RichText, buttons: readonly Button[]): Reply {
  return {
    summary: plainText(text),
    visibility: 'public',
    blocks: [smallText(text), { kind: 'buttons', buttons }],
  }
}
