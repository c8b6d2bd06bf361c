/** What the subscriptions of a fortnight are to post, written down by hand. */

/** Titles of each post, in the order in which they came. */
export interface Got {
  /** `caching -survey`, and on Fridays the three that trend. */
  readonly topics: string[][]
  /** Without topics, the best two. */
  readonly best: string[][]
  /** `agents`, today so far: what joins a list later comes with the next post. */
  readonly soFar: string[][]
  /** `routing` with 20 upvotes within 5 days; a paper has 12 on the first day and 21 on the second. */
  readonly waiting: string[][]
  /** What `topics` has, in direct messages from the second day on. */
  readonly personal: string[][]
}

export const nothing = (): Got => ({ topics: [], best: [], soFar: [], waiting: [], personal: [] })

/** What each channel gets each day, written down by hand. */
export const days: readonly (readonly [at: string, got: Readonly<Partial<Got>>])[] = [
  ['2025-03-24T16:00:00Z', { soFar: [['Agents 03-24 early']] }],
  [
    '2025-03-25T16:00:00Z',
    {
      topics: [['Caching 03-24']],
      best: [['Filler 03-24 one', 'Filler 03-24 two']],
      soFar: [['Agents 03-24 late', 'Agents 03-25 early']],
    },
  ],
  [
    '2025-03-26T16:00:00Z',
    {
      topics: [['Caching 03-25']],
      best: [['Filler 03-25 one', 'Filler 03-25 two']],
      waiting: [['Routing 03-24']],
      personal: [['Caching 03-25']],
    },
  ],
  // Wednesday's list is waited for until Thursday's has closed.
  ['2025-03-27T16:00:00Z', {}],
  [
    '2025-03-28T16:00:00Z',
    {
      topics: [['Caching 03-27'], ['Filler 03-28 one', 'Filler 03-27 one', 'Filler 03-25 one']],
      best: [['Filler 03-27 one', 'Filler 03-27 two']],
      soFar: [['Agents 03-27 late', 'Agents 03-25 late', 'Agents 03-28 early', 'Agents 03-27 early']],
      waiting: [['Routing 03-25']],
      personal: [['Caching 03-27']],
    },
  ],
  // Nine o'clock in Berlin, whose clocks changed on Sunday.
  [
    '2025-03-31T07:00:00Z',
    {
      topics: [['Caching 03-28']],
      waiting: [['Routing 03-27', 'Routing 03-28']],
      personal: [['Caching 03-28']],
    },
  ],
  [
    '2025-03-31T16:00:00Z',
    {
      best: [['Filler 03-28 one', 'Filler 03-28 two']],
      soFar: [['Agents 03-28 late', 'Agents 03-31 early']],
    },
  ],
  [
    '2025-04-01T16:00:00Z',
    {
      topics: [['Caching 03-31']],
      best: [['Filler 03-31 one', 'Filler 03-31 two']],
      soFar: [['Agents 03-31 late', 'Agents 04-01 early']],
      personal: [['Caching 03-31']],
    },
  ],
  [
    '2025-04-02T16:00:00Z',
    {
      topics: [['Caching 04-01']],
      best: [['Filler 04-01 one', 'Filler 04-01 two']],
      soFar: [['Agents 04-01 late', 'Agents 04-02 early']],
      waiting: [['Routing 03-31']],
      personal: [['Caching 04-01']],
    },
  ],
  [
    '2025-04-03T16:00:00Z',
    {
      topics: [['Caching 04-02']],
      best: [['Filler 04-02 one', 'Filler 04-02 two']],
      soFar: [['Agents 04-02 late', 'Agents 04-03 early']],
      waiting: [['Routing 04-01']],
      personal: [['Caching 04-02']],
    },
  ],
  [
    '2025-04-04T16:00:00Z',
    {
      topics: [['Caching 04-03'], ['Filler 04-04 one', 'Filler 04-03 one', 'Filler 04-02 one']],
      best: [['Filler 04-03 one', 'Filler 04-03 two']],
      soFar: [['Agents 04-03 late', 'Agents 04-04 early']],
      waiting: [['Routing 04-02']],
      personal: [['Caching 04-03']],
    },
  ],
]
