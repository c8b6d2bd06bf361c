/** A document on its way into a segment. */

/** How many times a word of the title counts, tried on nine collections; 2 is worse (bench/README.md). */
export const titleWeight = 3
/** Documents that one slice of work takes: a millisecond or two. */
export const sliceDocuments = 256

/** A document whose words have been numbered by the builder that receives it. */
export interface NumberedDocument {
  readonly id: string
  readonly title: string
  readonly published: number
  readonly listed: number
  readonly upvotes: number
  readonly hasCode: number
  /** Tokens (`tokenOf`) in order. */
  readonly titleTokens: Uint32Array
  readonly textTokens: Uint32Array
}
