/** Paperboy's engine with the words alone: BM25 without correction, stand-ins, titles or evidence. */
import { readFrom } from '../../src/library/open-file.ts'
import { Best, idOf } from '../../src/search/ranking/best.ts'
import { weigh } from '../../src/search/ranking/weighing.ts'
import { Collection } from '../../src/search/index/collection.ts'
import { plainQuery } from '../../src/search/query/parse-query.ts'
import { planQuery } from '../../src/search/query/plan.ts'
import { Scores } from '../../src/search/ranking/scoring.ts'
import { readSnapshot } from '../../src/search/index/snapshot.ts'
import type { Engine } from './engine.ts'

/** It opens what Paperboy's engine saved. */
export function create(): never {
  throw new Error('Words have no index of their own.')
}

export function open(file: string): Engine {
  const collection = new Collection(readFrom(file, readSnapshot).segments)
  const scores = new Scores()
  return {
    add: () => undefined,
    search(text, limit) {
      const { words } = planQuery(plainQuery(text), [])
      const terms = weigh(words, collection)
      const best = new Best(limit, 'relevance')
      for (const live of collection.segments) {
        scores.score(live, words, terms, collection.meanLength)
        for (const document of scores.documents)
          if (live.live[document]) best.offer(live, document, scores.points(document), 0, false)
      }
      return best.hits().map(idOf)
    },
    save: () => 0,
  }
}
