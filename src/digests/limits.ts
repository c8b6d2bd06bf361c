/** Every limit of the digests, named once. */
export const limits = {
  /** Lists of one post that closed since the one before it, and as many that came late. */
  lists: 5,
  /** A list that isn't there is waited for, and looked for again as often. */
  waitMs: 6 * 60 * 60 * 1000,
  lookAgainMs: 5 * 60 * 1000,
  /** The team's week is about more than lists: it waits no longer for them than a sync takes. */
  weekWaitMs: 30 * 60 * 1000,
  /** A list that wasn't there joins a later post if it comes within so many days. */
  missingDays: 14,
  /** A paper whose time to reach its upvotes is over is looked at once more, by a post within so many days. */
  waitingGraceDays: 7,
  /** Days of lists that a trending post is chosen from. */
  trendingDays: 7,
  /** Lists that a tick looks at; they reach back over every one that may still be posted. */
  knownLists: 60,
  /** Due subscriptions that are read at once. */
  dueAtOnce: 200,
  /** How often a post is chosen anew when others take its papers. */
  claimAttempts: 5,
  /** When a subscription is looked at again after a fault of its channel. */
  afterFaultMs: 5 * 60 * 1000,
  /** What a subscription is tried on before it is saved. */
  previewLists: 20,
  previewExamples: 5,
  /** A topic that matches more than one of these is noise: a share of the papers, papers of a list. */
  noisyShare: 0.2,
  noisyPerList: 6,
  /** Narrower terms that are offered, of so many keywords that are tried. */
  narrowerTerms: 3,
  keywordsTried: 60,
  /** Buttons with narrower terms, of all topics: two rows, so that Save has room in every message. */
  narrowButtons: 10,
  /** A narrower term matches a paper of at least one list in so many, and more with the topic than without it. */
  narrowerEveryLists: 5,
  leastLift: 1.5,
  /** Lists without a match until one line says so. */
  silentLists: 10,
  /** Posts that are looked at for what became of a paper. */
  postsLookedBack: 40,
  /** Lists that a post offers a button for. */
  listButtons: 2,
  /** Buttons that every platform shows side by side. */
  rowButtons: 5,
  /** So many papers fill a Discord message. */
  fullDigest: 10,
  /** Papers of each section of a team's week: with ten that were missed, they fill a menu. */
  weekDiscussed: 5,
  weekFinished: 4,
  weekVoted: 3,
  weekToRead: 3,
  /** Verdicts and people that are named with a paper, graphemes of its title and of all that is said of it. */
  weekVerdicts: 3,
  weekNames: 3,
  weekTitleGraphemes: 80,
  weekLineGraphemes: 300,
  /** Graphemes of all topics under a post, of a title in its notification, in a preview and in a menu. */
  topicsGraphemes: 300,
  summaryTitleGraphemes: 100,
  exampleTitleGraphemes: 50,
  choiceTitleGraphemes: 90,
} as const
