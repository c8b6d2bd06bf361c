/** The terminal's limits, all in one table. */
export const limits = {
  /** Narrower terminals are written to as if they had this width. */
  minColumns: 30,
  dividerColumns: 40,
  /** Lines kept for the up arrow. */
  historyLines: 500,
  /** Messages shown on entering a place. */
  messagesOnEntering: 5,
} as const
