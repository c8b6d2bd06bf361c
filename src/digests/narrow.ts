/** Narrower topics for one that matches too much, from the keywords of the lists themselves. Pure. */
import { limits as settingsLimits } from '../channels/limits.ts'
import { analyze, stemOf } from '../search/analysis.ts'
import { parseQuery } from '../search/parse-query.ts'
import { ReadPaper } from '../search/read-paper.ts'
import { compileTopic, matches, type Topic } from '../search/topic.ts'
import { limits } from './limits.ts'

/** How much a topic matches. */
export interface Share {
  /** Of all papers, 0 to 1. */
  readonly share: number
  readonly perList: number
}

export interface Narrower extends Share {
  /** A topic, as it can be typed. */
  readonly topic: string
}

export const isNoisy = ({ share, perList }: Share): boolean =>
  share > limits.noisyShare || perList > limits.noisyPerList

/** How much so many papers of all are. */
export function shareOf(matched: number, papers: number, lists: number): Share {
  return { share: matched / Math.max(1, papers), perList: matched / Math.max(1, lists) }
}

/**
 * At most three narrower topics, the most frequent first. Tried are the keywords that stand most often with the papers
 * that the topic matches: `agent` becomes `"multi-agent systems"` where the keyword says the topic itself, and
 * `agent "tool use"` where it doesn't. Kept is what leaves at most half of the papers, is no longer noisy, and still
 * comes with every fifth list; of keywords that share their papers' words (`tool use`, `tool-use`) only the first.
 *
 * @param reads the papers of the lists, each once
 */
export function narrower(topic: Topic, reads: readonly ReadPaper[], lists: number): Narrower[] {
  const on = reads.filter(read => matches(topic, read).matched)
  const tried = keywordsOf(on).slice(0, limits.keywordsTried)
  const kept = tried
    .map(keyword => {
      const typed = narrowed(topic, keyword)
      const matched = countOn(typed, on)
      return { keyword, matched, topic: typed, ...shareOf(matched, reads.length, lists) }
    })
    .filter(
      one =>
        one.topic.length <= settingsLimits.topicCharacters &&
        one.matched * 2 <= on.length &&
        one.perList * limits.narrowerEveryLists >= 1 &&
        !isNoisy(one),
    )
    .sort((one, other) => other.matched - one.matched || (one.topic < other.topic ? -1 : 1))
  return distinct(kept)
    .slice(0, limits.narrowerTerms)
    .map(({ topic: typed, share, perList }) => ({ topic: typed, share, perList }))
}

/** Most frequent first, each in its first spelling. */
function keywordsOf(reads: readonly ReadPaper[]): string[] {
  const counts = new Map<string, { keyword: string; count: number }>()
  for (const { paper } of reads)
    for (const keyword of paper.keywords?.terms ?? []) {
      const key = stemsOf(keyword).join(' ')
      const known = counts.get(key) ?? { keyword, count: 0 }
      if (key !== '') counts.set(key, { ...known, count: known.count + 1 })
    }
  return [...counts.values()]
    .sort((one, other) => other.count - one.count || (one.keyword < other.keyword ? -1 : 1))
    .map(({ keyword }) => keyword)
}

/** Filters and exclusions of the topic stay. */
function narrowed(topic: Topic, keyword: string): string {
  const phrase = `"${keyword.replaceAll('"', '')}"`
  const { text } = topic.query
  const isAll = topic.filters.length + topic.excluded.length === 0
  const says = isAll && matches(topic, titled(keyword)).matched
  return says ? phrase : `${text} ${phrase}`
}

function countOn(typed: string, reads: readonly ReadPaper[]): number {
  const topic = compileTopic(parseQuery(typed, '1970-01-01').query)
  return reads.filter(read => matches(topic, read).matched).length
}

/** The first of those that have a word's stems in common with one kept before, all of them or all of its. */
function distinct<T extends { readonly keyword: string }>(all: readonly T[]): T[] {
  const kept: { one: T; stems: readonly string[] }[] = []
  for (const one of all) {
    const stems = stemsOf(one.keyword)
    const same = kept.some(
      other =>
        stems.every(stem => other.stems.includes(stem)) || other.stems.every(stem => stems.includes(stem)),
    )
    if (!same) kept.push({ one, stems })
  }
  return kept.map(({ one }) => one)
}

const stemsOf = (keyword: string): string[] =>
  analyze(keyword).flatMap(({ words }) => words.map(({ text }) => stemOf(text)))

const titled = (title: string): ReadPaper =>
  new ReadPaper({ id: '', title, abstract: '', authors: [], categories: [], origin: 'file' })
