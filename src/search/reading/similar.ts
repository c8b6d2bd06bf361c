/** The words that tell a paper from the others, as a query for papers like it. */
import { rarity } from '../index/bm25.ts'
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import type { PlannedWord } from '../query/plan.ts'
import { titleWeight } from '../index/numbered-document.ts'
import { stopWords } from '../language/stopwords.ts'
import { textAt } from '../index/texts.ts'
import { isJoined, type Tokens, tokensIn, wordIn } from '../index/tokens.ts'

/** The highest tf-idf of title and abstract, tf damped by a logarithm. Empty when the paper isn't known. */
export function similarWords(id: string, collection: Collection): PlannedWord[] {
  const found = collection.find(id)
  if (!found) return []
  const { segment } = found.live
  const { titleTokens, textTokens, words, wordTerm, terms } = segment
  const telling = new Map<string, { label: string; times: number }>()
  const count = (tokens: Tokens, weight: number): void => {
    for (const token of tokensIn(tokens)) {
      const text = textAt(words, wordIn(token))
      if (isJoined(token) || stopWords.has(text)) continue
      const term = textAt(terms, wordTerm[wordIn(token)]!)
      const { label, times } = telling.get(term) ?? { label: text, times: 0 }
      telling.set(term, { label, times: times + weight })
    }
  }
  count(titleTokens.of(found.document), titleWeight)
  count(textTokens.of(found.document), 1)
  return [...telling]
    .map(([term, { label, times }]) => {
      const weight = Math.log1p(times)
      return {
        word: { label, terms: [term], weight, required: false },
        points: weight * rarity(collection.frequency(term), collection.size),
      }
    })
    .sort((one, other) => other.points - one.points)
    .slice(0, limits.similarWords)
    .map(({ word }) => word)
}
