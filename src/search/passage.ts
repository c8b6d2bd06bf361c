/** The sentence of a paper that answers the query, with the matched words marked. */
import { latexToText } from '../papers/latex.ts'
import type { Paper } from '../papers/paper.ts'
import { analyze, stemOf } from './analysis.ts'
import { limits } from './limits.ts'
import { planWords } from './plan.ts'
import type { Query } from './query.ts'

/** Runs of text in order; `matched` runs are words of the query. At most about 120 graphemes together. */
export type Passage = readonly { readonly text: string; readonly matched: boolean }[]

/** A word of the query where it stands in the text. */
interface Mark {
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
 * The sentence of the abstract that holds most of the query's words, those rare in the abstract first; the first
 * sentence when it holds none. A long sentence is cut, between words and with `…`, to where most of them stand.
 * Empty for a paper without an abstract.
 */
export function findPassage(query: Query, paper: Paper): Passage {
  const text = latexToText(paper.abstract)
  const marks = findMarks(text, termsOf(query))
  const spans = [...sentences.segment(text)].map(({ segment, index }) => trimmed(segment, index))
  const weigh = weighing(marks)
  const [first, ...others] = spans
  if (!first) return []
  const best = others.reduce((chosen, span) => (weigh(span) > weigh(chosen) ? span : chosen), first)
  return runs(text, cutToLimit(text, best, weigh), best, marks)
}

function termsOf({ words, phrases }: Query): ReadonlySet<string> {
  const planned = planWords([...words, ...phrases])
  return new Set(planned.flatMap(({ terms, joined }) => (joined === undefined ? terms : [...terms, joined])))
}

function findMarks(text: string, terms: ReadonlySet<string>): Mark[] {
  if (terms.size === 0) return []
  return analyze(text).flatMap(({ words, joined }) => {
    const whole = joined === undefined ? '' : stemOf(joined)
    if (terms.has(whole)) return [{ start: words[0]!.start, end: words.at(-1)!.end, term: whole }]
    return words
      .map(({ text: word, start, end }) => ({ start, end, term: stemOf(word) }))
      .filter(({ term }) => terms.has(term))
  })
}

function trimmed(segment: string, index: number): Span {
  const start = index + segment.length - segment.trimStart().length
  return { start, end: Math.max(start, index + segment.trimEnd().length) }
}

/** A span's worth: how many different terms it holds, and between equals those that the text repeats least. */
function weighing(marks: readonly Mark[]): (span: Span) => number {
  const occurrences = new Map<string, number>()
  for (const { term } of marks) occurrences.set(term, (occurrences.get(term) ?? 0) + 1)
  return ({ start, end }) => {
    const held = new Set(marks.filter(mark => mark.start >= start && mark.end <= end).map(({ term }) => term))
    return [...held].reduce((sum, term) => sum + 1 + 1 / (1 + occurrences.get(term)! * limits.queryTerms), 0)
  }
}

/** The best stretch of whole words within the limit: of equals the sentence's beginning, else the one in the middle. */
function cutToLimit(text: string, sentence: Span, weigh: (span: Span) => number): Span {
  const pieces = graphemes.segment(text.slice(sentence.start, sentence.end))
  const ends = Array.from(pieces, ({ index, segment }) => sentence.start + index + segment.length)
  if (ends.length <= limits.passageGraphemes) return sentence
  const spans = wordSpans(text, sentence, ends).map(span => ({ span, weight: weigh(span) }))
  const most = spans.reduce((sum, { weight }) => Math.max(sum, weight), 0)
  const best = spans.filter(({ weight }) => weight === most).map(({ span }) => span)
  return best[0]!.start === sentence.start ? best[0]! : best[best.length >> 1]!
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
  const border = text.slice(start, end).search(/\s\S*$/)
  return border > 0 ? start + border : end
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
