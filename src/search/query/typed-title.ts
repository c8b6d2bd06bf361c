import { analyze, stemOf } from '../language/analysis.ts'
import { limits } from '../limits.ts'

/** What was typed, as it may be a title. */
export interface TypedTitle {
  readonly terms: readonly string[]
  /** Its words in one: `qwen2.5vl` for `Qwen 2.5-VL`. */
  readonly letters: string
  /** What ends it beside letters: `+` for `Tower+`. */
  readonly signs: string
  /** The terms that a title of these letters may begin with, wherever its words are divided. */
  readonly beginnings: readonly string[]
  /** A title that divides it is another. */
  readonly isOneWord?: true
}

const endSigns = /[+*#]*$/

export function typedTitle(text: string): TypedTitle {
  const words = analyze(text).flatMap(compound => compound.words)
  const letters = words.map(word => word.text).join('')
  const first = letters.slice(0, limits.firstWordLetters)
  const terms = words.map(word => stemOf(word.text))
  const beginnings = Array.from(first, (_, at) => stemOf(first.slice(0, at + 1)))
  return {
    terms,
    letters,
    signs: text.slice(words.at(-1)?.end).match(endSigns)![0],
    beginnings: [...new Set([...terms.slice(0, 1), ...beginnings])],
  }
}
