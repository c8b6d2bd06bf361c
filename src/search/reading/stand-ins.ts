/** What papers say in the place of the words of a query: acronyms and their long forms, one word for two, two for one. */
import { acronymForms, inOne, otherNumber } from '../language/acronyms.ts'
import { analyze, type Compound, stemOf, type Word } from '../language/analysis.ts'
import { spelledOut } from '../language/divisions.ts'
import type { Collection } from '../index/collection.ts'
import { acronymsIn } from './known-acronyms.ts'
import { limits } from '../limits.ts'
import { labelOf, type PlannedWord, type StandIn } from '../query/plan.ts'
import { openIn } from './spellings.ts'
import { stopWords } from '../language/stopwords.ts'

/** What each counts beside the word: at 1 an acronym's papers that people don't mean rise above those that they do. */
const weights = { acronym: 0.6, same: 1, open: 0.6 }

/** Planned words with what may stand for them. Words are written out, or taken apart, in short queries only. */
export function withStandIns(
  words: readonly PlannedWord[],
  texts: readonly string[],
  collection: Collection,
): PlannedWord[] {
  const compounds = texts.flatMap(text => analyze(text))
  const ofAcronyms = acronymForms(compounds, acronymsIn(texts, collection))
  const isShort = words.length <= limits.shortQueryWords
  const found = new Map<string, readonly StandIn[]>()
  compounds.forEach((compound, at) => {
    const standIns = [
      ...(ofAcronyms.get(compound) ?? [])
        .filter(({ terms }) => isShort || terms.length === 1)
        .map(form => ({ ...form, weight: weights.acronym, isAcronym: true as const })),
      ...closed(compounds[at - 1], compound, collection),
      ...closed(compound, compounds[at + 1], collection),
      ...ofOtherNumber(compound),
      ...writtenOut(compound),
      ...(isShort ? opened(compound, collection) : []),
    ]
    const label = labelOf(compound)
    found.set(label, [...(found.get(label) ?? []), ...standIns])
  })
  return words.map(word => {
    const standIns = word.required ? found.get(word.label) : undefined
    return standIns?.length ? { ...word, standIns } : word
  })
}

/** Two neighbours as one word that the library knows: `flash attention` as `flashattention`, `nv fp4` as `nvfp4`. */
function closed(
  first: Compound | undefined,
  second: Compound | undefined,
  collection: Collection,
): StandIn[] {
  const both = [first, second].flatMap(compound => (compound ? inOne(compound) : []))
  if (both.length < 2 || both.some(word => stopWords.has(word))) return []
  const label = both.join('')
  const terms = [stemOf(label)]
  if (collection.frequency(terms[0]!) === 0) return []
  return [{ label, terms, weight: weights.same }]
}

/** `llm` in the plural, `llms` in the singular. */
function ofOtherNumber({ words }: Compound): StandIn[] {
  const label = words.length === 1 ? otherNumber(words[0]!.text) : undefined
  return label === undefined ? [] : [{ label, terms: [label], weight: weights.same }]
}

/** `text2video` as `text to video`. */
function writtenOut(compound: Compound): StandIn[] {
  const words = spelledOut(inOne(compound))
  return words === undefined
    ? []
    : [{ label: words.join(' '), terms: words.map(stemOf), weight: weights.same }]
}

/** One word, unless it is a common one, as two that several papers write next to each other. */
function opened({ words }: Compound, collection: Collection): StandIn[] {
  const [{ text }] = words as [Word]
  const most = Math.max(limits.besideLeast, collection.size * limits.openedShare)
  const isRare = words.length === 1 && collection.frequencyOf(text) <= most
  const label = isRare ? openIn(text, collection)?.text : undefined
  return label === undefined ? [] : [{ label, terms: label.split(' ').map(stemOf), weight: weights.open }]
}
