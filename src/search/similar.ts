/** The words that tell a paper from the others, as a query for papers like it. */
import { rarity } from './bm25.ts'
import type { Collection } from './collection.ts'
import { limits } from './limits.ts'
import type { PlannedWord } from './plan.ts'
import { isJoined, wordIn } from './segment.ts'
import { titleWeight } from './segment-builder.ts'
import { stopWords } from './stopwords.ts'

/** The highest tf-idf of title and abstract. Empty when the paper isn't known. */
export function similarWords(id: string, collection: Collection): PlannedWord[] {
  const found = collection.find(id)
  if (!found) return []
  const { segment } = found.live
  const { tokens, tokenStart, textStart, words, wordTerm, terms } = segment
  const telling = new Map<string, { label: string; weight: number }>()
  for (let at = tokenStart[found.document]!; at < tokenStart[found.document + 1]!; at++) {
    const word = wordIn(tokens[at]!)
    if (isJoined(tokens[at]!) || stopWords.has(words[word]!)) continue
    const term = terms[wordTerm[word]!]!
    const { label, weight } = telling.get(term) ?? { label: words[word]!, weight: 0 }
    telling.set(term, { label, weight: weight + (at < textStart[found.document]! ? titleWeight : 1) })
  }
  return [...telling]
    .map(([term, { label, weight }]) => ({
      word: { label, terms: [term], weight, required: false },
      points: weight * rarity(collection.frequency(term), collection.size),
    }))
    .sort((one, other) => other.points - one.points)
    .slice(0, limits.similarWords)
    .map(({ word }) => word)
}
