import { expect, test } from 'vitest'
import { choose, explain } from '../../src/digests/choose.ts'
import type { Situation } from '../../src/digests/judge.ts'
import { receiptSchema } from '../../src/digests/receipt.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { paper } from '../search/papers.ts'
import { list, listed, seen, situation } from './lists.ts'

const thursday = '2026-08-20'
const ids = (all: Situation): string[] => choose(all).papers.map(one => one.paper.id)

test('without topics the best of the list by upvotes, unknown ones last, then the newest id', () => {
  const papers = [
    listed('2608.00001', 'a', 3),
    listed('2608.00002', 'b'),
    listed('2608.00003', 'c', 9),
    listed('2608.00004', 'd', 3),
  ]
  expect(ids(situation({ most: 3 }, [list(thursday, papers)]))).toEqual([
    '2608.00003',
    '2608.00004',
    '2608.00001',
  ])
})

test('topic fit comes before upvotes; trending turns that around', () => {
  const papers = [
    paper('2608.00001', 'On trees', 'With agents.', { upvotes: 90 }),
    listed('2608.00002', 'Agents', 2),
    listed('2608.00003', 'Trees', 99),
  ]
  const lists = [list(thursday, papers)]
  expect(ids(situation({ topics: ['agents'] }, lists))).toEqual(['2608.00002', '2608.00001'])
  expect(ids(situation({ topics: ['agents'], kind: 'trending' }, lists))).toEqual([
    '2608.00001',
    '2608.00002',
  ])
})

test('a receipt says what was asked, what was found, and how it stood; it can be stored', () => {
  const one = paper('2608.00001', 'On trees', 'With many agents.', { upvotes: 9 })
  const all = situation({ topics: ['forests', 'agents trees -survey'], revision: 4 }, [list(thursday, [one])])
  const { receipt } = choose(all).papers[0]!
  expect(receipt).toEqual({
    version: 1,
    subscription: 's1',
    revision: 4,
    date: '2026-08-21',
    list: thursday,
    topic: {
      text: 'agents trees -survey',
      found: [
        { text: 'agents', field: 'abstract' },
        { text: 'trees', field: 'title' },
      ],
    },
    upvotes: 9,
    place: 1,
    of: 1,
  })
  expect(receiptSchema.parse(JSON.parse(JSON.stringify(receipt)))).toEqual(receipt)
  expect(receiptSchema.safeParse({ ...receipt, version: 2 }).success).toBe(false)
})

test('of topics that fit alike the first is named', () => {
  const all = situation({ topics: ['trees', 'agents'] }, [
    list(thursday, [listed('2608.00001', 'Agents, trees')]),
  ])
  expect(choose(all).papers[0]!.receipt.topic!.text).toBe('trees')
})

test('a paper on two lists counts once, for the first', () => {
  const one = listed('2608.00001', 'a', 3)
  const all = situation({}, [list(thursday, [one]), list('2026-08-19', [one])])
  expect(choose(all).papers.map(({ receipt }) => receipt.list)).toEqual(['2026-08-19'])
  expect(choose(all)).toMatchObject({ more: 0, matched: 1 })
})

test('of a list that was posted while it grew only what joined it since is new', () => {
  const papers = [
    seen(listed('2608.00001', 'a', 3), '2026-08-20T07:00:00Z'),
    seen(listed('2608.00002', 'b', 3), '2026-08-20T07:00:00.500Z'),
  ]
  const all = situation({}, [{ date: thursday, papers, shownAt: '2026-08-20T07:00:00Z' }])
  expect(choose(all).papers).toMatchObject([{ paper: { id: '2608.00002' }, receipt: { late: true } }])
  expect(explain('2608.00001', all)).toEqual({
    kind: 'shown before',
    list: thursday,
    at: '2026-08-20T07:00:00Z',
  })
})

test('one that another list brings for the first time is new', () => {
  const one = listed('2608.00001', 'a', 3)
  const shown = list('2026-08-19', [one], { shownAt: '2026-08-19T20:00:00Z' })
  expect(ids(situation({}, [shown, list(thursday, [one])]))).toEqual(['2608.00001'])
})

test('what the channel got before is not posted again', () => {
  const at = '2026-08-14T07:00:00Z'
  const all = situation({}, [list(thursday, [listed('2608.00001', 'a', 3)])], {
    posted: new Map([['2608.00001', at]]),
  })
  expect(ids(all)).toEqual([])
  expect(explain('2608.00001', all)).toEqual({ kind: 'posted before', at })
})

const rule = { upvotes: { least: 20, withinDays: 5 } }
const few = listed('2608.00001', 'a', 3)
const many = listed('2608.00001', 'a', 21)

test('a paper waits for its upvotes and is released with a word', () => {
  const first = choose(situation(rule, [list(thursday, [few])]))
  expect(first.papers).toEqual([])
  expect(first.waiting).toEqual([{ id: few.id, list: thursday, until: '2026-08-25' }])
  const waiting = [{ read: new ReadPaper(many), list: thursday }]
  const later = choose(situation(rule, [], { date: '2026-08-24', waiting }))
  expect(later.papers).toMatchObject([{ receipt: { waitedFor: 20, list: thursday, upvotes: 21 } }])
  expect(later).toMatchObject({ waiting: [], matched: 0 })
})

test('it is listed again while it waits: the first list counts', () => {
  const again = situation(rule, [list('2026-08-21', [few])], {
    date: '2026-08-24',
    waiting: [{ read: new ReadPaper(few), list: thursday }],
  })
  expect(choose(again).waiting).toEqual([{ id: few.id, list: thursday, until: '2026-08-25' }])
})

test.each([
  ['2026-08-25', many, 'posted'],
  ['2026-08-25', few, 'waiting'],
  ['2026-08-28', many, 'posted'],
  ['2026-09-01', many, 'posted'],
  ['2026-09-02', many, 'not listed'],
])('at %s the first post after its time still looks at it', (date, one, kind) => {
  const waiting = [{ read: new ReadPaper(one), list: thursday }]
  const all = situation(rule, [], { date, waiting })
  expect(explain(one.id, all).kind).toBe(kind)
  expect(choose(all).waiting).toEqual([])
})

test('nothing waits for a rule that is gone, and what waits must be on the topics of now', () => {
  const waiting = [{ read: new ReadPaper(many), list: thursday }]
  expect(ids(situation({}, [], { waiting }))).toEqual([])
  expect(ids(situation({ ...rule, topics: ['agents'] }, [], { waiting }))).toEqual([])
})

test('why not: the topic that lacks least, no room, not listed', () => {
  const papers = [
    listed('2608.00001', 'Speculative trees', 9),
    listed('2608.00002', 'Speculative decoding', 1),
  ]
  const all = situation({ topics: ['agents in forests', 'speculative decoding'], most: 1 }, [
    list(thursday, [...papers, listed('2608.00003', 'Decoding, speculative', 0)]),
  ])
  expect(explain('2608.00001', all)).toEqual({
    kind: 'off topic',
    nearest: {
      topic: 'speculative decoding',
      missing: [{ kind: 'word', text: 'decoding' }],
      upvotes: 9,
    },
  })
  expect(explain('2608.00002', all).kind).toBe('posted')
  expect(explain('2608.00003', all)).toEqual({ kind: 'no room', place: 2, most: 1 })
  expect(explain('2608.00009', all)).toEqual({ kind: 'not listed', lists: [thursday] })
})

test('a post that is over stays as it was, however the upvotes grew', () => {
  const papers = [listed('2608.00001', 'a', 1), listed('2608.00002', 'b', 50), listed('2608.00003', 'c', 40)]
  const over = (most: number) =>
    situation({ most }, [list(thursday, papers)], { taken: new Map([['2608.00001', undefined]]) })
  expect(explain('2608.00001', over(1)).kind).toBe('posted')
  const { receipt } = choose(situation({ most: 1 }, [list(thursday, papers.slice(0, 1))])).papers[0]!
  const stored = { taken: new Map([['2608.00001', receipt]]) }
  const grown = situation({ most: 1, topics: ['nothing of this'] }, [list(thursday, papers)], stored)
  expect(explain('2608.00001', grown)).toEqual({ kind: 'posted', receipt })
  expect(explain('2608.00002', over(1))).toEqual({ kind: 'no room', place: 2, most: 1 })
  expect(explain('2608.00002', over(2))).toEqual({ kind: 'changed', date: '2026-08-21' })
  expect(explain('2608.00003', over(2))).toEqual({ kind: 'no room', place: 3, most: 2 })
})
