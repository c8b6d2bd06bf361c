/** Type-ahead over titles, ids and organisations. */
import { analyze, fold } from './language/analysis.ts'
import { Best } from './ranking/best.ts'
import type { Collection } from './index/collection.ts'
import { limits } from './limits.ts'
import { documentsIn, type Segment } from './index/segment.ts'
import { countOf, textAt, textIn, textsBeginning } from './index/texts.ts'
import { isJoined, tokensIn, wordIn } from './index/tokens.ts'

/** Papers whose title has a word for each one typed, typed words being beginnings; or whose id begins so. */
export function completePaper(
  typed: string,
  limit: number,
  collection: Collection,
): { id: string; title: string }[] {
  const beginnings = [...new Set(analyze(typed).flatMap(({ words }) => words.map(word => word.text)))]
  const id = typed.trim().toLowerCase()
  if (id === '') return []
  const best = new Best(limit, 'upvotes')
  for (const live of collection.segments) {
    const { ids } = live.segment
    const hasAll = titleTest(live.segment, beginnings.slice(0, limits.completedWords))
    const begun = new Set(textsBeginning(ids, id))
    for (let document = 0; document < live.live.length; document++)
      if (live.live[document] && (hasAll(document) || begun.has(document)))
        best.offer(live, document, 0, 0, true)
  }
  return best.hits().map(({ live: { segment }, document }) => ({
    id: textAt(segment.ids, document),
    title: textIn(segment.titles.of(document)),
  }))
}

/** Whether each beginning begins a word of a document's title. One bit stands for one beginning. */
function titleTest(segment: Segment, beginnings: readonly string[]): (document: number) => boolean {
  const { words, titleTokens } = segment
  const begun = new Uint32Array(countOf(words))
  beginnings.forEach((beginning, bit) => {
    for (const word of textsBeginning(words, beginning)) begun[word]! |= 1 << bit
  })
  const all = 2 ** beginnings.length - 1
  return document => {
    let seen = 0
    for (const token of tokensIn(titleTokens.of(document)))
      if (!isJoined(token)) seen |= begun[wordIn(token)]!
    return all !== 0 && seen === all
  }
}

/** Organisation names that hold what was typed, most papers first. */
export function completeOrganization(typed: string, limit: number, collection: Collection): string[] {
  const wanted = fold(typed.trim())
  const papers = new Map<string, number>()
  for (const { segment, live } of collection.segments) {
    const { labels, documents } = segment.facets.organizations
    for (let row = 0; row < countOf(labels); row++) {
      const label = textAt(labels, row)
      if (!fold(label).includes(wanted)) continue
      const count = documentsIn(documents, row).reduce((sum, document) => sum + live[document]!, 0)
      if (count > 0) papers.set(label, (papers.get(label) ?? 0) + count)
    }
  }
  return [...papers]
    .sort(([name, count], [otherName, otherCount]) => otherCount - count || (name < otherName ? -1 : 1))
    .slice(0, limit)
    .map(([name]) => name)
}
