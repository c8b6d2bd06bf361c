/** Makes segments: of papers, and one of several. */
import { latexToText } from '../papers/latex.ts'
import type { Paper } from '../papers/paper.ts'
import { definitionsIn } from './acronyms.ts'
import { analyze, fold, foldName } from './analysis.ts'
import type { LiveSegment } from './live-segment.ts'
import { dateNumber, facetNames, isJoined, type Segment, tokenOf, wordIn } from './segment.ts'
import { SegmentBuilder } from './segment-builder.ts'

/**
 * A segment of papers with distinct ids. Only title and abstract can be found by words: keywords and summaries are
 * somebody else's, and indexing them would let the relevance collections judge themselves.
 */
export function segmentOf(papers: readonly Paper[]): Segment {
  const builder = new SegmentBuilder()
  for (const paper of papers) {
    const title = latexToText(paper.title)
    const text = latexToText(paper.abstract)
    const document = builder.add({
      id: paper.id,
      title,
      published: dateNumber(paper.published),
      listed: dateNumber(paper.listDate),
      upvotes: paper.upvotes ?? -1,
      hasCode: paper.code ? 1 : 0,
      titleTokens: tokensOf(title, builder),
      textTokens: tokensOf(text, builder),
    })
    for (const label of acronymsOf(title, text)) builder.label('acronyms', label, document)
    for (const author of paper.authors) builder.label('authors', foldName(author), document)
    for (const category of paper.categories) builder.label('categories', fold(category), document)
    if (paper.organization) builder.label('organizations', paper.organization.name, document)
    if (paper.organization?.handle) builder.label('handles', fold(paper.organization.handle), document)
  }
  return builder.build()
}

function acronymsOf(title: string, text: string): Set<string> {
  const definitions = [...definitionsIn(title), ...definitionsIn(text)]
  return new Set(definitions.map(({ short, long }) => [short, ...long].join(' ')))
}

function tokensOf(text: string, builder: SegmentBuilder): number[] {
  const tokens: number[] = []
  for (const { words, joined } of analyze(text)) {
    for (const word of words) tokens.push(tokenOf(builder.number(word.text), false))
    if (joined !== undefined) tokens.push(tokenOf(builder.number(joined), true))
  }
  return tokens
}

/** One segment of everything that can still be found in several. */
export function merge(segments: readonly LiveSegment[]): Segment {
  const builder = new SegmentBuilder()
  for (const { segment, live } of segments) {
    const renumber = renumbering(segment, builder)
    const documents = segment.ids.map((id, old) => {
      if (!live[old]) return undefined
      const textFrom = segment.textStart[old]!
      return builder.add({
        id,
        title: segment.titles[old]!,
        published: segment.published[old]!,
        listed: segment.listed[old]!,
        upvotes: segment.upvotes[old]!,
        hasCode: segment.hasCode[old]!,
        titleTokens: segment.tokens.subarray(segment.tokenStart[old], textFrom).map(renumber),
        textTokens: segment.tokens.subarray(textFrom, segment.tokenStart[old + 1]).map(renumber),
      })
    })
    for (const name of facetNames) copyFacet(segment, name, documents, builder)
  }
  return builder.build()
}

/** Only words that are still used are numbered again. */
function renumbering({ words }: Segment, builder: SegmentBuilder): (token: number) => number {
  const numbers = new Int32Array(words.length).fill(-1)
  return token => {
    const old = wordIn(token)
    if (numbers[old]! < 0) numbers[old] = builder.number(words[old]!)
    return tokenOf(numbers[old]!, isJoined(token))
  }
}

function copyFacet(
  segment: Segment,
  name: (typeof facetNames)[number],
  documents: readonly (number | undefined)[],
  builder: SegmentBuilder,
): void {
  const { labels, documents: rows } = segment.facets[name]
  labels.forEach((label, row) => {
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) {
      const document = documents[rows.values[at]!]
      if (document !== undefined) builder.label(name, label, document)
    }
  })
}
