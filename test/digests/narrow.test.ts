import { expect, test } from 'vitest'
import { isNoisy, narrower } from '../../src/digests/narrow.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { compileTopic } from '../../src/search/topics/topic.ts'
import { paper, today } from '../search/papers.ts'

const lists = 10

/** So many papers with a title and keywords each. */
const reads = (groups: readonly [count: number, title: string, ...keywords: string[]][]): ReadPaper[] =>
  groups.flatMap(([count, title, ...terms], group) =>
    Array.from(
      { length: count },
      (_, at) =>
        new ReadPaper(
          paper(`26${10 + group}.000${10 + at}`, title, '', {
            upvotes: 5,
            keywords: { terms, by: 'huggingface' },
          }),
        ),
    ),
  )
const terms = (typed: string, ...groups: Parameters<typeof reads>[0][]): string[] =>
  narrower(compileTopic(parseQuery(typed, today).query), reads(groups.flat()), lists).map(
    ({ topic }) => topic,
  )

test('keywords of the matching papers, the more frequent first, three at most', () => {
  const groups: [number, string, ...string[]][] = [
    [5, 'Agents', 'tool use'],
    [9, 'Agents', 'web navigation'],
    [4, 'Agents', 'long memory'],
    [3, 'Agents', 'self play'],
    [20, 'Agents'],
    [60, 'Trees', 'wood'],
  ]
  expect(terms('agents', groups)).toEqual([
    'agents "web navigation"',
    'agents "tool use"',
    'agents "long memory"',
  ])
})

test('a keyword that says the topic stands alone; exclusions and filters stay', () => {
  const groups: [number, string, ...string[]][] = [
    [5, 'Agents', 'multi-agent systems', 'tool use'],
    [20, 'Agents'],
    [60, 'Trees'],
  ]
  expect(terms('agent', groups)).toEqual(['"multi-agent systems"', 'agent "tool use"'])
  expect(terms('agent -survey -"a review"', groups)).toEqual([
    '"multi-agent systems" -survey -"a review"',
    'agent -survey -"a review" "tool use"',
  ])
  expect(terms('agent upvotes:3', groups)).toEqual([
    'agent upvotes:3 "multi-agent systems"',
    'agent upvotes:3 "tool use"',
  ])
})

test('not offered: what says the same, is rare, cuts too little, or stands with everything', () => {
  const groups: [number, string, ...string[]][] = [
    [5, 'Agents', 'tool use', 'tool-use'],
    [1, 'Agents', 'rarity'],
    [20, 'Agents', 'learning agents'],
    [7, 'Agents', 'language models'],
    [60, 'Trees', 'language models'],
  ]
  expect(terms('agents', groups)).toEqual(['agents "tool use"'])
})

test('noise is over a fifth of the papers or over six a list', () => {
  expect(isNoisy({ share: 0.2, perList: 6 })).toBe(false)
  expect(isNoisy({ share: 0.21, perList: 1 })).toBe(true)
  expect(isNoisy({ share: 0.01, perList: 6.1 })).toBe(true)
})
