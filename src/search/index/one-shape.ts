/**
 * All segments as objects of one shape, whether they were built or restored. V8 compiles code for the shapes that it has seen:
 * a search that meets another one runs uncompiled, up to ten times as slowly, and so do those behind it (`node --trace-deopt`).
 */
import type { Frequencies } from './frequencies.ts'
import type { Acronyms, CommonPairs, Facet, Rows, Segment, WordsByLength } from './segment.ts'
import type { Names, Texts } from './texts.ts'

/** The same segment. Each object is made by one literal, with its properties in one order. */
export function inOneShape(segment: Segment): Segment {
  return {
    ids: names(segment.ids),
    titles: segment.titles,
    published: segment.published,
    listed: segment.listed,
    upvotes: segment.upvotes,
    hasCode: segment.hasCode,
    lengths: segment.lengths,
    titleTokens: segment.titleTokens,
    titleBegins: segment.titleBegins,
    textTokens: segment.textTokens,
    terms: names(segment.terms),
    words: texts(segment.words),
    termWords: segment.termWords,
    wordTerm: segment.wordTerm,
    wordsByLength: wordsByLength(segment.wordsByLength),
    postings: rows(segment.postings),
    frequencies: frequencies(segment.frequencies),
    pairs: commonPairs(segment.pairs),
    facets: facets(segment.facets),
    acronyms: acronyms(segment.acronyms),
  }
}

const texts = ({ bytes, start }: Texts): Texts => ({ bytes, start })
const names = ({ bytes, start, slots }: Names): Names => ({ bytes, start, slots })
const rows = ({ start, values }: Rows): Rows => ({ start, values })
const frequencies = ({ halves, places, high }: Frequencies): Frequencies => ({ halves, places, high })
const wordsByLength = ({ start, words, letters }: WordsByLength): WordsByLength => ({ start, words, letters })
const commonPairs = ({ terms, documents }: CommonPairs): CommonPairs => ({ terms, documents })
const facet = ({ labels, documents }: Facet): Facet => ({ labels: texts(labels), documents: rows(documents) })

function facets({ authors, organizations, handles, categories }: Segment['facets']): Segment['facets'] {
  return {
    authors: facet(authors),
    organizations: facet(organizations),
    handles: facet(handles),
    categories: facet(categories),
  }
}

function acronyms(all: Acronyms): Acronyms {
  return {
    labels: texts(all.labels),
    documents: rows(all.documents),
    shorts: names(all.shorts),
    shortRows: all.shortRows,
    longs: names(all.longs),
    longRows: all.longRows,
    longLabels: all.longLabels,
  }
}
