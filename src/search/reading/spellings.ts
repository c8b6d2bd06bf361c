/** Words of the library that are a few slips of the keyboard away, or two that one was made of. */
import { divisionsOf } from '../language/divisions.ts'
import { editDistance } from '../../papers/edit-distance.ts'
import { fold, letterSet, stemOf, stemsOf } from '../language/analysis.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import { Neighbourhood } from './neighbourhood.ts'
import { eachWithPhrase } from '../matching/phrases.ts'
import { mostLetters, type Segment } from '../index/segment.ts'
import { stopWords } from '../language/stopwords.ts'
import { textAt } from '../index/texts.ts'

/** How many slips a word of these letters may have. */
export function editsTried({ length }: string): number {
  if (length < limits.oneEditFrom - 1) return 0
  return length < limits.twoEditsFrom ? 1 : 2
}

/**
 * Distinct words of papers that can be found, at most `edits` away and not the word itself; never a stop word,
 * nor without what a word begins with: `incompressible` is no slip of `compressible`.
 */
export function spellingsNear(typed: string, edits: number, { segments }: Collection): string[] {
  const near = segments.flatMap(live =>
    similarLetters(edits, typed, live.segment)
      .filter(number => live.documentFrequency(live.segment.wordTerm[number]!) > 0)
      .map(number => textAt(live.segment.words, number))
      .filter(word => word !== typed && !stopWords.has(word) && !isPrefixed(typed, word))
      .filter(word => editDistance(typed, word, edits) <= edits),
  )
  return [...new Set(near)]
}

const prefix = /^(?:an?|de|i[lmnr]|re|un)$/
const isPrefixed = (typed: string, word: string): boolean =>
  typed.endsWith(word) && prefix.test(typed.slice(0, -word.length))

/** `statespace` as `state space`, where that is written in several papers, or in so many. */
export function openIn(
  word: string,
  collection: Collection,
  inPapers: number = limits.besideLeast,
): { text: string; papers: number } | undefined {
  if (word.length > limits.correctedLetters) return undefined
  let best = { papers: inPapers - 1, text: '' }
  for (const [first, second] of divisionsOf(word)) {
    const most = Math.min(collection.frequencyOf(first), collection.frequencyOf(second))
    if (most <= best.papers) continue
    const papers = new Neighbourhood(collection, first, undefined).papersBeside(second)
    if (papers > best.papers) best = { papers, text: `${first} ${second}` }
  }
  return best.text === '' ? undefined : best
}

/** `SleeperAgents` as `sleeper agents`, `QuantVideoGen` as `quant videogen`: the most parts that a paper writes so. */
export function openAtCapitals(typed: string, collection: Collection): string | undefined {
  const parts = typed.split(/(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u).map(fold)
  if (parts.length > limits.capitalParts) return undefined
  return groupings(parts)
    .filter(words => words.length > 1 && ![words[0]!, words.at(-1)!].some(word => stopWords.has(word)))
    .sort((one, other) => other.length - one.length)
    .find(words => isWritten(words, collection))
    ?.join(' ')
}

/** All ways to write neighbours of some parts in one. */
function groupings([first, ...others]: readonly string[]): string[][] {
  if (first === undefined || others.length === 0) return first === undefined ? [] : [[first]]
  return groupings(others).flatMap(([next, ...rest]) => [
    [first, next!, ...rest],
    [first + next!, ...rest],
  ])
}

/** Letters and digits in one, a full stop within a number. */
const nameInOne = /(?=[\p{L}.]*\p{N})(?=[\p{N}.]*\p{L})[\p{L}\p{N}]+(?:\.\p{N}[\p{L}\p{N}]*)*/gu

/** `qwen2.5vl` as `qwen2.5-vl`, `deepseekr1` as `deepseek-r1`: names with numbers, where papers divide them at least as often as not. */
export function divideNames(text: string, collection: Collection): string {
  return text.replace(nameInOne, name => {
    const typed = fold(name)
    if (typed.length > limits.correctedLetters) return name
    const known = stemsOf(typed).join(' ')
    let best = { papers: Math.max(collection.frequencyOf(typed), 1) - 1, parts: [name] }
    for (const parts of divisionsOf(typed)) {
      const terms = parts.flatMap(stemsOf)
      const most = Math.min(...terms.map(term => collection.frequency(term)))
      if (most <= best.papers) continue
      const papers = papersWith(terms, collection)
      if (papers > best.papers) best = { papers, parts: terms.join(' ') === known ? [name] : parts }
    }
    return best.parts.join('-')
  })
}

/** How many papers have terms one after another. */
function papersWith(terms: readonly string[], { segments }: Collection): number {
  let papers = 0
  for (const live of segments)
    eachWithPhrase(live, { terms }, document => {
      papers += live.live[document]!
    })
  return papers
}

function isWritten(words: readonly string[], collection: Collection): boolean {
  let found = false
  for (const live of collection.segments)
    eachWithPhrase(
      live,
      { terms: words.map(stemOf) },
      document => {
        found ||= live.live[document] === 1
      },
      () => !found,
    )
  return found
}

/** Numbers of words that may be within as many edits. */
function similarLetters(edits: number, typed: string, { wordsByLength }: Segment): number[] {
  const { start, words, letters } = wordsByLength
  const typedLetters = letterSet(typed)
  const numbers: number[] = []
  const shortest = Math.min(Math.max(0, typed.length - edits), mostLetters)
  const longest = Math.min(typed.length + edits, mostLetters)
  for (let at = start[shortest]!; at < start[longest + 1]!; at++)
    if (!differ(typedLetters, letters[at]!, edits)) numbers.push(words[at]!)
  return numbers
}

/** Whether a text lacks more letters of a word than so many edits put in, both as their `letterSet`. */
export function lacks(text: number, word: number, edits: number): boolean {
  return hasMore(word & ~text, edits)
}

/** Each edit takes at most one letter out of the set and brings one in: a cheap test before the distance. */
function differ(one: number, other: number, edits: number): boolean {
  return hasMore(one & ~other, edits) || hasMore(other & ~one, edits)
}

/** Whether a set has more than `count` members: something is left when that many are taken out. */
function hasMore(set: number, count: number): boolean {
  let rest = set
  for (let taken = 0; taken < count; taken++) rest &= rest - 1
  return rest !== 0
}
