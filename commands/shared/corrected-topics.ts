/** Topics with their misspelt words corrected, as a search corrects them. */
import { formatTopics, parseTopics } from '../../src/channels/topics.ts'
import type { Correction } from '../../src/search/reading/rewritten.ts'
import { parseQuery, withWords } from '../../src/search/query/parse-query.ts'
import { type Services, today } from '../services.ts'
import { respeltQuery } from './better-query.ts'

export interface CorrectedTopics {
  readonly topics: readonly string[]
  readonly corrections: readonly Correction[]
  /** The same topics with the words that were corrected in quotes, so that they are taken as typed. */
  readonly asTyped: readonly string[]
}

/** The papers that come with Paperboy know too few words to correct any. */
export function correctedTopics(topics: readonly string[], services: Services): CorrectedTopics {
  if (services.library.onlyStarter) return { topics, corrections: [], asTyped: topics }
  const date = today(services)
  const read = topics.map(typed => {
    const { query } = parseQuery(typed, date)
    const { words, corrections } = services.library.correct(query)
    const quoted = query.words.map((word, at) => (word === words[at] ? word : `"${word}"`))
    return {
      corrections,
      corrected: withWords(typed, query.words, words),
      asTyped: withWords(typed, query.words, quoted),
    }
  })
  return {
    topics: parseTopics(formatTopics(read.map(({ corrected }) => corrected)), date),
    corrections: read.flatMap(({ corrections }) => corrections),
    asTyped: read.map(({ asTyped }) => asTyped),
  }
}

export interface BetterTopics {
  readonly topics: readonly string[]
  /** `In the library 72 match with "speculative decoding".` */
  readonly said: string
}

/** The topics with the phrases of one corrected, where no paper of the library matches it as it was typed. */
export async function betterTopics(
  topics: readonly string[],
  services: Services,
): Promise<BetterTopics | undefined> {
  const { library } = services
  if (library.onlyStarter) return undefined
  for (const topic of topics) {
    const { query } = parseQuery(topic, today(services))
    if ((await library.find(query, { limit: 0 })).total > 0) continue
    const better = await respeltQuery(query, library, today(services))
    if (!better) continue
    const said = `In the library ${better.said}`
    return { topics: topics.map(one => (one === topic ? better.text : one)), said }
  }
  return undefined
}
