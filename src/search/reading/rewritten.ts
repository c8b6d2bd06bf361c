/** Texts of which words are replaced. */
import type { Word } from '../language/analysis.ts'

export interface Correction {
  readonly typed: string
  readonly read: string
}

/** A word where it was typed. */
export interface Typed extends Word {
  /** Which of the texts. */
  readonly at: number
  /** Part of something that is known as a whole, such as `per-channel`, or typed as an operator. */
  readonly isKnown: boolean
}

/** Texts while words of theirs are replaced, the last ones first. */
export class Rewritten {
  readonly #typed: readonly string[]
  readonly #texts: string[]
  readonly #corrections = new Map<string, Correction>()

  constructor(texts: readonly string[]) {
    this.#typed = texts
    this.#texts = [...texts]
  }

  asTyped({ at, start, end }: Typed): string {
    return this.#typed[at]!.slice(start, end)
  }

  /** Whether nothing of the text that has the word was replaced. */
  isAsTyped({ at }: Typed): boolean {
    return this.#texts[at] === this.#typed[at]
  }

  replace(word: Typed, read: string): void {
    const { at, start, end } = word
    const typed = this.asTyped(word)
    this.#corrections.set(typed, { typed, read })
    this.#texts[at] = this.#texts[at]!.slice(0, start) + read + this.#texts[at]!.slice(end)
  }

  /** Reads two texts as one word, in the place of the first. */
  join(first: Typed, second: Typed): void {
    const typed = `${this.#typed[first.at]!} ${this.#typed[second.at]!}`
    this.#corrections.set(`${first.text} ${second.text}`, { typed, read: first.text + second.text })
    this.#texts[first.at] = first.text + second.text
    this.#texts[second.at] = ''
  }

  result(): { texts: string[]; corrections: Correction[] } {
    return { texts: this.#texts, corrections: [...this.#corrections.values()].toReversed() }
  }
}
