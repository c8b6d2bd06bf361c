/** Which acronyms mean one thing in the library. */
import { definitionsOf, shortFormsOf as shortForms } from '../index/acronym-index.ts'
import { type Acronym, inOne, termOfShort } from '../language/acronyms.ts'
import { analyze, stemsOf } from '../language/analysis.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import { startsWith } from '../matching/phrases.ts'
import type { Segment } from '../index/segment.ts'
import { stopWords } from '../language/stopwords.ts'
import { textAt } from '../index/texts.ts'
import { isJoined, type Tokens, tokenAt, tokensIn, unitsOf, wordIn } from '../index/tokens.ts'

/** A long form, how many papers define it, and one that does. */
interface Meaning {
  readonly long: string
  readonly papers: number
  readonly shorts: ReadonlyMap<string, number>
  readonly live: LiveSegment
  readonly document: number
}

/** The acronyms that some words name, by their short or by their long form. */
export function acronymsIn(texts: readonly string[], collection: Collection): Acronym[] {
  const compounds = texts.flatMap(text => analyze(text))
  const shorts = new Set(
    compounds
      .map(inOne)
      .filter(word => !stopWords.has(word))
      .map(termOfShort),
  )
  const meanings = [...shorts].map(term => meaningOf(term, collection))
  const longs = stretchesOf(texts.flatMap(stemsOf)).flatMap(long =>
    shortFormsOf(long, collection)
      .map(term => meaningOf(term, collection))
      .filter(meaning => meaning?.long === long),
  )
  const whole = longs.filter(one => !longs.some(other => isPart(one!.long, other!.long)))
  const found = [...meanings, ...whole].flatMap(meaning => (meaning ? acronymOf(meaning) : []))
  return [...new Map(found.map(one => [`${one.short} ${one.long}`, one])).values()]
}

/** `languag model` is part of `larg languag model`, and whoever types that means no more than it. */
const isPart = (one: string, other: string): boolean => one !== other && ` ${other} `.includes(` ${one} `)

function* stretches(terms: readonly string[]): Generator<string> {
  for (let from = 0; from < terms.length; from++)
    for (let to = from + 2; to <= Math.min(terms.length, from + limits.longFormWords); to++)
      yield terms.slice(from, to).join(' ')
}

const stretchesOf = (terms: readonly string[]): string[] => [...new Set(stretches(terms))]

function shortFormsOf(long: string, { segments }: Collection): string[] {
  return [...new Set(segments.flatMap(({ segment }) => [...shortForms(segment.acronyms, long)]))]
}

/** What nearly all papers mean that define it, unless most use it without: then it is a word as others are. */
function meaningOf(term: string, collection: Collection): Meaning | undefined {
  const meanings = [...meaningsOf(term, collection)].sort((one, other) => other.papers - one.papers)
  const all = meanings.reduce((sum, { papers }) => sum + papers, 0)
  const [first] = meanings
  if (!first || first.papers < limits.acronymPapers || first.papers < all * limits.acronymShare)
    return undefined
  return all < collection.frequency(term) * limits.definedShare ? undefined : first
}

function meaningsOf(term: string, { segments }: Collection): Iterable<Meaning> {
  const meanings = new Map<string, Meaning & { papers: number; shorts: Map<string, number> }>()
  for (const live of segments)
    for (const { short, long, documents } of definitionsOf(live.segment.acronyms, term)) {
      const defining = documents.filter(document => live.live[document])
      if (defining.length === 0) continue
      const first = { long, papers: 0, shorts: new Map(), live, document: defining[0]! }
      const meaning = meanings.get(long) ?? first
      meaning.papers += defining.length
      meaning.shorts.set(short, (meaning.shorts.get(short) ?? 0) + defining.length)
      meanings.set(long, meaning)
    }
  return meanings.values()
}

/** None where the paper doesn't say what the index has of it. */
function acronymOf({ long, shorts, live, document }: Meaning): Acronym[] {
  const [[short]] = [...shorts].sort(([, one], [, other]) => other - one) as [[string, number]]
  const tokens = saying(long.split(' '), live, document)
  return tokens === undefined ? [] : [{ short, long: spellingOf(tokens, live.segment) }]
}

/** Where a paper has the stems one after the other. */
function saying(stems: readonly string[], live: LiveSegment, document: number): Tokens | undefined {
  const terms = live.termsOf(stems)
  if (terms === undefined) return undefined
  const { titleTokens, textTokens, termWords } = live.segment
  return (
    stretchOf(titleTokens.of(document), termWords, terms) ??
    stretchOf(textTokens.of(document), termWords, terms)
  )
}

/** How a paper writes it, hyphens included. */
function spellingOf(tokens: Tokens, { words }: Segment): string {
  const parts: string[] = []
  for (const token of tokensIn(tokens)) {
    const word = textAt(words, wordIn(token))
    if (!isJoined(token)) parts.push(word)
    else hyphenate(parts, word)
  }
  return parts.join(' ')
}

/** Where terms first stand one after the other. */
function stretchOf(tokens: Tokens, termWords: Uint32Array, terms: readonly number[]): Tokens | undefined {
  const { values, from: start, to: end } = tokens
  for (let from = start; from < end; from += unitsOf(tokenAt(values, from))) {
    const to = startsWith(termWords, tokens, from, terms)
    if (to !== undefined) return { values, from, to }
  }
  return undefined
}

/** Turns the last words, which together are the joined form of a compound, into it. */
function hyphenate(parts: string[], joined: string): void {
  for (let from = parts.length - 2; from >= 0; from--) {
    const last = parts.slice(from)
    if (last.join('') !== joined) continue
    parts.splice(from, last.length, last.join('-'))
    return
  }
}
