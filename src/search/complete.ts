/** Type-ahead over titles, ids and organisations. */
import { analyze, fold } from './analysis.ts'
import { Best, comparisons } from './best.ts'
import type { Collection } from './collection.ts'
import { isJoined, type Segment, wordIn } from './segment.ts'

/** Papers whose title has a word for each one typed, typed words being beginnings; or whose id begins so. */
export function completePaper(typed: string, limit: number, collection: Collection): { id: string; title: string }[] {
  const beginnings = analyze(typed).flatMap(({ words }) => words.map(word => word.text))
  const id = typed.trim().toLowerCase()
  if (id === '') return []
  const best = new Best(limit, comparisons.upvotes)
  for (const live of collection.segments) {
    const matches = titleMatcher(live.segment, beginnings)
    for (let document = 0; document < live.live.length; document++)
      if (live.live[document] && (matches(document) || live.segment.ids[document]!.toLowerCase().startsWith(id)))
        best.offer({ live, document, score: 0, hasAll: true })
  }
  return best.hits().map(({ live: { segment }, document }) => ({
    id: segment.ids[document]!,
    title: segment.titles[document]!,
  }))
}

function titleMatcher(segment: Segment, beginnings: readonly string[]): (document: number) => boolean {
  if (beginnings.length === 0) return () => false
  const { words, tokens, tokenStart, textStart } = segment
  const fitting = beginnings.map(beginning => Uint8Array.from(words, word => Number(word.startsWith(beginning))))
  const has = (document: number, fits: Uint8Array): boolean => {
    for (let at = tokenStart[document]!; at < textStart[document]!; at++)
      if (fits[wordIn(tokens[at]!)] && !isJoined(tokens[at]!)) return true
    return false
  }
  return document => fitting.every(fits => has(document, fits))
}

/** Organisation names that hold what was typed, most papers first. */
export function completeOrganization(typed: string, limit: number, collection: Collection): string[] {
  const wanted = fold(typed.trim())
  const papers = new Map<string, number>()
  for (const { segment, live } of collection.segments) {
    const { labels, documents } = segment.facets.organizations
    labels.forEach((label, row) => {
      if (!fold(label).includes(wanted)) return
      const ofLabel = documents.values.subarray(documents.start[row]!, documents.start[row + 1]!)
      const count = ofLabel.reduce((sum, document) => sum + live[document]!, 0)
      if (count > 0) papers.set(label, (papers.get(label) ?? 0) + count)
    })
  }
  return [...papers]
    .sort(([name, count], [otherName, otherCount]) => otherCount - count || (name < otherName ? -1 : 1))
    .slice(0, limit)
    .map(([name]) => name)
}
