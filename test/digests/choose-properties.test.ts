/** Random subscriptions over random weeks of lists, with upvotes that grow. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Choice, choose, explain } from '../../src/digests/choose.ts'
import type { ReadList, Situation } from '../../src/digests/judge.ts'
import { receiptSchema } from '../../src/digests/receipt.ts'
import { sentenceOf } from '../../src/digests/sentence.ts'
import { plainText } from '../../src/chat/rich-text.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { matches } from '../../src/search/topics/topic.ts'
import { list, listed, situation } from './lists.ts'

const words = ['amber', 'birch', 'cedar']
const dates = Array.from({ length: 10 }, (_, day) => `2026-08-${String(10 + day)}`)

const wish = fc.record({
  topics: fc.subarray(['amber', 'birch -cedar', '"cedar amber"', 'upvotes:4', 'has:code']),
  most: fc.integer({ min: 1, max: 4 }),
  kind: fc.constantFrom('lists' as const, 'trending' as const),
  rule: fc.option(
    fc.record({ least: fc.integer({ min: 1, max: 8 }), withinDays: fc.integer({ min: 1, max: 4 }) }),
    {
      nil: undefined,
    },
  ),
})
const entry = fc.record({
  number: fc.nat(14),
  title: fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }),
  upvotes: fc.option(fc.nat(6), { nil: undefined }),
})
/** A list for each day; some days have none, and papers come back. */
const weeks = fc.array(fc.uniqueArray(entry, { maxLength: 6, selector: one => one.number }), {
  minLength: dates.length,
  maxLength: dates.length,
})
type Wish = typeof wish extends fc.Arbitrary<infer One> ? One : never
type Weeks = typeof weeks extends fc.Arbitrary<infer One> ? One : never

interface Step {
  readonly asked: Situation
  readonly choice: Choice
}

/** A post each day, or every third: lists, what was posted and what waits go from one to the next. */
function play({ rule, ...wished }: Wish, all: Weeks, every: number): Step[] {
  const posted = new Map<string, string>()
  let waiting: Situation['waiting'] = []
  let lists: ReadList[] = []
  const steps: Step[] = []
  all.forEach((entries, day) => {
    const papers = entries.map(one => grown(one, day))
    if (papers.length > 0) lists.push(list(dates[day]!, papers))
    if (day % every !== 0) return
    const upvotes = rule ? { upvotes: rule } : {}
    const asked = situation({ ...wished, ...upvotes }, lists, {
      date: dates[day]!,
      posted: new Map(posted),
      waiting: waiting.map(one => ({ ...one, read: new ReadPaper(more(one.read.paper)) })),
    })
    const choice = choose(asked)
    const reads = new Map(readsOf(asked).map(read => [read.paper.id, read]))
    waiting = choice.waiting.map(({ id, list: from }) => ({ read: reads.get(id)!, list: from }))
    for (const { paper } of choice.papers) posted.set(paper.id, `${dates[day]}T09:00:00Z`)
    steps.push({ asked, choice })
    lists = []
  })
  return steps
}

const grown = ({ number, title, upvotes }: Weeks[number][number], day: number): Paper =>
  listed(`2608.000${10 + number}`, title.join(' '), upvotes === undefined ? undefined : upvotes + (day % 3))
const more = (one: Paper): Paper => ({ ...one, upvotes: (one.upvotes ?? 0) + 2 })
const readsOf = ({ lists, waiting }: Situation): ReadPaper[] => [
  ...lists.flatMap(({ papers }) => papers.map(({ read }) => read)),
  ...waiting.map(({ read }) => read),
]

const everyPlay = fc
  .tuple(wish, weeks, fc.constantFrom(1, 3))
  .map(([wished, all, every]) => play(wished, all, every))
const each = (check: (step: Step) => void) =>
  fc.assert(
    fc.property(everyPlay, steps => steps.forEach(check)),
    { numRuns: 300 },
  )

test('a paper is never posted twice', () => {
  fc.assert(
    fc.property(everyPlay, steps => {
      const ids = steps.flatMap(({ choice }) => choice.papers.map(({ paper }) => paper.id))
      expect(new Set(ids).size).toBe(ids.length)
    }),
    { numRuns: 300 },
  )
})

test('never more than wanted, never one that is on no topic or below its upvotes', () => {
  each(({ asked, choice }) => {
    expect(choice.papers.length).toBeLessThanOrEqual(asked.subscription.most)
    for (const { paper } of choice.papers) {
      const read = new ReadPaper(paper)
      expect(asked.topics.length === 0 || asked.topics.some(topic => matches(topic, read).matched)).toBe(true)
      expect(paper.upvotes ?? 0).toBeGreaterThanOrEqual(asked.subscription.upvotes?.least ?? 0)
    }
  })
})

test('explaining agrees with choosing for every paper, and none is lost', () => {
  each(({ asked, choice }) => {
    const kinds = new Map<string, string>()
    for (const { paper } of readsOf(asked)) {
      const verdict = explain(paper.id, asked)
      kinds.set(paper.id, verdict.kind)
      expect(plainText(sentenceOf(verdict, asked.date))).toMatch(/\w/)
    }
    const known = choice.verdicts
    expect(
      [...kinds.keys()].filter(id => !known.has(id) && !asked.waiting.some(one => one.read.paper.id === id)),
    ).toEqual([])
    expect(
      [...kinds]
        .filter(([, kind]) => kind === 'posted')
        .map(([id]) => id)
        .sort(),
    ).toEqual(choice.papers.map(({ paper }) => paper.id).sort())
    expect([...kinds.values()].filter(kind => kind === 'no room')).toHaveLength(choice.more)
    for (const { id } of choice.waiting) expect(kinds.get(id)).toBe('waiting')
    for (const { receipt } of choice.papers) expect(receiptSchema.parse(receipt)).toEqual(receipt)
  })
})

test('the order in which lists and papers come is of no matter', () => {
  each(({ asked, choice }) => {
    const turned = {
      ...asked,
      lists: asked.lists.toReversed().map(one => ({ ...one, papers: one.papers.toReversed() })),
      waiting: asked.waiting.toReversed(),
    }
    const again = choose(turned)
    expect(again.papers).toEqual(choice.papers)
    expect(new Set(again.waiting)).toEqual(new Set(choice.waiting))
  })
})

test('what waits has too few upvotes, is released at most once, and nothing waits for longer than its days', () => {
  each(({ asked, choice }) => {
    for (const one of choice.waiting) expect(one.until > asked.date).toBe(true)
    for (const { paper, receipt } of choice.papers)
      expect(receipt.waitedFor !== undefined).toBe(asked.waiting.some(one => one.read.paper.id === paper.id))
  })
})

test('a post that is over is explained as it was', () => {
  each(({ asked, choice }) => {
    const taken = new Map(choice.papers.map(({ paper, receipt }) => [paper.id, receipt]))
    const again = choose({ ...asked, taken })
    expect(again.papers).toEqual(choice.papers)
    expect([...again.verdicts]).toEqual([...choice.verdicts])
  })
})
