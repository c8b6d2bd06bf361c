/** How long Slack is waited for, and how often it is called: one table. Times in milliseconds. */
export const timing = {
  /**
   * One post per second and channel (https://docs.slack.dev/apis/web-api/rate-limits), and a little more, because posts
   * travel for different times.
   */
  postEveryMs: 1030,
  /** The longest that a call of the Web API or an answer may take. */
  callMs: 10_000,
  /** What Slack did not take is tried again after this, where it names no time. */
  retryMs: 5000,
  /** After this a person who typed a command sees that it is worked on. */
  slowMs: 2000,
  /** The longest that an answer which cannot be changed waits for its better version. */
  laterMs: 1500,
  /** How long it is remembered whether a channel is public. */
  visibilityMs: 5 * 60_000,
  /** A connection whose pings nobody answers for so long is given up. */
  pongMs: 5000,
  /** A new connection says hello within this. */
  helloMs: 15_000,
  /** Between two attempts to connect; doubled each time, up to `reconnectMostMs`. */
  reconnectMs: 500,
  reconnectMostMs: 30_000,
  /** A connection that lasted so long was a good one: the next is made at once. */
  lastedMs: 30_000,
  /** Without a connection for so long, the bot gives up, to be started anew. */
  offlineMs: 10 * 60_000,
  /** The longest that stopping waits for answers, and for the connection to close. */
  stopMs: 10_000,
  closeMs: 1000,
}
export type Timing = typeof timing
