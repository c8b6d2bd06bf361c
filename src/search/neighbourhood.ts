/** What stands beside a word of the query, and how often a word stands there in the library. */
import { stemOf } from './analysis.ts'
import type { Collection } from './collection.ts'
import { eachWithPhrase } from './phrases.ts'

export class Neighbourhood {
  readonly collection: Collection
  readonly #before: string | undefined
  readonly #after: string | undefined
  /** What was counted, by term: counting reads texts. */
  readonly #counted = new Map<string, number>()

  constructor(collection: Collection, before: string | undefined, after: string | undefined) {
    this.collection = collection
    this.#before = before
    this.#after = after
  }

  /** How many there are; a word stands beside each in all of its papers at most. */
  get neighbours(): number {
    return Number(this.#before !== undefined) + Number(this.#after !== undefined)
  }

  /** Papers in which the word follows the word before, and those in which the word after follows it. */
  readonly papersBeside = (word: string): number => {
    const term = stemOf(word)
    const known = this.#counted.get(term)
    if (known !== undefined) return known
    const papers =
      (this.#before === undefined ? 0 : this.#count([stemOf(this.#before), term])) +
      (this.#after === undefined ? 0 : this.#count([term, stemOf(this.#after)]))
    this.#counted.set(term, papers)
    return papers
  }

  #count(terms: readonly string[]): number {
    let papers = 0
    for (const live of this.collection.segments)
      eachWithPhrase(live, { terms }, document => {
        papers += live.live[document]!
      })
    return papers
  }
}
