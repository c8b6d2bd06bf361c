/**
 * The long form of an acronym in the words before it. Schwartz and Hearst (2003, doi 10.1142/9789812776303_0042) take the
 * shortest end of these that holds its letters. Inside words letters are found by chance, and PPO would be "policy
 * optimization". So each way of taking them has a cost here, and the cheapest is the long form, of equals the shortest.
 */
import { analyze, fold, stemOf } from './analysis.ts'
import { stopWords } from './stopwords.ts'

const costs = {
  /** A letter behind another of the same word: the second of "Low" in LoRA. */
  inside: 2,
  /** A letter inside a word of which none before it was taken. */
  apart: 10,
  /** To begin with a stop word. */
  stopWord: 4,
  /** A word of which no letter is taken; nothing for a stop word. */
  skipped: 4,
  /** The same for a later part of a hyphenated word: "trained" in GPT. */
  skippedPart: 1,
}

interface Part {
  readonly letters: string
  readonly stem: string
  /** What it costs to begin with it, and to take no letter of it. */
  readonly first: number
  readonly skipped: number
}

/** The stems of the long form at the end of a text; none where its letters are not in it, the first at the start of a word. */
export function longFormOf(short: string, before: string): string[] {
  const letters = fold(short).replace(/[^\p{L}\p{N}]/gu, '')
  const parts = partsOf(before, Math.min(short.length + 5, short.length * 2))
  let [best, least] = [parts.length, Number.POSITIVE_INFINITY]
  const rest = costOfRest(letters, parts)
  for (let at = parts.length - 1; at >= 0; at--) {
    const { letters: word, first } = parts[at]!
    const cost = word[0] === letters[0] ? first + rest(1, at, 1) : Number.POSITIVE_INFINITY
    if (cost < least) [best, least] = [at, cost]
  }
  return parts.slice(best).map(({ stem }) => stem)
}

/** The last words of a text, each part of a hyphenated one by itself. */
function partsOf(text: string, most: number): Part[] {
  return analyze(text)
    .slice(-most)
    .flatMap(({ words }) =>
      words.map(({ text: word, start, end }, at) => {
        const isStop = words.length === 1 && stopWords.has(word)
        return {
          letters: fold(text.slice(start, end)),
          stem: stemOf(word),
          first: isStop ? costs.stopWord : 0,
          skipped: isStop ? 0 : at > 0 ? costs.skippedPart : costs.skipped,
        }
      }),
    )
    .slice(-2 * most)
}

/** What the letters from one on cost at least, where the one before stands in a part, ahead of its letter `from`. */
function costOfRest(
  letters: string,
  parts: readonly Part[],
): (letter: number, part: number, from: number) => number {
  const known = new Map<string, number>()
  const rest = (letter: number, part: number, from: number): number => {
    const key = `${letter} ${part} ${from}`
    const cost = known.get(key) ?? work(letter, part, from)
    known.set(key, cost)
    return cost
  }
  const work = (letter: number, part: number, from: number): number => {
    const after = parts.slice(part + 1)
    if (letter === letters.length) return after.reduce((sum, { skipped }) => sum + skipped, 0)
    const inside = parts[part]!.letters.indexOf(letters[letter]!, from)
    let least = inside < 0 ? Number.POSITIVE_INFINITY : costs.inside + rest(letter + 1, part, inside + 1)
    let cost = 0
    for (const [nth, { letters: word, skipped }] of after.entries()) {
      const at = word.indexOf(letters[letter]!)
      const begun = at === 0 ? cost : cost + costs.apart
      if (at >= 0) least = Math.min(least, begun + rest(letter + 1, part + 1 + nth, at + 1))
      cost += skipped
    }
    return least
  }
  return rest
}
