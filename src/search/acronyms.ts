/** Acronyms as papers introduce them, "low-rank adaptation (LoRA)": Schwartz and Hearst 2003, doi 10.1142/9789812776303_0042. */
import { analyze, stemOf } from './analysis.ts'
import type { Collection } from './collection.ts'
import { limits } from './limits.ts'
import type { PlannedWord } from './plan.ts'
import { stopWords } from './stopwords.ts'

export interface Definition {
  /** In lower case. */
  readonly short: string
  /** The stems of its words. */
  readonly long: readonly string[]
}

const inBrackets = /\(([^()]{2,80})\)/g
/** Two to ten characters, the first a letter or digit, one of them at least a capital. */
const shortForm = /^(?=.*\p{Lu})[\p{L}\p{N}][\p{L}\p{N}-]{1,9}$/u
/** No words of a long form are beyond these. */
const boundary = /[.;:!?()]\s(?=[^.;:!?()]*$)/

/** What a text defines. Linear in its length but for what stands in brackets. */
export function definitionsIn(text: string): Definition[] {
  return Array.from(text.matchAll(inBrackets), ({ 1: inner, index }) => {
    const short = inner!.split(/[,;]/)[0]!.trim().replace(/s$/, '')
    if (!shortForm.test(short)) return undefined
    const long = longFormOf(short, text.slice(Math.max(0, index - 200), index))
    const stems = long === undefined ? [] : stemsOf(long)
    return stems.length < 2 ? undefined : { short: short.toLowerCase().replaceAll('-', ''), long: stems }
  }).filter(found => found !== undefined)
}

function stemsOf(text: string): string[] {
  return analyze(text).flatMap(({ words }) => words.map(word => stemOf(word.text)))
}

/** The shortest end of a text that holds the letters of the short form in order, the first at the start of a word. */
function longFormOf(short: string, before: string): string | undefined {
  const most = Math.min(short.length + 5, short.length * 2)
  const sentence = before.split(boundary).at(-1)!.trimEnd()
  const words = [...sentence.matchAll(/\S+/g)].slice(-most)
  const text = sentence.slice(words[0]?.index ?? sentence.length)
  const lower = text.toLowerCase()
  if (lower.length !== text.length) return undefined
  let at = text.length
  for (let letter = short.length - 1; letter >= 0; letter--) {
    const wanted = short[letter]!.toLowerCase()
    if (!/[\p{L}\p{N}]/u.test(wanted)) continue
    at = lastBefore(at, wanted, lower)
    if (letter === 0)
      while (at > 0 && /[\p{L}\p{N}]/u.test(lower[at - 1]!)) at = lastBefore(at, wanted, lower)
    if (at < 0) return undefined
  }
  return text.slice(at)
}

function lastBefore(at: number, wanted: string, text: string): number {
  return at <= 0 ? -1 : text.lastIndexOf(wanted, at - 1)
}

/** Planned words with the long form of each acronym of a short query that means one thing in the library. */
export function withLongForms(words: readonly PlannedWord[], collection: Collection): PlannedWord[] {
  if (words.length > limits.shortQueryWords) return [...words]
  return words.map(word => {
    const long = longForm(word, collection)
    return long === undefined ? word : { ...word, long }
  })
}

function longForm({ label, required }: PlannedWord, collection: Collection): string[] | undefined {
  const short = label.replaceAll('-', '')
  if (!required || stopWords.has(short)) return undefined
  const papers = new Map<string, number>()
  for (const live of collection.segments)
    for (const [long, count] of live.longFormsOf(short)) papers.set(long, (papers.get(long) ?? 0) + count)
  const counts = [...papers.values()]
  const all = counts.reduce((sum, count) => sum + count, 0)
  const most = Math.max(0, ...counts)
  const isSure = most >= limits.acronymPapers && most >= all * limits.acronymShare
  if (!isSure || all < collection.frequencyOf(short) * limits.definedShare) return undefined
  return [...papers].find(([, count]) => count === most)![0].split(' ')
}
