/** The ways in which a paper may write what a topic names: open, hyphenated or in one, short or long. */
import { type Acronym, acronymForms, inOne, type OtherForm, otherNumber } from '../language/acronyms.ts'
import { analyze, type Compound, rootOf, stemOf, stemsOf } from '../language/analysis.ts'
import { divisionsOf, spelledOut } from '../language/divisions.ts'
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
 * paper writes it in one with its neighbour: `KVCache`. A number says something beside a neighbour only, be it `gpt 4` or
 * `4 bit`.
 */
export function wordings(
  words: readonly string[],
  phrases: readonly string[],
  acronyms: readonly Acronym[],
): Wording[] {
  const compounds = words.flatMap(word => analyze(word))
  const others = acronymForms(compounds, acronyms)
  const content = new Set(telling([...compounds, ...phrases.flatMap(phrase => analyze(phrase))]))
  const contentOf = (one: Compound | undefined): Compound | undefined =>
    one && content.has(one) ? one : undefined
  const found = compounds.flatMap((compound, at) => {
    if (!content.has(compound)) return []
    const [before, after] = [compounds[at - 1], compounds[at + 1]]
    const forms = isNumeral(compound)
      ? numberForms(compound, contentOf(before), contentOf(after))
      : formsOf([compound])
    const closed = [
      ...(before ? [[closedForm([before, compound])]] : []),
      ...(after ? [[closedForm([compound, after])]] : []),
    ]
    return [wordingOf(labelOf(compound), [...forms, ...closed], others.get(compound))]
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

const isNumeral = ({ words }: Compound): boolean =>
  words.length === 1 && /^\p{N}+(?:\.\p{N}+)*$/u.test(words[0]!.text)

/** Behind or before a neighbour; by itself where there is none. */
function numberForms(number: Compound, before?: Compound, after?: Compound): string[][] {
  const terms = termsOf([number])
  const forms = [
    ...(before ? formsOf([before]).map(form => [...form, ...terms]) : []),
    ...(after ? formsOf([after]).map(form => [...terms, ...form]) : []),
  ]
  return forms.length > 0 ? forms : [terms]
}

function formsOf(compounds: readonly Compound[]): string[][] {
  const form = termsOf(compounds)
  const [compound, ...others] = compounds
  const open = others.length === 0 ? openForms(compound!) : []
  if (form.length > 1)
    return form.length === 2 || others.length === 0 ? [form, [closedForm(compounds)], ...open] : [form]
  const other = otherNumber(compound!.words[0]!.text)
  return [form, ...(other === undefined ? [] : [[other]]), ...open]
}

const termsOf = (compounds: readonly Compound[]): string[] =>
  compounds.flatMap(({ words }) => words.map(({ text }) => stemOf(text)))

function closedForm(compounds: readonly Compound[]): string {
  return stemOf(compounds.flatMap(({ words }) => words.map(({ text }) => text)).join(''))
}

/** `finetuning` as `fine tuning`, `deepseekr1` as `deepseek r1`, wherever what was typed in one, or has a number, may be divided. */
function openForms(compound: Compound): string[][] {
  const word = inOne(compound)
  const isTypedInOne = labelOf(compound) === word || /\d/.test(word)
  if (!isTypedInOne || !/^[a-z0-9.]+$/.test(word) || word.length > limits.correctedLetters) return []
  const divided = divisionsOf(word).filter(parts => !parts.every(part => stopWords.has(part)))
  return [...divided, spelledOut(word) ?? []]
    .map(parts => parts.flatMap(stemsOf))
    .filter(form => form.length > 0)
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
