/** What stands beside a word of the query, and how often a word stands there in the library. */
import { stemOf } from './analysis.ts'
import type { Collection } from './collection.ts'
import { eachWithPhrase } from './phrases.ts'

export class Neighbourhood {
  readonly collection: Collection
  readonly #before: string | undefined
  readonly #after: string | undefined

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
  readonly papersBeside = (word: string): number =>
    (this.#before === undefined ? 0 : this.#count([this.#before, word])) +
    (this.#after === undefined ? 0 : this.#count([word, this.#after]))

  #count(words: readonly string[]): number {
    const terms = words.map(stemOf)
    let papers = 0
    for (const live of this.collection.segments)
      eachWithPhrase(live, { terms }, document => {
        papers += live.live[document]!
      })
    return papers
  }
}
