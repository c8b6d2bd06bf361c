/** Makes segments: of papers, and one of several. */
import { latexToText } from '../../papers/latex.ts'
import type { Paper } from '../../papers/paper.ts'
import { definitionsIn } from '../language/acronyms.ts'
import { fold, readWords } from '../language/analysis.ts'
import { foldedNames } from '../language/author-names.ts'
import type { LiveSegment } from './live-segment.ts'
import { dateNumber, type Facet, facetNames, type Segment } from './segment.ts'
import { SegmentBuilder } from './segment-builder.ts'
import { finish } from './slices.ts'
import { countOf, eachText, textAt, textIn } from './texts.ts'
import { isJoined, type Tokens, tokenOf, tokensIn, wordIn } from './tokens.ts'

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
    for (const definition of acronymsOf(title, text)) builder.define(definition, document)
    for (const author of new Set(paper.authors.flatMap(foldedNames)))
      builder.label('authors', author, document)
    for (const category of paper.categories) builder.label('categories', fold(category), document)
    if (paper.organization) builder.label('organizations', paper.organization.name, document)
    if (paper.organization?.handle) builder.label('handles', fold(paper.organization.handle), document)
  }
  return finish(builder.build())
}

function acronymsOf(title: string, text: string): Set<string> {
  const definitions = [...definitionsIn(title), ...definitionsIn(text)]
  return new Set(definitions.map(({ short, long }) => [short, ...long].join(' ')))
}

function tokensOf(text: string, builder: SegmentBuilder): Uint32Array {
  const tokens: number[] = []
  readWords(text, {
    word: (bytes, start, end) => tokens.push(tokenOf(builder.number(bytes, start, end), false)),
    compound: ({ words, joined }) => {
      for (const word of words) tokens.push(tokenOf(builder.numberOf(word.text), false))
      if (joined !== undefined) tokens.push(tokenOf(builder.numberOf(joined), true))
    },
  })
  return builder.keep(tokens)
}

/** Documents, and labels, that one slice of work copies. */
const sliceCopies = 64
const sliceLabels = 512

/** One segment of everything that can be found in several when it comes to it, a slice between yields. */
export function* merge(segments: readonly LiveSegment[]): Generator<void, Segment> {
  const builder = new SegmentBuilder(segments.reduce((sum, { segment }) => sum + countOf(segment.words), 0))
  for (const live of segments) {
    const documents = yield* copyDocuments(live, builder)
    const { facets, acronyms } = live.segment
    for (const name of facetNames)
      yield* copyFacet(facets[name], documents, (label, document) => builder.label(name, label, document))
    yield* copyFacet(acronyms, documents, (label, document) => builder.define(label, document))
  }
  return yield* builder.build()
}

/** @returns by number of a document the one that its copy has; none for what can't be found */
function* copyDocuments(
  { segment, live }: LiveSegment,
  builder: SegmentBuilder,
): Generator<void, (number | undefined)[]> {
  const renumber = renumbering(segment, builder)
  const renumbered = (tokens: Tokens): Uint32Array => {
    const kept = builder.keep(tokensIn(tokens))
    for (let at = 0; at < kept.length; at++) kept[at] = renumber(kept[at]!)
    return kept
  }
  const documents: (number | undefined)[] = []
  for (let old = 0; old < live.length; old++) {
    if (old % sliceCopies === 0) yield
    if (!live[old]) continue
    documents[old] = builder.add({
      id: textAt(segment.ids, old),
      title: textIn(segment.titles.of(old)),
      published: segment.published[old]!,
      listed: segment.listed[old]!,
      upvotes: segment.upvotes[old]!,
      hasCode: segment.hasCode[old]!,
      titleTokens: renumbered(segment.titleTokens.of(old)),
      textTokens: renumbered(segment.textTokens.of(old)),
    })
  }
  return documents
}

/** Only words that are still used are numbered again. */
function renumbering(segment: Segment, builder: SegmentBuilder): (token: number) => number {
  const numbers = new Int32Array(segment.wordTerm.length).fill(-1)
  return token => {
    const old = wordIn(token)
    if (numbers[old]! < 0) numbers[old] = builder.renumber(segment, old)
    return tokenOf(numbers[old]!, isJoined(token))
  }
}

function* copyFacet(
  { labels, documents: rows }: Facet,
  documents: readonly (number | undefined)[],
  add: (label: string, document: number) => void,
): Generator<void> {
  let row = 0
  for (const label of eachText(labels)) {
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) {
      const document = documents[rows.values[at]!]
      if (document !== undefined) add(label, document)
    }
    if (row++ % sliceLabels === 0) yield
  }
}
