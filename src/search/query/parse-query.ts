/** Reads what a person typed as a query, and says what could not be read. */
import { findPaperIds, parsePaperId } from '../../papers/ids.ts'
import { oneLine } from '../../papers/text.ts'
import { analyze } from '../language/analysis.ts'
import { limits } from '../limits.ts'
import { withLike } from './likeness.ts'
import {
  applyOperator,
  complainAboutNegation,
  type Draft,
  isOperator,
  emptyDraft,
  meantBy,
} from './operators.ts'
import { asksForEither, withMinus } from './booleans.ts'
import { asSearched } from './pasted.ts'
import { asksNothing, type Query } from './query.ts'
import { withDates } from './spoken-dates.ts'

export interface ParsedQuery {
  readonly query: Query
  /** Sentences for people about what was left aside: what was wrong, the value, an example that works. */
  readonly complaints: string[]
  /** Those of dates in words, which stay words: a topic may have them. */
  readonly ofDates: readonly string[]
  /** What was typed, with unknown operators, dates in words and OR as what finds the same here; where there are any. */
  readonly meant?: string
}

const quote = '["“”„«»]'
const piece = new RegExp(
  `(?<minus>-*)(?:(?<operator>\\p{L}+):)?(?:${quote}(?<phrase>[^"“”„«»]*)${quote}|(?<word>[^\\s"“”„«»]*))`,
  'gu',
)

/**
 * Reads words, `"a phrase"`, `-without`, `-"a phrase"`, `author:`, `org:`, `cat:`, `after:`, `before:`, `upvotes:`,
 * `has:code` and `like:ID`, operators in any case; or the id or link of one paper, also in a sentence. `NOT without`,
 * papers like one and a BibTeX entry are read as what they are here. What can't be read is left aside with a complaint;
 * an unknown operator is a plain word. Never throws.
 * @param today the date that `after:yesterday` counts from, `YYYY-MM-DD`
 */
export function parseQuery(text: string, today: string): ParsedQuery {
  const whole = withLike(withMinus(oneLine(asSearched(text))))
  const paper = parsePaperId(whole)
  if (paper)
    return { query: { ...toQuery(whole, whole, emptyDraft()), id: paper.id }, complaints: [], ofDates: [] }
  const { read, complaints } = cut(whole, limits)
  const draft = emptyDraft()
  const pieces = [...read.matchAll(piece)]
  for (const { groups } of pieces) {
    const complaint = readPiece(groups!, draft, today)
    if (complaint !== undefined) complaints.push(complaint)
  }
  const { meant, advice, ofDates } = mended(read, today)
  complaints.push(
    ...advice,
    ...review(
      draft,
      read,
      pieces.some(found => isLoneQuote(found, read)),
    ),
  )
  const title = pieces.filter(({ groups }) => isOfTitle(groups!)).map(([found]) => found)
  const query = toQuery(read, oneLine(title.join(' ')), draft)
  const named = findPaperIds(draft.words.join(' '))
  return {
    query: named.length === 1 ? { ...query, id: named[0]!.id } : query,
    complaints,
    ofDates,
    ...(meant !== read && { meant }),
  }
}

/** A typed query with operators that aren't known, and dates in words, as what they were meant for, and what is said of them. */
function mended(text: string, today: string): { meant: string; advice: string[]; ofDates: string[] } {
  const advice: string[] = []
  const known = text.replace(piece, (found: string, ...parts: unknown[]) => {
    const { minus, operator, phrase, word } = parts.at(-1) as Groups
    const value = (phrase ?? word ?? '').trim()
    if (operator === undefined || minus || value === '' || isOperator(operator)) return found
    const { said, condition } = meantBy(operator, value, found.slice(operator.length + 1), today) ?? {}
    if (said !== undefined) advice.push(said)
    return condition ?? found
  })
  const ofDates: string[] = []
  const meant = withDates(known, today, (typed, condition) => {
    const { complaints } = parseQuery(condition, today)
    ofDates.push(`"${typed}" was read as words. ${complaints[0] ?? `For the date write ${condition}.`}`)
    return complaints.length > 0 ? undefined : condition
  })
  advice.push(...ofDates)
  if (!asksForEither(text)) return { meant, advice, ofDates }
  const inQuotes = new RegExp(`(?<!\\S)${quote}([^"“”„«»]*)${quote}`, 'g')
  const open = meant.replace(inQuotes, '$1')
  const rest =
    open === meant ? 'one of the words is enough anyway' : 'without quotes some of the words are enough'
  advice.push(`OR was left aside: ${rest}, and papers with all come first.`)
  return { meant: open, advice, ofDates }
}

/** A query of words only, also a long one: nothing in the text is an operator, a phrase or an exclusion. */
export function plainQuery(text: string): Query {
  const { read } = cut(oneLine(text), limits.plainQuery)
  return toQuery(read, read, { ...emptyDraft(), words: read.split(' ').filter(word => word !== '') })
}

/** A typed query with some of its words replaced; one that becomes empty is left out. @param from `words` of the query */
export function withWords(typed: string, from: readonly string[], to: readonly string[]): string {
  let next = 0
  const read = typed.replace(piece, found => {
    const at = from.indexOf(found, next)
    if (found === '' || at < 0) return found
    next = at + 1
    return to[at]!
  })
  return oneLine(read)
}

/** A typed query without what an operator asks for. */
export function withoutOperator(typed: string, name: string): string {
  const pieces = [...typed.matchAll(piece)].filter(
    ({ groups }) => groups!['operator']?.toLowerCase() !== name,
  )
  return oneLine(pieces.map(([found]) => found).join(' '))
}

function toQuery(text: string, title: string, { words, phrases, excluded, like, ...filters }: Draft): Query {
  return { text, title, words, phrases, excluded, filters, ...(like === undefined ? {} : { like }) }
}

/** What is within the limits, cut between words. */
function cut(
  text: string,
  { queryCharacters, queryTerms }: typeof limits.plainQuery | typeof limits,
): { read: string; complaints: string[] } {
  const complaints: string[] = []
  let read = text
  if (read.length > queryCharacters) {
    read = read.slice(0, queryCharacters + 1).replace(/\s\S*$/, '')
    read = read.slice(0, queryCharacters).toWellFormed()
    complaints.push(`Only the first ${queryCharacters} characters of the query were read.`)
  }
  const words = read.split(' ')
  const distinct = new Set<string>()
  const end = words.findIndex(word => distinct.add(word.toLowerCase()).size > queryTerms)
  if (end < 0) return { read, complaints }
  return {
    read: words.slice(0, end).join(' '),
    complaints: [`Only the first ${queryTerms} different words of the query were read.`],
  }
}

/** Whether a query asks for nothing, or only for what no paper can say: `🔥`. */
export function saysNothing(query: Query): boolean {
  return asksNothing({ ...query, words: query.words.filter(isSearchable) })
}

type Groups = Readonly<Record<string, string | undefined>>

function readPiece(
  { minus, operator, phrase, word }: Groups,
  draft: Draft,
  today: string,
): string | undefined {
  const value = (phrase ?? word ?? '').trim()
  if (operator !== undefined && isOperator(operator)) {
    if (minus) return complainAboutNegation(operator, value)
    return applyOperator(operator, value, draft, today)
  }
  const before = operator === undefined ? '' : `${operator}:`
  if (phrase === undefined) addTo(minus ? draft.excluded : draft.words, before + value)
  else {
    addTo(draft.words, before)
    addTo(minus ? draft.excluded : draft.phrases, value)
  }
  return undefined
}

/** An operator without a value begins a title: `CAT: Causal Attention Tuning`. */
function isOfTitle({ minus, operator, phrase, word }: Groups): boolean {
  if (minus) return false
  return operator === undefined || !isOperator(operator) || (phrase ?? word ?? '').trim() === ''
}

function addTo(list: string[], text: string): void {
  if (text !== '') list.push(text)
}

function isLoneQuote({ 0: found, index }: RegExpMatchArray, text: string): boolean {
  return found === '' && index! < text.length && text[index!] !== ' '
}

/** Takes out what can't be searched unless nothing else is left, and complains about what contradicts itself. */
function review(draft: Draft, text: string, loneQuote: boolean): string[] {
  const complaints: string[] = []
  draft.phrases = draft.phrases.filter(isSearchable)
  draft.excluded = draft.excluded.filter(isSearchable)
  if (!saysNothing(toQuery(text, text, draft))) draft.words = draft.words.filter(isSearchable)
  else if (draft.words.length > 0) complaints.push(`There is no word to search for in "${text}".`)
  if (loneQuote)
    complaints.push('A quotation mark stands alone. A phrase has two, as in "state space model".')
  if (draft.after !== undefined && draft.before !== undefined && draft.after >= draft.before)
    complaints.push(
      `No date is after:${draft.after} and before:${draft.before}. Name the earlier one first, as in after:2026-01 before:2026-02.`,
    )
  return complaints
}

function isSearchable(text: string): boolean {
  return analyze(text).length > 0
}
