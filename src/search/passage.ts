/** The sentence of a paper that answers the query, with the matched words marked. */

/** Runs of text in order; `matched` runs are words of the query. At most about 120 graphemes together. */
export type Passage = readonly { readonly text: string; readonly matched: boolean }[]
