/** What the papers of one segment define as acronyms, to be looked up from either side. */
import { termOfShort } from './acronyms.ts'
import type { Facet } from './segment.ts'

/** One short form as it is written, and one long form. */
export interface DefinitionRow {
  readonly short: string
  /** Stems with spaces between. */
  readonly long: string
  readonly documents: Uint32Array
}

export class AcronymIndex {
  readonly #facet: Facet
  readonly #byShort = new Map<string, number[]>()
  readonly #shortOf = new Map<string, Set<string>>()

  constructor(facet: Facet) {
    this.#facet = facet
    facet.labels.forEach((label, row) => {
      const { short, long } = partsOf(label)
      const term = termOfShort(short)
      const rows = this.#byShort.get(term)
      if (rows) rows.push(row)
      else this.#byShort.set(term, [row])
      const terms = this.#shortOf.get(long)
      if (terms) terms.add(term)
      else this.#shortOf.set(long, new Set([term]))
    })
  }

  /** All that define a short form, given as its term. */
  definitionsOf(short: string): DefinitionRow[] {
    const { labels, documents } = this.#facet
    return (this.#byShort.get(short) ?? []).map(row => ({
      ...partsOf(labels[row]!),
      documents: documents.values.subarray(documents.start[row], documents.start[row + 1]),
    }))
  }

  /** The terms of short forms that a long form has, given as its stems. */
  shortFormsOf(long: string): Iterable<string> {
    return this.#shortOf.get(long) ?? []
  }
}

/** A label is the short form and the stems of the long one. */
function partsOf(label: string): { short: string; long: string } {
  const end = label.indexOf(' ')
  return { short: label.slice(0, end), long: label.slice(end + 1) }
}
