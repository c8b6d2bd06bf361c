/** A query as terms of the index: what is scored, what must and what must not occur. */
import { analyze, type Compound, stemOf, type Word } from '../language/analysis.ts'
import { withoutAsking } from './asking.ts'
import type { Query, QueryFilters } from './query.ts'
import { stopWords } from '../language/stopwords.ts'
import { type TypedTitle, typedTitle } from './typed-title.ts'

/** What a paper may say in the place of a word. */
export interface StandIn {
  /** For people. */
  readonly label: string
  /** They follow one another. */
  readonly terms: readonly string[]
  /** What it counts beside the word, 0 to 1. */
  readonly weight: number
  /** An acronym or its long form, of which people are told; all else is no more than the word spelt otherwise. */
  readonly isAcronym?: true
}

/** One word as typed. A paper holds it when it holds all of `terms`, or the joined form. */
export interface PlannedWord {
  /** For people. */
  readonly label: string
  readonly terms: readonly string[]
  readonly joined?: string
  /** A paper without the word that says one of them holds it. */
  readonly standIns?: readonly StandIn[]
  /** How often it was typed; for `like:`, by how often the paper says it. */
  readonly weight: number
  /** Typed by the person, so papers with every such word are told apart. */
  readonly required: boolean
}

/** Terms that follow one another; a phrase that is one compound also occurs in its joined form. */
export interface Phrase {
  readonly terms: readonly string[]
  readonly joined?: string
}

/** A content word where it was typed. */
export interface TypedWord {
  readonly text: string
  readonly term: string
  /** In words from the beginning, stop words counted. */
  readonly position: number
  /** Which of the compounds it is a word of. */
  readonly compound: number
}

export interface Plan {
  readonly words: readonly PlannedWord[]
  /** The words that were typed, in order. */
  readonly typed: readonly TypedWord[]
  readonly phrases: readonly Phrase[]
  readonly excluded: readonly Phrase[]
  readonly filters: QueryFilters
  readonly title: TypedTitle
  /** The only papers that are found, by their ids. */
  readonly among?: ReadonlySet<string>
  /** The paper that others shall be similar to, itself left out. */
  readonly without?: string
}

/** @param similar words that stand for the paper of `like:` */
export function planQuery(query: Query, similar: readonly PlannedWord[]): Plan {
  const texts = [...query.words, ...query.phrases]
  return {
    words: [...planWords(texts), ...similar],
    typed: typedWords(texts),
    phrases: query.phrases.map(phraseOf).filter(({ terms }) => terms.length > 0),
    excluded: query.excluded.map(phraseOf).filter(({ terms }) => terms.length > 0),
    filters: query.filters,
    // Who looks for papers like one doesn't look for one by its title.
    title: typedTitle(query.like === undefined ? query.title : ''),
    ...(query.like === undefined ? {} : { without: query.like }),
  }
}

function phraseOf(text: string): Phrase {
  const compounds = analyze(text)
  const terms = compounds.flatMap(({ words }) => words.map(word => stemOf(word.text)))
  const joined = compounds.length === 1 ? compounds[0]!.joined : undefined
  return joined === undefined ? { terms } : { terms, joined: stemOf(joined) }
}

/** Without the stop words, unless there is nothing else. */
export function telling(compounds: readonly Compound[]): readonly Compound[] {
  const content = compounds.filter(({ words }) => !words.every(isStopWord))
  return content.length > 0 ? content : compounds
}

/** The words to rank by; one typed twice counts twice. */
export function planWords(texts: readonly string[]): PlannedWord[] {
  const planned = new Map<string, PlannedWord>()
  for (const compound of telling(withoutAsking(texts.flatMap(text => analyze(text))))) {
    const word = wordOf(compound)
    const key = [...word.terms, word.joined].join(' ')
    planned.set(key, { ...word, weight: (planned.get(key)?.weight ?? 0) + 1 })
  }
  return [...planned.values()]
}

function typedWords(texts: readonly string[]): TypedWord[] {
  const compounds = texts.flatMap(text => analyze(text))
  const content = new Set(telling(withoutAsking(compounds)).flatMap(({ words }) => contentOf(words)))
  return compounds
    .flatMap(({ words }, compound) => words.map(word => ({ word, compound })))
    .map((typed, position) => ({ ...typed, position }))
    .filter(({ word }) => content.has(word))
    .map(({ word: { text }, ...place }) => ({ text, term: stemOf(text), ...place }))
}

function contentOf(words: readonly Word[]): readonly Word[] {
  const content = words.filter(word => !isStopWord(word))
  return content.length > 0 ? content : words
}

function wordOf(compound: Compound): PlannedWord {
  const { words, joined } = compound
  const terms = new Set(contentOf(words).map(word => stemOf(word.text)))
  const word = { label: labelOf(compound), terms: [...terms], weight: 1, required: true }
  return joined === undefined ? word : { ...word, joined: stemOf(joined) }
}

/** For people, with hyphens where some were typed: `gpt4`, `gpt-4`. */
export function labelOf({ words }: Compound): string {
  return words
    .map(({ text, start }, at) => (at > 0 && words[at - 1]!.end < start ? `-${text}` : text))
    .join('')
}

function isStopWord({ text }: { readonly text: string }): boolean {
  return stopWords.has(text)
}
