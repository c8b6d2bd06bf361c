/** What stands beside a word of the query, and how often a word stands there in the library. */
import { stemOf } from '../language/analysis.ts'
import type { Collection } from '../index/collection.ts'
import { eachWithPhrase } from '../matching/phrases.ts'

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
  papersBeside(word: string): number {
    const term = stemOf(word)
    const known = this.#counted.get(term)
    if (known !== undefined) return known
    let papers = 0
    this.#eachBeside(term, count => {
      papers += count
    })
    this.#counted.set(term, papers)
    return papers
  }

  /** Whether there are more than so many: texts are read until these are found. */
  standsBeside(word: string, moreThan = 0): boolean {
    const term = stemOf(word)
    const known = this.#counted.get(term)
    if (known !== undefined) return known > moreThan
    let papers = 0
    this.#eachBeside(
      term,
      count => {
        papers += count
      },
      () => papers <= moreThan,
    )
    return papers > moreThan
  }

  /** @param found called with 1 for each paper that can be found, with 0 for others */
  #eachBeside(term: string, found: (count: number) => void, matters?: () => boolean): void {
    const pairs = [
      ...(this.#before === undefined ? [] : [[stemOf(this.#before), term]]),
      ...(this.#after === undefined ? [] : [[term, stemOf(this.#after)]]),
    ]
    for (const terms of pairs)
      for (const live of this.collection.segments)
        eachWithPhrase(live, { terms }, document => found(live.live[document]!), matters)
  }
}
