/** A paper's words, read once for all the topics that are asked about it. */
import { latexToText } from '../../papers/latex.ts'
import type { Paper } from '../../papers/paper.ts'
import { cutGraphemes, oneLine } from '../../papers/text.ts'
import { analyze, isPlain, stemOf, type Word } from '../language/analysis.ts'
import { foldedNames } from '../language/author-names.ts'
import { limits } from '../limits.ts'
import { type Passage, passageOf } from '../passage.ts'
import type { Wording } from './wording.ts'

/** Where words count, the most telling first. */
export const fields = ['title', 'keywords', 'abstract'] as const
export type Field = (typeof fields)[number]

/** What was found, and where it first stands in the field's text (UTF-16 offsets). */
export interface Occurrence {
  /** What was asked for. */
  readonly text: string
  readonly field: Field
  /** What stands there in its place: the long form of an acronym, or the acronym. */
  readonly said?: string
  readonly start: number
  readonly end: number
}

/**
 * Title, keywords and abstract as plain text. Keywords count, though a language model wrote them: they name what a
 * paper is about, in words that can be shown. Its AI summary doesn't: it says the abstract again, so that half the
 * papers, which have none, would be at a disadvantage. Nothing is analysed before a topic needs it.
 */
export class ReadPaper {
  readonly paper: Paper
  readonly #texts: readonly ReadText[]
  #authors: readonly string[] | undefined

  constructor(paper: Paper) {
    this.paper = paper
    const { title, abstract, keywords } = paper
    const parts = { title: [title], keywords: keywords?.terms ?? [], abstract: [abstract] }
    this.#texts = fields.map(field => new ReadText(field, parts[field]))
  }

  /** `foldedNames`. */
  get authors(): readonly string[] {
    return (this.#authors ??= this.paper.authors.flatMap(foldedNames))
  }

  /** The first occurrence in the most telling field that holds the wording. */
  find(wording: Wording): Occurrence | undefined {
    for (const text of this.#texts) {
      const found = text.find(wording) ?? (wording.instead && text.findInstead(wording.instead))
      if (found) return found
    }
    return undefined
  }

  /** What stands around an occurrence, itself marked: a sentence, cut where it is long. */
  passage({ field, start, end }: Occurrence): Passage {
    const { text } = this.#texts.find(one => one.field === field)!
    const words = analyze(text.slice(start, end)).flatMap(compound => compound.words)
    const marks = words.map((word, at) => ({
      start: start + word.start,
      end: start + word.end,
      term: String(at),
    }))
    return inOne(passageOf(text, marks))
  }
}

/** Marked words and what stands between them as one run. */
function inOne(passage: Passage): Passage {
  const from = passage.findIndex(({ matched }) => matched)
  const to = passage.findLastIndex(({ matched }) => matched) + 1
  if (to === 0) return passage
  const text = passage.slice(from, to).map(run => run.text)
  return [...passage.slice(0, from), { text: text.join(''), matched: true }, ...passage.slice(to)]
}

/** Stands between two keywords. */
const between = ', '

type Stretch = Pick<Occurrence, 'start' | 'end'>

/** From the first to the last word of something, by their number in the text. */
interface Span {
  readonly from: number
  readonly to: number
}

interface Words {
  readonly words: readonly Word[]
  /** What each word is compared by; empty between two parts of a text, which no form reaches over. */
  readonly terms: readonly string[]
  /** Where each term stands first, the joined forms of compounds among them. */
  readonly first: ReadonlyMap<string, Span>
}

class ReadText {
  readonly field: Field
  readonly text: string
  readonly #parts: readonly string[]
  readonly #isPlain: boolean
  #words: Words | undefined

  constructor(field: Field, parts: readonly string[]) {
    this.field = field
    this.#parts = parts.map(latexToText)
    this.text = this.#parts.join(between)
    this.#isPlain = isPlain(this.text)
  }

  find(wording: Wording): Occurrence | undefined {
    const found = this.#words ? this.#findRead(wording) : this.#findUnread(wording)
    return found && { text: wording.label, field: this.field, ...found }
  }

  findInstead(wording: Wording): Occurrence | undefined {
    const found = this.find(wording)
    if (!found) return undefined
    const said = cutGraphemes(oneLine(this.text.slice(found.start, found.end)), limits.saidGraphemes)
    return { ...found, said }
  }

  /** Most texts show no trace of the wording, and in most others what stands around the first is it. */
  #findUnread(wording: Wording): Stretch | undefined {
    if (!this.#isPlain) return this.#findRead(wording)
    if (this.#parts.length > 1) return wording.trace.test(this.text) ? this.#findRead(wording) : undefined
    let around = this.#aroundTrace(wording, 0)
    while (around) {
      const found = firstOf(wording, wordsOf([this.text.slice(around.start, around.end)]))
      if (found) return { start: around.start + found.start, end: around.start + found.end }
      // Only what is a single word cannot begin in there and end elsewhere.
      if (wording.forms.some(({ length }) => length > 1)) return this.#findRead(wording)
      around = this.#aroundTrace(wording, around.end)
    }
    return undefined
  }

  #findRead(wording: Wording): Stretch | undefined {
    this.#words ??= wordsOf(this.#parts)
    return firstOf(wording, this.#words)
  }

  /** From space to space, what holds the first trace behind a place. */
  #aroundTrace({ trace }: Wording, from: number): Stretch | undefined {
    const found = trace.exec(this.text.slice(from))
    if (!found) return undefined
    const start = from + found.index
    const end = this.text.indexOf(' ', start + found[0].length)
    return { start: this.text.lastIndexOf(' ', start) + 1, end: end < 0 ? this.text.length : end }
  }
}

/** Where the form that stands first does so; of forms that begin together the one named first. */
function firstOf({ forms }: Wording, read: Words): Stretch | undefined {
  let first: Span | undefined
  for (const form of forms) {
    const span = spanOf(form, read)
    if (span && (!first || span.from < first.from)) first = span
  }
  return first && { start: read.words[first.from]!.start, end: read.words[first.to]!.end }
}

function wordsOf(parts: readonly string[]): Words {
  const words: Word[] = []
  const terms: string[] = []
  const first = new Map<string, Span>()
  const stems = new Map<string, string>()
  const termOf = (word: string, span: Span): string => {
    const known = stems.get(word)
    if (known !== undefined) return known
    const term = stemOf(word)
    stems.set(word, term)
    if (!first.has(term)) first.set(term, span)
    return term
  }
  let offset = 0
  for (const part of parts) {
    for (const compound of analyze(part)) {
      const from = words.length
      for (const { text, start, end } of compound.words) {
        const at = words.push({ text, start: offset + start, end: offset + end }) - 1
        terms.push(termOf(text, { from: at, to: at }))
      }
      if (compound.joined !== undefined) termOf(compound.joined, { from, to: words.length - 1 })
    }
    offset += part.length + between.length
    words.push({ text: '', start: offset, end: offset })
    terms.push('')
  }
  return { words, terms, first }
}

function spanOf(form: readonly string[], { terms, first }: Words): Span | undefined {
  const [start, ...rest] = form
  if (start === undefined || !form.every(term => first.has(term))) return undefined
  if (rest.length === 0) return first.get(start)
  for (let at = terms.indexOf(start); at >= 0; at = terms.indexOf(start, at + 1))
    if (rest.every((term, after) => terms[at + 1 + after] === term)) return { from: at, to: at + rest.length }
  return undefined
}
