/** Every limit of the digests, named once. */
export const limits = {
  /** Lists of one post that closed since the one before it, and as many that came late. */
  lists: 5,
  /** A list that isn't there is waited for, and looked for again as often. */
  waitMs: 6 * 60 * 60 * 1000,
  lookAgainMs: 5 * 60 * 1000,
  /** A list that wasn't there joins a later post if it comes within so many days. */
  missingDays: 14,
} as const
