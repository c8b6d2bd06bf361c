/** Which documents carry a label: the authors of a paper, its categories. */
import { inverse, Numbering, startsOf } from './numbering.ts'
import type { Facet } from './segment.ts'
import { countOf, reordered, type Texts } from './texts.ts'

/** Labels of documents that one slice of work takes. */
const slicePairs = 65_536

export class FacetBuilder {
  readonly #labels = new Numbering()
  readonly #pairs: { readonly labels: number[]; readonly documents: number[] } = { labels: [], documents: [] }

  labels(): Texts {
    return this.#labels.texts()
  }

  add(label: string, document: number): void {
    this.#pairs.labels.push(this.#labels.numberOf(label))
    this.#pairs.documents.push(document)
  }

  /** @param order by number of a row the number of its label, given on its first use */
  *build(order?: Uint32Array): Generator<void, Facet> {
    const labels = order ? yield* reordered(this.labels(), order) : this.labels()
    const rows = order && inverse(order)
    yield
    const rowOf = new Uint32Array(this.#pairs.labels.length)
    for (let at = 0; at < rowOf.length; at++) {
      const label = this.#pairs.labels[at]!
      rowOf[at] = rows ? rows[label]! : label
    }
    yield
    const start = startsOf(rowOf, countOf(labels))
    const values = new Uint16Array(rowOf.length)
    const next = start.slice()
    for (let at = 0; at < rowOf.length; at++) {
      values[next[rowOf[at]!]!++] = this.#pairs.documents[at]!
      if (at % slicePairs === 0) yield
    }
    return { labels, documents: { start, values } }
  }
}
