/** How long the adapter waits for what, in milliseconds, and how fast it asks. A table of its own, so that tests can make it small. */
export const timing = {
  /** A first answer must be there within 3 s; a form that takes longer than this is offered with a button. */
  formMs: 2000,
  /** For what is stored, where an acknowledgement depends on it: a button that may open a form, who sees the answer. */
  storedMs: 250,
  /** A press that takes longer than this says that it is still at work. */
  workingMs: 2000,
  /** An answer's token holds for 15 minutes; this leaves time to say that it took too long. */
  answerMs: 14.5 * 60 * 1000,
  /** For the better version of an answer. */
  laterMs: 60_000,
  /** After something was shown in public, the same press by the same person is a slip of the finger. */
  againMs: 3000,
  /** For Discord to answer one request. */
  requestMs: 15_000,
  /**
   * Requests in any second, answers to interactions not counted. Discord takes 50 in each of its own seconds
   * (https://docs.discord.com/developers/topics/rate-limits); one less, because requests travel for different times.
   */
  requestsPerSecond: 49,
  /** To log in. */
  startMs: 30_000,
  /** For each server to come in, once connected; one that doesn't is unavailable. */
  serverMs: 15_000,
  /** For what is being answered when the bot is stopped. */
  stopMs: 5000,
}

export type Timing = typeof timing
