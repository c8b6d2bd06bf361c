/** Acronyms as papers introduce them, "low-rank adaptation (LoRA)", and what may be said in the place of either side. */
import { type Compound, stemOf, stemsOf } from './analysis.ts'
import { longFormOf } from './long-form.ts'

export interface Definition {
  /** As written, in the singular. */
  readonly short: string
  /** The stems of its words. */
  readonly long: readonly string[]
}

const inBrackets = /\(([^()]{2,80})\)/g
/** Two to ten characters, the first a letter or digit, one of them at least a capital. */
const shortForm = /^(?=.*\p{Lu})[\p{L}\p{N}][\p{L}\p{N}-]{1,9}$/u
/** No words of a long form are beyond these. */
const boundary = /[.;:!?()]\s(?=[^.;:!?()]*$)/

/** Before brackets so much is looked at. */
const charactersBefore = 200

/** What a text defines, each long form a run of its words. Linear in its length but for what stands in brackets. */
export function definitionsIn(text: string): Definition[] {
  return Array.from(text.matchAll(inBrackets), ({ 1: inner, index }) => {
    const short = inner!.split(/[,;]/)[0]!.trim().replace(/s$/, '')
    if (!shortForm.test(short)) return undefined
    const long = longFormOf(short, endOf(text.slice(0, index)))
    return long.length < 2 ? undefined : { short, long }
  }).filter(found => found !== undefined)
}

/** Porter2 takes the s only from words with a vowel before their last letter but one. */
const pluralShort = /^([^aeiouy]{2,}[^aeiouys]|[cgnt]pu)s$/

/** The term that all spellings of a short form have in common: `W-MSA`, `LLMs` as `wmsa`, `llm`. */
export function termOfShort(short: string): string {
  return stemOf(short.toLowerCase().replaceAll('-', '').replace(pluralShort, '$1'))
}

/** `llms` for `llm` and the other way round, where the stemmer keeps them apart. */
export function otherNumber(word: string): string | undefined {
  return pluralShort.test(word) ? word.slice(0, -1) : pluralShort.test(`${word}s`) ? `${word}s` : undefined
}

/** What stands before brackets, as far as it may say their long form; it begins with a whole word. */
function endOf(before: string): string {
  const near = before.slice(-charactersBefore)
  const whole = near.length < before.length ? near.replace(/^\S+/, '') : near
  return whole.split(boundary).at(-1)!.trimEnd()
}

/** An acronym and what it stands for, as papers write them: `LoRA`, `low-rank adaptation`. */
export interface Acronym {
  readonly short: string
  readonly long: string
}

/** What a paper may say in the place of an acronym, or of a word of its long form. */
export interface OtherForm {
  readonly label: string
  /** They follow one another. */
  readonly terms: readonly string[]
}

/** For an acronym its long form; for each word of a long form the acronym. */
export function acronymForms(
  compounds: readonly Compound[],
  acronyms: readonly Acronym[],
): Map<Compound, OtherForm[]> {
  const found = new Map<Compound, OtherForm[]>()
  const add = (compound: Compound, form: OtherForm): void => {
    found.set(compound, [...(found.get(compound) ?? []), form])
  }
  for (const { short, long } of acronyms) {
    const term = termOfShort(short)
    const terms = stemsOf(long)
    for (const compound of compounds)
      if (termOfShort(inOne(compound)) === term) add(compound, { label: long, terms })
    for (const compound of thatSay(terms, compounds))
      for (const one of [term, otherNumber(term)])
        if (one !== undefined) add(compound, { label: short, terms: [one] })
  }
  return found
}

/** A compound without what stands between its words. */
export function inOne({ words, joined }: Compound): string {
  return joined ?? words.map(({ text }) => text).join('')
}

/** The compounds that together say the terms, wherever they do. */
function thatSay(terms: readonly string[], compounds: readonly Compound[]): Set<Compound> {
  const said = new Set<Compound>()
  const stems = compounds.map(({ words }) => words.map(({ text }) => stemOf(text)))
  for (let from = 0; from < compounds.length; from++) {
    let to = from
    let count = 0
    while (count < terms.length && to < stems.length) {
      if (!stems[to]!.every((stem, at) => stem === terms[count + at])) break
      count += stems[to++]!.length
    }
    if (count === terms.length) for (const compound of compounds.slice(from, to)) said.add(compound)
  }
  return said
}
