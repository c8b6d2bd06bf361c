/** Topics as people type them. Pure. */
import { UserError } from '../errors.ts'
import { cutGraphemes, oneLine } from '../papers/text.ts'
import { parseQuery } from '../search/query/parse-query.ts'
import { asksNothing } from '../search/query/query.ts'
import { topicComplaints } from '../search/topics/topic.ts'
import { limits } from './limits.ts'

const example = 'Try: KV cache, "speculative decoding" -survey'

/** What stands between commas, semicolons and line ends that aren't in quotes. */
const part = /(?:["“”„«»][^"“”„«»]*["“”„«»]|[^,;\n"“”„«»]|["“”„«»])+/gu

/**
 * Reads `KV cache, "speculative decoding" -survey` as topics, each a query; a topic that comes twice counts once.
 *
 * @param today the date that `after:yesterday` counts from, `YYYY-MM-DD`
 * @throws UserError `settings.topics` for one that asks no yes-or-no question of a paper, and for too many
 */
export function parseTopics(typed: string, today: string): string[] {
  const parts = (typed.match(part) ?? []).map(one => checkedTopic(one, today)).filter(one => one !== '')
  const topics = [...new Map(parts.toReversed().map(one => [one.toLowerCase(), one])).values()].toReversed()
  if (topics.length > limits.topics)
    throw new UserError(
      'settings.topics',
      `There are ${topics.length} topics; ${limits.topics} are the most.`,
      {
        help: 'Leave some out, or make a second subscription.',
      },
    )
  return topics
}

/** What `parseTopics` reads. */
export const formatTopics = (topics: readonly string[]): string => topics.join(', ')

function checkedTopic(typed: string, today: string): string {
  const { query, complaints, ofDates } = parseQuery(typed, today)
  if (query.text === '') return ''
  const shown = cutGraphemes(oneLine(query.text), limits.shownGraphemes)
  if (query.text.length > limits.topicCharacters)
    throw wrong(
      `The topic "${shown}" is ${query.text.length} characters long; ${limits.topicCharacters} are the most.`,
    )
  if (query.id) throw wrong(`"${shown}" is one paper, and a topic is what papers are about.`)
  const [complaint] = [...topicComplaints(query), ...complaints.filter(one => !ofDates.includes(one))]
  if (complaint !== undefined) throw wrong(`The topic "${shown}" can't be used: ${complaint}`)
  if (asksNothing(query)) throw wrong(`The topic "${shown}" says nothing to look for.`)
  return query.text
}

const wrong = (what: string): UserError => new UserError('settings.topics', what, { help: example })
