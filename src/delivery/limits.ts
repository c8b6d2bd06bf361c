/** Every limit of delivery, named once. */
export const limits = {
  /** Places of one platform that are posted to at the same time; the platform itself keeps its pace. */
  placesAtOnce: 32,
  /** A place that takes longer is no longer counted among them, so that it holds up no other. */
  slowMs: 10_000,
  /** How often what has become due is looked for. */
  pollMs: 1_000,
  /** Until a message that a platform took is surely in its history. */
  settleMs: 60_000,
  /** After this a message is old news: what could not be sent is given up. */
  giveUpMs: 24 * 60 * 60 * 1000,
  /** A rest for a place after a fault of our own, as of the disk. */
  faultMs: 10_000,
  /** What stopping waits for an answer that doesn't come. */
  stopMs: 10_000,
  /** Changes that share one transaction. */
  changesPerTransaction: 200,
} as const
