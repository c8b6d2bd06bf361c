/** Every limit of a channel's settings, named once. */
export const limits = {
  /** Subscriptions of one channel: as many as one menu can offer. */
  subscriptions: 25,
  /** Changes that can be taken back, and how long. */
  undo: 25,
  undoHours: 24,
  /** Of a channel's name: Discord and Slack allow fewer. */
  nameCharacters: 200,
  /** Topics of one subscription, and characters of one of them. */
  topics: 20,
  topicCharacters: 200,
  /** Papers of one post. */
  papers: 10,
  /** Tags of a forum's post: https://discord.com/developers/docs/resources/channel (applied_tags) */
  tags: 5,
  tagCharacters: 100,
  /** A minimum of upvotes, and how long a paper is waited for to reach it. */
  upvotes: 1000,
  waitingDays: 30,
  /** Characters of a subscription's id, and of a person's id and name. */
  idCharacters: 40,
  personCharacters: 200,
  /** Graphemes of a wrong value that are shown again. */
  shownGraphemes: 80,
} as const
