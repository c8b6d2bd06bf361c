/** Every limit of the library, named once. */
export const limits = {
  /** Papers that one transaction writes; a pause follows, so that others come in between. */
  papersPerTransaction: 200,
  /** Papers that the search index takes in at once: more at once are fewer to merge, but stop all else for longer. */
  papersPerAddition: 16_000,
  /** The index snapshot is saved once this many papers changed since it was, … */
  changesPerSnapshot: 500,
  /** … and this share of all papers, so that an import writes no more than about twice the snapshot's final size. */
  changedShare: 1 / 2,
  /** A semantic model is learnt anew once the library is this many times as large as it was for the last, … */
  growthPerModel: 1.1,
  /** … and this long after a search, so that nobody waits for it. */
  learnAfterMs: 10_000,
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
