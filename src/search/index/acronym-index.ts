/** What the papers of one segment define as acronyms, to be looked up from either side. */
import { termOfShort } from '../language/acronyms.ts'
import type { FacetBuilder } from './facet-builder.ts'
import { keyOf } from './keys.ts'
import { Numbering, placed, startsOf } from './numbering.ts'
import { type Acronyms, documentsIn } from './segment.ts'
import { countOf, named, numberOfKey, textAt } from './texts.ts'

/** Labels that one slice of work takes. */
const sliceLabels = 512

/** One short form as it is written, and one long form. */
export interface DefinitionRow {
  readonly short: string
  /** Stems with spaces between. */
  readonly long: string
  readonly documents: Uint16Array
}

/** All that define a short form, given as its term, also what is removed. */
export function* definitionsOf(
  { shorts, shortRows, labels, documents }: Acronyms,
  short: string,
): Generator<DefinitionRow> {
  const number = numberOfKey(shorts, keyOf(short))
  if (number === undefined) return
  for (let row = shortRows[number]!; row < shortRows[number + 1]!; row++)
    yield { ...partsOf(textAt(labels, row)), documents: documentsIn(documents, row) }
}

/** The terms of short forms that a long form has, given as its stems. */
export function shortFormsOf({ longs, longRows, longLabels, labels }: Acronyms, long: string): Set<string> {
  const number = numberOfKey(longs, keyOf(long))
  const rows = number === undefined ? [] : [...longLabels.subarray(longRows[number], longRows[number + 1])]
  return new Set(rows.map(row => termOfShort(partsOf(textAt(labels, row)).short)))
}

export function* buildAcronyms(definitions: FacetBuilder): Generator<void, Acronyms> {
  const [shorts, longs] = [new Numbering(), new Numbering()]
  const labels = definitions.labels()
  const shortOf = new Uint32Array(countOf(labels))
  for (let label = 0; label < shortOf.length; label++) {
    shortOf[label] = shorts.numberOf(termOfShort(partsOf(textAt(labels, label)).short))
    if (label % sliceLabels === 0) yield
  }
  const order = placed(shortOf, shorts.size)
  const longOf = new Uint32Array(order.length)
  for (let row = 0; row < order.length; row++) {
    longOf[row] = longs.numberOf(partsOf(textAt(labels, order[row]!)).long)
    if (row % sliceLabels === 0) yield
  }
  return {
    ...(yield* definitions.build(order)),
    shorts: yield* named(shorts.texts()),
    shortRows: startsOf(shortOf, shorts.size),
    longs: yield* named(longs.texts()),
    longRows: startsOf(longOf, longs.size),
    longLabels: placed(longOf, longs.size),
  }
}

/** A label is the short form and the stems of the long one. */
function partsOf(label: string): { short: string; long: string } {
  const end = label.indexOf(' ')
  return { short: label.slice(0, end), long: label.slice(end + 1) }
}
