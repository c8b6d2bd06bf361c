/** Topics with their misspelt words corrected, as a search corrects them. */
import { formatTopics, parseTopics } from '../../src/channels/topics.ts'
import type { Correction } from '../../src/search/reading/correction.ts'
import { parseQuery, withWords } from '../../src/search/query/parse-query.ts'
import { type Services, today } from '../services.ts'

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
