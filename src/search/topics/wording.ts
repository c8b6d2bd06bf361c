/** The ways in which a paper may write what a topic names: open, hyphenated or in one, short or long. */
import { type Acronym, acronymForms, type OtherForm, otherNumber } from '../language/acronyms.ts'
import { analyze, type Compound, rootOf, stemOf } from '../language/analysis.ts'
import { divisionsOf } from '../language/divisions.ts'
import { limits } from '../limits.ts'
import { labelOf, telling } from '../query/plan.ts'
import { stopWords } from '../language/stopwords.ts'

/** A word or phrase of a topic. A text holds it when the terms of one of its forms follow one another there. */
export interface Wording {
  /** For people. */
  readonly label: string
  readonly forms: readonly (readonly string[])[]
  /** Matches a plain text (`isPlain`) at every place where the wording stands: it spares most texts their analysis. */
  readonly trace: RegExp
  /** What a text may say in its place: it counts where the wording itself doesn't stand in the field. */
  readonly instead?: Wording
}

/**
 * One per content word; stop words count only when there are neither others nor phrases. A word is also held where a
 * paper writes it in one with its neighbour: `KVCache`.
 */
export function wordings(
  words: readonly string[],
  phrases: readonly string[],
  acronyms: readonly Acronym[],
): Wording[] {
  const compounds = words.flatMap(word => analyze(word))
  const others = acronymForms(compounds, acronyms)
  const content = new Set(telling([...compounds, ...phrases.flatMap(phrase => analyze(phrase))]))
  const found = compounds.flatMap((compound, at) => {
    if (!content.has(compound)) return []
    const pairs = [compounds.slice(Math.max(0, at - 1), at + 1), compounds.slice(at, at + 2)]
    const closed = pairs.filter(({ length }) => length === 2).map(pair => [closedForm(pair)])
    return [wordingOf(labelOf(compound), [...formsOf([compound]), ...closed], others.get(compound))]
  })
  return [...new Map(found.map(wording => [wording.label, wording])).values()]
}

/** Nothing when no word of it can be searched. @param acronyms by default none: a phrase is taken as typed */
export function phrasing(text: string, acronyms: readonly Acronym[] = []): Wording[] {
  const compounds = analyze(text)
  if (compounds.length === 0) return []
  const others = acronymForms(compounds, acronyms)
  const ofAll = compounds.map(compound => others.get(compound) ?? [])
  const common = ofAll[0]!.filter(({ label }) => ofAll.every(some => some.some(one => one.label === label)))
  return [wordingOf(text, formsOf(compounds), common)]
}

function wordingOf(
  label: string,
  forms: readonly (readonly string[])[],
  others: readonly OtherForm[] = [],
): Wording {
  const wording = { label, forms, trace: traceOf(forms) }
  if (others.length === 0) return wording
  return {
    ...wording,
    instead: wordingOf(
      label,
      others.flatMap(one => formsOf(analyze(one.label))),
    ),
  }
}

function formsOf(compounds: readonly Compound[]): string[][] {
  const words = compounds.flatMap(compound => compound.words.map(({ text }) => text))
  const form = words.map(stemOf)
  if (words.length > 1)
    return words.length === 2 || compounds.length === 1 ? [form, [closedForm(compounds)]] : [form]
  const other = otherNumber(words[0]!)
  return [form, ...(other === undefined ? [] : [[other]]), ...openForms(words[0]!)]
}

function closedForm(compounds: readonly Compound[]): string {
  return stemOf(compounds.flatMap(({ words }) => words.map(({ text }) => text)).join(''))
}

/** `finetuning` as `fine tuning`, wherever it may be divided. */
function openForms(word: string): string[][] {
  if (!/^[a-z]+$/.test(word) || word.length > limits.correctedLetters) return []
  return divisionsOf(word)
    .filter(parts => !parts.every(part => stopWords.has(part)))
    .map(parts => parts.map(stemOf))
}

/** The roots of a form's words in order. */
function traceOf(forms: readonly (readonly string[])[]): RegExp {
  const traces = forms.map(terms =>
    terms.map((term, at) => startTrace(term, at === 0) + rootTrace(term)).join("[a-z0-9.']*"),
  )
  return new RegExp(traces.join('|'), 'i')
}

/** What stands before a term. A number may follow its name at once. */
function startTrace(term: string, isFirst: boolean): string {
  const isNumber = /^\d/.test(term)
  if (isFirst) return isNumber ? '(?<![0-9])' : '(?<![a-z0-9])'
  return isNumber ? '[^a-z0-9]*' : '[^a-z0-9]+'
}

/** Within a word only hyphens and apostrophes may stand. */
function rootTrace(term: string): string {
  return Array.from(rootOf(term), letter => letter.replace(/[.+#]/, '\\$&')).join("[-']?")
}
