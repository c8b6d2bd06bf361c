/** Every limit of discussions and of what a team remembers, named once. */
export const limits = {
  /** Discussions that a person may open in a workspace within a day; who manages may open any number. */
  discussionsADay: 3,
  dayMs: 24 * 60 * 60 * 1000,
  /** State and replies of a thread are asked for at most so often where nobody waits for them. */
  refreshMs: 5 * 60 * 1000,
  /** Threads that are asked about at the same time. */
  refreshesAtOnce: 3,
  /** Graphemes of the line beside a verdict, and of a person's name. */
  lineGraphemes: 140,
  nameGraphemes: 80,
  /** Graphemes of a thread's title: Discord takes 100 characters, and cuts what is longer. */
  titleGraphemes: 300,
  /** Authors that the opener of a thread names. */
  authors: 12,
  /** Papers nearby that were discussed, and how many nearby ones are looked at for them. */
  discussedBefore: 3,
  nearby: 50,
  nearbyTitleGraphemes: 80,
  /** Of one paper; the latest. */
  verdictsShown: 20,
  /** Days after its opening in which a discussion is followed. */
  followedDays: 60,
  /** A followed paper is read again at its source so often, and so many of them after each sync. */
  readAgainMs: 24 * 60 * 60 * 1000,
  readAgainAtOnce: 20,
  /** Discussions that are compared with the library at a time. */
  comparedAtOnce: 50,
  /** Papers that a search in what happened finds, and places whose papers' ids are kept in memory for it. */
  historyHits: 25,
  /** Matches that are looked at for them: of some nothing is left. */
  historyLooked: 200,
  historyPlaces: 20,
  /** Papers that are looked at because of what was written of them. */
  historyRemarked: 25,
  /** Threads of a week that are asked after. */
  weekThreads: 20,
} as const
