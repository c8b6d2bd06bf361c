/** The sentence of a paper that answers the query, with the matched words marked. */
import { latexToText } from '../papers/latex.ts'
import type { Paper } from '../papers/paper.ts'
import { analyze, isPlain, rootOf, stemOf } from './language/analysis.ts'
import { limits } from './limits.ts'
import { planWords } from './query/plan.ts'
import type { Query } from './query/query.ts'

/** Runs of text in order; `matched` runs are words of the query. At most about 120 graphemes together. */
export type Passage = readonly { readonly text: string; readonly matched: boolean }[]

/** A word of the query where it stands in the text. */
export interface Mark {
  readonly start: number
  readonly end: number
  /** Which of the query's terms it is. */
  readonly term: string
}

interface Span {
  readonly start: number
  readonly end: number
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Finds in papers the sentence of the abstract that holds most of the query's words, those rare in the abstract first; the
 * first sentence when it holds none. A long sentence is cut, between words and with `…`, to where most of them stand. Empty
 * for a paper without an abstract.
 */
export function passageFinder(query: Query): (paper: Paper) => Passage {
  const findMarks = markFinder(termsOf(query))
  return ({ abstract }) => {
    const text = latexToText(abstract)
    return passageOf(text, findMarks(text))
  }
}

/** The sentence of a text that holds most of the marks, which stand in order, and the first one when it has none. */
export function passageOf(text: string, marks: readonly Mark[]): Passage {
  const spans = Array.from(sentences.segment(text), ({ segment, index }) => trimmed(segment, index))
  const weigh = weighing(marks)
  const weights = weigh(spans)
  const best = spans[weights.indexOf(most(weights))]
  return best ? runs(text, cutToLimit(text, best, weigh), best, marks) : []
}

function termsOf({ words, phrases }: Query): ReadonlySet<string> {
  const planned = planWords([...words, ...phrases])
  return new Set(planned.flatMap(({ terms, joined }) => (joined === undefined ? terms : [...terms, joined])))
}

function markFinder(terms: ReadonlySet<string>): (text: string) => Mark[] {
  if (terms.size === 0) return () => []
  // Only words that begin as those with one of the stems do are stemmed, which are few.
  const roots = [...new Set(Array.from(terms, rootOf))]
  const initials = new Set(roots.map(root => root[0]))
  const termOf = (word: string): string | undefined => {
    const mayBe = initials.has(word[0]) && roots.some(root => word.startsWith(root))
    const term = mayBe ? stemOf(word) : ''
    return terms.has(term) ? term : undefined
  }
  return text => {
    const marks: Mark[] = []
    for (const piece of isPlain(text) ? piecesWith(roots, initials, text) : [whole(text)])
      for (const { words, joined } of analyze(text.slice(piece.start, piece.end))) {
        const mark = ({ start }: Span, { end }: Span, term: string | undefined): boolean =>
          term !== undefined && marks.push({ start: piece.start + start, end: piece.start + end, term }) > 0
        if (joined !== undefined && mark(words[0]!, words.at(-1)!, termOf(joined))) continue
        for (const word of words) mark(word, word, termOf(word.text))
      }
    return marks
  }
}

const whole = (text: string): Span => ({ start: 0, end: text.length })

/** What joins words, or is left out of one, which is then compared as another word than is written. */
const joint = /['-]/g

/** The pieces of a plain text between spaces, in order, that may hold a word which begins with one of the roots. */
function piecesWith(
  roots: readonly string[],
  initials: ReadonlySet<string | undefined>,
  text: string,
): Span[] {
  const lower = text.toLowerCase()
  const ends = new Map<number, number>()
  /** Takes the piece around a place and answers where it ends: nothing more is looked for in it. */
  const take = (at: number): number => {
    const space = lower.indexOf(' ', at)
    const end = space < 0 ? lower.length : space
    ends.set(lower.lastIndexOf(' ', at) + 1, end)
    return end
  }
  for (const root of roots) for (let at = lower.indexOf(root); at >= 0; ) at = lower.indexOf(root, take(at))
  let taken = 0
  let from = 0
  for (const { 0: sign, index } of lower.matchAll(joint)) {
    const between = lower.slice(from, index)
    from = index + 1
    if (index < taken) continue
    const before = between.slice(between.lastIndexOf(' ') + 1)
    if (sign === "'" || before.split(/[^a-z0-9]/).some(one => initials.has(one[0]))) taken = take(index)
  }
  return Array.from(ends, ([start, end]) => ({ start, end })).sort((one, other) => one.start - other.start)
}

function trimmed(segment: string, index: number): Span {
  const start = index + segment.length - segment.trimStart().length
  return { start, end: Math.max(start, index + segment.trimEnd().length) }
}

/**
 * The worth of spans that begin in order, as marks do: how many different terms each holds, and between equals those that
 * the text repeats least.
 */
function weighing(marks: readonly Mark[]): (spans: readonly Span[]) => number[] {
  const occurrences = new Map<string, number>()
  for (const { term } of marks) occurrences.set(term, (occurrences.get(term) ?? 0) + 1)
  return spans => {
    let first = 0
    return spans.map(({ start, end }) => {
      while (first < marks.length && marks[first]!.start < start) first++
      const held = new Set<string>()
      for (let at = first; at < marks.length && marks[at]!.start < end; at++)
        if (marks[at]!.end <= end) held.add(marks[at]!.term)
      let sum = 0
      for (const term of held) sum = sum + 1 + 1 / (1 + occurrences.get(term)! * limits.queryTerms)
      return sum
    })
  }
}

/** The greatest weight, of more than can be the arguments of a call. */
function most(weights: readonly number[]): number {
  return weights.reduce((one, other) => Math.max(one, other), 0)
}

/** The best stretch of whole words within the limit: of equals the sentence's beginning, else the one in the middle. */
function cutToLimit(text: string, sentence: Span, weigh: (spans: readonly Span[]) => number[]): Span {
  const ends = graphemeEnds(text.slice(sentence.start, sentence.end)).map(end => sentence.start + end)
  if (ends.length <= limits.passageGraphemes) return sentence
  const spans = wordSpans(text, sentence, ends)
  const weights = weigh(spans)
  const highest = most(weights)
  const best = spans.filter((_, at) => weights[at] === highest)
  return best[0]!.start === sentence.start ? best[0]! : best[best.length >> 1]!
}

/** Where each grapheme of a text ends. Every printable character of ASCII is one; Unicode's rules take long. */
function graphemeEnds(text: string): number[] {
  if (!/^[ -~]*$/.test(text))
    return Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length)
  const ends: number[] = []
  for (let end = 1; end <= text.length; end++) ends.push(end)
  return ends
}

/** From each word on, as many as fit beside two ellipses. @param ends where each grapheme of the sentence ends */
function wordSpans(text: string, sentence: Span, ends: readonly number[]): Span[] {
  const room = limits.passageGraphemes - 2
  const spans: Span[] = []
  for (let from = 0; from < ends.length; from++) {
    const start = from === 0 ? sentence.start : ends[from - 1]!
    if (from > 0 && !/\s/.test(text[start - 1]!)) continue
    const end = ends[Math.min(from + room, ends.length) - 1]!
    spans.push({ start, end: wordEnd(text, start, end, sentence.end) })
    if (end === sentence.end) break
  }
  return spans
}

/** The last border between words up to `end`; `end` itself where one word fills the span. */
function wordEnd(text: string, start: number, end: number, sentenceEnd: number): number {
  if (end === sentenceEnd || /\s/.test(text[end]!)) return end
  for (let at = end - 1; at > start; at--) if (/\s/.test(text[at]!)) return at
  return end
}

function runs(text: string, { start, end }: Span, sentence: Span, marks: readonly Mark[]): Passage {
  const passage: { text: string; matched: boolean }[] = []
  const add = (piece: string, matched: boolean): void => {
    if (piece !== '') passage.push({ text: piece, matched })
  }
  let at = start
  let lead = start > sentence.start ? '…' : ''
  for (const mark of marks) {
    if (mark.start < start || mark.end > end) continue
    add(lead + text.slice(at, mark.start), false)
    add(text.slice(mark.start, mark.end), true)
    at = mark.end
    lead = ''
  }
  add(lead + text.slice(at, end) + (end < sentence.end ? '…' : ''), false)
  return passage
}
