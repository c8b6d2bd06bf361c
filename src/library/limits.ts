/** Every limit of the library, named once. */
export const limits = {
  /** Papers that one transaction writes; a pause is before the next, so that others come in between. */
  papersPerTransaction: 200,
  /** Papers that the search index takes in at once: more at once are fewer to merge, but stop all else for longer. */
  papersPerAddition: 16_000,
  /** The search index is tidied for this long before all else has its turn. */
  tidyMs: 2,
  /** The index snapshot is saved once this many papers changed since it was, … */
  changesPerSnapshot: 500,
  /** … and this share of all papers, so that an import writes no more than about twice the snapshot's final size. */
  changedShare: 1 / 2,
  /** After opening, the search warms up once what was asked at once has been answered. */
  warmUpAfterMs: 1_000,
  /** Papers after which nearly all code is compiled that indexes a list. */
  warmingPapers: 200,
  /** A semantic model is learnt anew once the library is this many times as large as it was for the last, … */
  growthPerModel: 1.1,
  /** … and this long after a search, so that nobody waits for it. */
  learnAfterMs: 10_000,
  /** Papers that an encoder is given at once: text-embeddings-inference takes 32, a slow processor fewer. */
  papersPerBatch: 16,
  /** What is waited for a batch, with its retries, and when it is tried again after a fault. */
  batchMs: 120_000,
  encodeAgainMs: 60_000,
  /** Rows that are read at once of what was encoded. */
  embeddingsPerRead: 500,
  /** Papers after which the log says how far it is. */
  encodedPerLine: 1_000,
  /** The share of papers from which on searches use their vectors. */
  encodedShare: 0.9,
  /** The least cosine of the same text in the same model, with other rounding. */
  sameModelCosine: 0.95,
  /** What a search waits for its encoder, and how long the answer is then still taken for the next time. */
  encodedWithinMs: 250,
  encodedLateMs: 5_000,
  /** Late answers in a row after which searches don't wait. */
  lateToLeave: 3,
  /** Encoded queries in memory. */
  queriesKept: 500,
  /** The newest lists that every sync fetches again, because upvotes grow for days. */
  listsRefreshed: 7,
  /** Known lists that a sync looks at: all of twenty years. */
  listsPlanned: 5_000,
  /** What a sync waits for one list: longer than a rate limit of Hugging Face, five minutes, lasts. */
  listMs: 360_000,
  /** How many hits of Hugging Face are asked for, and what is waited for them. */
  liveHits: 20,
  liveSearchMs: 1_500,
  /** What a source is waited for when somebody asks for a paper or a list that the library lacks. */
  askedMs: 10_000,
} as const
