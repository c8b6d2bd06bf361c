/** A digest as people see it, and what is unusual about one. Facts about papers are real, figures invented. */
import { expect, test } from 'vitest'
import type { Subscription } from '../../src/channels/settings.ts'
import { rich } from '../../src/chat/rich-text.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import { choose } from '../../src/digests/choose.ts'
import { composeDigest, digestReply } from '../../src/digests/compose.ts'
import type { Digest } from '../../src/digests/digest.ts'
import type { ReadList, Situation } from '../../src/digests/judge.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { subscription } from '../channels/fixture.ts'
import { paper } from '../search/papers.ts'
import { actions } from './actions.ts'
import { list, listed, situation } from './lists.ts'

const place = { platform: 'discord', workspace: 'G1', channel: 'C1' }
const thursday = '2026-08-20'

const zetta = paper('2608.16590', 'Zetta $\\zeta$: An Efficient Closed-Loop Embodied Harness', '', {
  authorCount: 15,
  upvotes: 92,
  comments: 1,
  published: '2026-08-17',
  listDate: thursday,
  code: { url: 'https://github.com/zetta/zetta', stars: 186 },
})
const coRl = paper('2608.17253', 'Co-RL: Unsupervised Reasoning Emerges', '', {
  keywords: { terms: ['multi-agent RL'], by: 'huggingface' },
  organization: { name: 'UC San Diego' },
  upvotes: 74,
})
const spade = listed('2608.19197', 'SPADE: embodied play', 30)
const others = Array.from({ length: 18 }, (_, at) => listed(`2608.001${10 + at}`, 'Trees', at))
const both = ['embodied -survey', 'multi-agent -survey']

function digest(
  wish: Partial<Subscription>,
  lists: readonly ReadList[] = [list(thursday, [zetta, coRl, spade, ...others])],
  rest: Partial<Digest> & { situation?: Partial<Situation> } = {},
): Digest {
  const { situation: changed, ...more } = rest
  const asked = situation(wish, lists, changed)
  return {
    subscription: subscription(wish),
    topics: asked.topics,
    date: asked.date,
    lists: lists.map(({ date, papers }) => ({ date, part: 'complete', late: false, papers: papers.length })),
    leftOut: [],
    choice: choose(asked),
    discussed: new Map(),
    place,
    isForum: false,
    channelName: 'lab',
    actions,
    ...more,
  }
}
const linesOf = (one: Digest): string[] => flatten(digestReply(one)).split('\n')
const headlineOf = (one: Digest): string => linesOf(one)[0]!

test('the daily digest, line by line', () => {
  const reply = digestReply(digest({ topics: both, most: 2 }))
  expect(reply.summary).toBe(
    'Thursday 20 August: 3 papers for #lab, first: Zetta ζ: An Efficient Closed-Loop Embodied Harness',
  )
  expect(flatten(reply).split('\n')).toEqual([
    'Thursday 20 August · 21 on the list, 3 for this channel',
    '1. Zetta ζ: An Efficient Closed-Loop Embodied Harness',
    '   15 authors · 92 upvotes · code 186 stars · topic: embodied',
    '   https://huggingface.co/papers/2608.16590',
    '   [Discuss 1] [Open]',
    '2. SPADE: embodied play',
    '   30 upvotes · topic: embodied',
    '   https://huggingface.co/papers/2608.19197',
    '   [Discuss 2] [Open]',
    'Topics: embodied, multi-agent · without: survey · 1 more',
    'Open a paper…: 1. Zetta ζ: An Efficient Closed-Loop Embodied Harness, 2. SPADE: embodied play',
    '[All 21] [Change] [Get this privately] [Export]',
  ])
})

test('a paper that was discussed says where', () => {
  const line = rich`${{ link: 'https://chat.example/1', text: 'discussed in #lab, 12 May' }}, ${{ count: 14, of: 'replies' }}`
  const lines = linesOf(
    digest({ topics: both, most: 2 }, undefined, { discussed: new Map([[zetta.id, line]]) }),
  )
  expect(lines[2]).toBe(
    '   15 authors · 92 upvotes · code 186 stars · discussed in #lab, 12 May (https://chat.example/1), 14 replies · topic: embodied',
  )
  expect(lines.filter(text => text.includes('discussed'))).toHaveLength(1)
})

test('the daily digest, as blocks', () => {
  const reply = digestReply(digest({ topics: both, most: 1 }))
  expect(reply.visibility).toBe('public')
  expect(reply.blocks).toEqual([
    {
      kind: 'heading',
      text: [{ bold: 'Thursday 20 August' }, ' · ', '21', ' on ', 'the list', ', ', '3 for this channel'],
    },
    {
      kind: 'papers',
      items: [
        {
          number: 1,
          title: 'Zetta ζ: An Efficient Closed-Loop Embodied Harness',
          url: 'https://huggingface.co/papers/2608.16590',
          lines: [
            [
              '15 authors',
              ' · ',
              { count: 92, of: 'upvotes' },
              ' · ',
              'code',
              ' ',
              { count: 186, of: 'stars' },
              ' · ',
              'topic: embodied',
            ],
          ],
          buttons: [
            {
              label: 'Discuss 1',
              command: 'discuss',
              options: { paper: '2608.16590' },
              accessibleLabel: 'Discuss Zetta ζ: An Efficient Closed-Loop Embodied Harness',
            },
            {
              label: 'Open',
              command: 'paper',
              options: { paper: '2608.16590' },
              accessibleLabel: 'Open Zetta ζ: An Efficient Closed-Loop Embodied Harness',
            },
          ],
        },
      ],
    },
    {
      kind: 'facts',
      small: true,
      facts: [['Topics: embodied, multi-agent'], ['without: survey'], ['2 more']],
    },
    {
      kind: 'select',
      placeholder: 'Open a paper…',
      command: 'paper',
      option: 'paper',
      options: {},
      choices: [{ label: '1. Zetta ζ: An Efficient Closed-Loop Embodied Harness', value: '2608.16590' }],
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'All 21', command: 'daily', options: { date: thursday } },
        ...actions.more,
        { label: 'Export', command: 'cite', options: { digest: 'sub', date: '2026-08-21' } },
      ],
    },
  ])
})

test('nothing to post is no post', () => {
  expect(composeDigest(digest({ topics: ['nothing of the kind'] }))).toEqual([])
})

test('without topics the best are shown, and none are said to be missing', () => {
  const lines = linesOf(digest({ most: 2 }, undefined, { place: { ...place, person: 'U1' } }))
  expect(lines[0]).toBe('Thursday 20 August · 21 on the list, the best 2')
  expect(lines.slice(-3)[0]).toBe('Most upvotes first')
})

test('filters that hold for some topics only are shown where they hold; so is a minimum', () => {
  const upvotes = { least: 20, withinDays: 5 }
  expect(linesOf(digest({ topics: ['embodied -survey', 'multi-agent'], upvotes })).at(-3)).toBe(
    'Topics: embodied -survey, multi-agent · at least 20 upvotes within 5 days',
  )
  expect(linesOf(digest({ topics: ['embodied -survey -"a review"'] })).at(-3)).toBe(
    'Topic: embodied · without: survey, a review',
  )
})

const complete = { part: 'complete' as const, late: false, papers: 3 }
const growing = { part: 'so far' as const, late: false, papers: 3 }

test.each([
  [
    'two lists',
    [thursday, '2026-08-21'],
    {},
    'Thursday 20 and Friday 21 August · 6 on the lists, the best 3',
  ],
  [
    'two months',
    ['2026-08-31', '2026-09-01'],
    {},
    'Monday 31 August and Tuesday 1 September · 6 on the lists',
  ],
  ['today', ['2026-08-21'], growing, 'Friday 21 August, today so far · 3 on the list, the best 3'],
  ['yesterday', [thursday], growing, 'Thursday 20 August, so far · 3 on the list, the best 3'],
])('the headline of %s', (_, dates, part, begins) => {
  const lists = dates.map(date => list(date, [zetta, coRl, spade]))
  const covered = dates.map(date => ({ ...complete, ...part, date }))
  expect(headlineOf(digest({}, lists, { lists: covered })).slice(0, begins.length)).toBe(begins)
})

test('the headline of a list that was whole and one that grows', () => {
  const lists = [thursday, '2026-08-21'].map(date => list(date, [zetta, coRl, spade]))
  const covered = [
    { ...complete, date: thursday },
    { ...growing, date: '2026-08-21' },
  ]
  const begins = 'Thursday 20 August, and Friday 21 August so far · 6 on the lists'
  expect(headlineOf(digest({}, lists, { lists: covered })).slice(0, begins.length)).toBe(begins)
})

test('trending names its days', () => {
  const lists = ['2026-08-14', thursday].map(date => list(date, [zetta, coRl]))
  expect(headlineOf(digest({ kind: 'trending' }, lists))).toBe(
    'Trending, 14 Aug to 20 Aug · 4 on the lists, the best 2',
  )
})

test('released and late papers say so', () => {
  const lists = [{ ...list(thursday, [coRl]), shownAt: '2026-08-20T07:00:00Z' }]
  const lines = linesOf(
    digest({ upvotes: { least: 20, withinDays: 5 } }, lists, {
      situation: { waiting: [{ read: new ReadPaper(spade), list: '2026-08-17' }] },
    }),
  )
  expect(lines).toContain('   UC San Diego · 74 upvotes · joined the list late')
  expect(lines).toContain('   30 upvotes · reached 20 upvotes, from Mon 17 Aug')
})

test('after downtime it says so, and which lists it leaves out or were late', () => {
  const covered = [
    { date: '2026-08-12', part: 'complete' as const, late: true, papers: 2 },
    { date: thursday, part: 'complete' as const, late: false, papers: 21 },
  ]
  const after = { catchingUpSince: '2026-08-07', lists: covered }
  const few = digest({}, undefined, { ...after, leftOut: ['2026-08-10', '2026-08-11'] })
  expect(linesOf(few).slice(1, 4)).toEqual([
    'Catching up: nothing was posted here since Fri 7 Aug.',
    'Left out: Monday 10 and Tuesday 11 August.',
    'The list of Wednesday 12 August came late.',
  ])
  const days = ['2026-07-20', '2026-07-21', '2026-07-22', '2026-07-23', '2026-07-24', '2026-07-27']
  expect(linesOf(digest({}, undefined, { leftOut: days }))[1]).toBe(
    'Left out: 6 lists, Mon 20 Jul to Mon 27 Jul.',
  )
})
