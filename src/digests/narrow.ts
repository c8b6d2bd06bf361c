/** Narrower topics for one that matches too much, from the keywords of the lists themselves. Pure. */
import { limits as settingsLimits } from '../channels/limits.ts'
import type { Acronym } from '../search/language/acronyms.ts'
import { stemsOf } from '../search/language/analysis.ts'
import { parseQuery } from '../search/query/parse-query.ts'
import { ReadPaper } from '../search/topics/read-paper.ts'
import { compileTopic, matches, type Topic } from '../search/topics/topic.ts'
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
 * At most three narrower topics, the most telling first. Tried are the keywords that stand most often with the papers
 * that the topic matches: `agent` becomes `"multi-agent systems"` where the keyword says the topic itself, and
 * `agent "tool use"` where it doesn't. Kept is what leaves at most half of the papers, is no longer noisy, still comes
 * with every fifth list, and stands with the topic half as often again as with all papers (lift ≥ 1.5:
 * https://doi.org/10.1145/253260.253327), so that "large language models" is no answer to "agent". The more papers
 * carry a keyword and the higher its lift, the more telling it is; of keywords that say the same (`tool use`,
 * `tool-use`) only the first is kept.
 *
 * @param reads the papers of the lists, each once
 */
export function narrower(topic: Topic, reads: readonly ReadPaper[], lists: number): Narrower[] {
  const on = reads.filter(read => matches(topic, read).matched)
  const kept = keywordsOf(on)
    .slice(0, limits.keywordsTried)
    .map(({ keyword, count }) => {
      const typed = narrowed(topic, keyword)
      const matched = countOn(typed, on, topic.acronyms)
      const lift = matched / on.length / (countOn(quoted(keyword), reads, []) / reads.length)
      return { keyword, typed, matched, lift, score: count * Math.log(lift) }
    })
    .filter(({ typed, matched, lift }) => {
      const { perList, share } = shareOf(matched, reads.length, lists)
      return (
        typed.length <= settingsLimits.topicCharacters &&
        lift >= limits.leastLift &&
        matched * 2 <= on.length &&
        perList * limits.narrowerEveryLists >= 1 &&
        !isNoisy({ perList, share })
      )
    })
    .sort((one, other) => other.score - one.score || (one.typed < other.typed ? -1 : 1))
  return distinct(kept)
    .slice(0, limits.narrowerTerms)
    .map(({ typed, matched }) => ({ topic: typed, ...shareOf(matched, reads.length, lists) }))
}

/** Most frequent first, each in its first spelling. */
function keywordsOf(reads: readonly ReadPaper[]): { keyword: string; count: number }[] {
  const counts = new Map<string, { keyword: string; count: number }>()
  for (const { paper } of reads)
    for (const keyword of paper.keywords?.terms ?? []) {
      const key = stemsOf(keyword).join(' ')
      const known = counts.get(key)
      if (known) known.count++
      else if (key !== '') counts.set(key, { keyword, count: 1 })
    }
  return [...counts.values()].sort(
    (one, other) => other.count - one.count || (one.keyword < other.keyword ? -1 : 1),
  )
}

/** Filters and exclusions of the topic stay. */
function narrowed({ query, filters, acronyms }: Topic, keyword: string): string {
  const words = compileTopic({ ...query, excluded: [] }, acronyms)
  const says = filters.length === 0 && matches(words, titled(keyword)).matched
  if (!says) return `${query.text} ${quoted(keyword)}`
  return [quoted(keyword), ...query.excluded.map(text => `-${quoted(text)}`)].join(' ')
}

const quoted = (text: string): string => (/^[\w-]+$/.test(text) ? text : `"${text.replaceAll('"', '')}"`)

function countOn(typed: string, reads: readonly ReadPaper[], acronyms: readonly Acronym[]): number {
  const topic = compileTopic(parseQuery(typed, '1970-01-01').query, acronyms)
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

const titled = (title: string): ReadPaper =>
  new ReadPaper({ id: '', title, abstract: '', authors: [], categories: [], origin: 'file' })
