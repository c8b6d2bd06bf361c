/** A preview as people see it, and what it finds. */
import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Subscription } from '../../src/channels/settings.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { ReadList } from '../../src/digests/judge.ts'
import { topicOf } from '../../src/digests/judge.ts'
import { type Preview, preview } from '../../src/digests/preview.ts'
import { previewReply } from '../../src/digests/preview-reply.ts'
import { layOut } from '../../src/discord/render/layout.ts'
import { listDaysBetween } from '../../src/papers/calendar.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { subscription } from '../channels/fixture.ts'
import { paper, today } from '../search/papers.ts'
import { list, listed } from './lists.ts'

/** 22 lists, Friday 21 August the newest. */
const dates = listDaysBetween('2026-07-23', '2026-08-21')

function tried(wish: Partial<Subscription>, lists: readonly ReadList[]): Preview {
  const wished = subscription(wish)
  return preview({ subscription: wished, topics: wished.topics.map(typed => topicOf(typed, today)), lists })
}

/** Each list has papers whose titles are these, and unlike ids. */
const listsOf = (titles: readonly string[], at: readonly string[] = dates): ReadList[] =>
  at.map((date, day) =>
    list(
      date,
      titles.map((title, number) => listed(`26${10 + day}.000${10 + number}`, title, number)),
    ),
  )

const shown = (wish: Partial<Subscription>, found: Preview, rest: object = {}) => ({
  preview: found,
  subscription: subscription(wish),
  whom: '#lab',
  first: { at: Temporal.Instant.from('2026-08-24T07:00:00Z'), lists: ['2026-08-21'] },
  standing: 'new' as const,
  canPost: 'yes',
  buttons: ['Save', 'Change'].map(label => ({ label, command: 'subscribe', options: {} })),
  ...rest,
})

test('the preview, line by line', () => {
  const wish = { topics: ['kv cache'], most: 2 }
  const titles = [
    'A KV cache',
    'KV cache quantization without losing anything, as far as we know',
    'KV cache 3',
  ]
  const lists = [
    ...listsOf([...titles, ...Array(17).fill('Trees')], dates.slice(-3)),
    ...listsOf(['Trees'], dates.slice(-20, -3)),
  ]
  const reply = previewReply(shown(wish, tried(wish, lists)))
  expect(reply.visibility).toBe('private')
  expect(flatten(reply, { addresses: false }).split('\n')).toEqual([
    'Preview for #lab · nothing saved yet',
    'The last 20 lists: 3 posts, 6 papers, at most 2 a day (12 % of the lists)',
    'Examples: KV cache 3 · KV cache 3 · KV cache 3 · KV cache quantization without losing anything, as… · KV cache quantization without losing anything, as… · 1 more',
    'First post: Mon 24 Aug 09:00, with Friday’s list. Can post here: yes',
    '[Save] [Change]',
  ])
})

/** Of 20 papers 8 on agents, 2 of them with a keyword. */
const flood = (day: number): Paper[] =>
  Array.from({ length: 20 }, (_, at) => {
    const rest = at < 2 ? { keywords: { terms: ['Tool use'], by: 'huggingface' as const } } : {}
    return paper(`26${10 + day}.000${10 + at}`, at < 8 ? 'An agent' : 'Trees', '', rest)
  })

const narrow = (topic: string, narrower: string) => ({ command: 'subscribe', options: { topic, narrower } })

test('noise, with what is narrower', () => {
  const wish = { topics: ['agent'] }
  const found = tried(
    wish,
    dates.map((date, day) => list(date, flood(day))),
  )
  expect(found).toMatchObject({ share: 0.4, perList: 8, posts: 20, mostPerDay: 5 })
  expect(found.noise).toEqual([
    {
      topic: 'agent',
      share: 0.4,
      perList: 8,
      narrower: [{ topic: 'agent "Tool use"', share: 0.1, perList: 2 }],
    },
  ])
  const reply = previewReply(shown(wish, found, { narrow }))
  expect(flatten(reply).split('\n').slice(-3)).toEqual([
    '"agent" matches 40 % of papers, about 8 a day. Narrow it? agent "Tool use" (about 2 a day)',
    '[agent "Tool use"]',
    '[Save] [Change]',
  ])
})

test('topics that are noise only together are told as such; without topics nothing is noise', () => {
  const lists = listsOf(['Amber', 'Birch', 'Trees', 'Trees', 'Trees', 'Trees', 'Trees'])
  expect(tried({ topics: ['amber', 'birch'] }, lists).noise).toEqual([
    { share: 2 / 7, perList: 2, narrower: [] },
  ])
  expect(tried({ topics: ['amber'] }, lists).noise).toEqual([])
  expect(tried({}, lists).noise).toEqual([])
})

test('a silent subscription is told apart from an empty library', () => {
  const wish = { topics: ['kv cache', 'agent'], upvotes: { least: 20, withinDays: 5 } }
  const said = (lists: readonly ReadList[]): string =>
    flatten(previewReply(shown(wish, tried(wish, lists))))
      .split('\n')
      .slice(1, 3)
      .join(' ')
  expect(said(listsOf(['An agent']))).toBe(
    'The last 20 lists: no post. Nothing that matches kv cache or agent had 20 upvotes. It would stay silent: try fewer or other words.',
  )
  expect(said([])).toBe(
    'No list is known yet, so nothing can be tried. It begins with the first list that comes.',
  )
})

test('only the newest 20 lists count, in any order', () => {
  const lists = listsOf(['Amber'])
  expect(tried({}, lists.toReversed())).toMatchObject({ lists: 20, posts: 20, papers: 20 })
  expect(tried({}, lists)).toEqual(tried({}, lists.toReversed()))
})

test('a weekly subscription posts once a week, from its five lists', () => {
  expect(tried({ days: [5], most: 10 }, listsOf(['Amber', 'Birch'], dates.slice(-20)))).toMatchObject({
    posts: 5,
    papers: 40,
    mostPerDay: 10,
  })
})

test('trending posts the best of the week, each once', () => {
  const lists = dates.map((date, day) =>
    list(date, [listed(`26${10 + day}.00001`, 'a', day === 5 ? 99 : day)]),
  )
  const found = tried({ kind: 'trending', most: 1 }, lists)
  expect(found).toMatchObject({ papers: found.posts, mostPerDay: 1 })
  expect(found.posts).toBeGreaterThan(17)
})

test('what the channel has is not counted again', () => {
  const lists = listsOf(['Amber'], dates.slice(-2))
  const wished = subscription({})
  const posted = new Map([[lists[0]!.papers[0]!.read.paper.id, '2026-08-01T00:00:00Z']])
  expect(preview({ subscription: wished, topics: [], lists, posted })).toMatchObject({ posts: 1, papers: 1 })
})

test('why nothing can be posted is said, and a list so far as such', () => {
  const wish = { list: 'so far' as const }
  const canPost = 'no, Paperboy lacks Send Messages here.'
  const first = { at: Temporal.Instant.from('2026-08-24T07:00:00Z'), lists: ['2026-08-20', '2026-08-21'] }
  const lines = flatten(previewReply(shown(wish, tried(wish, []), { canPost, first }))).split('\n')
  expect(lines[3]).toBe(
    'First post: Mon 24 Aug 09:00, with Thursday’s and Friday’s lists so far. Can post here: no, Paperboy lacks Send Messages here.',
  )
})

const anywhere = () => ({ command: 'subscribe', options: {} })

test('however many topics are noisy, there is room for Save in a message of Discord’s', () => {
  const narrower = ['one', 'two', 'three'].map(topic => ({ topic, share: 0.1, perList: 2 }))
  const noise = Array.from({ length: 20 }, (_, at) => ({ topic: `t${at}`, share: 0.4, perList: 9, narrower }))
  const nodes = layOut(previewReply(shown({}, { ...tried({}, listsOf(['A'])), noise }, { narrow: anywhere })))
  const rows = nodes.flatMap(node => (node.kind === 'row' ? [node.buttons.map(({ label }) => label)] : []))
  expect(rows).toHaveLength(3)
  expect(rows.at(-1)).toEqual(['Save', 'Change'])
})

test('figures agree with one another for any titles', () => {
  const title = fc.constantFrom('Amber', 'Birch', 'Amber birch', 'Cedar')
  const wishes = fc.record({
    topics: fc.subarray(['amber', 'birch -amber', 'upvotes:2']),
    most: fc.integer({ min: 1, max: 5 }),
    days: fc.constantFrom([1, 2, 3, 4, 5], [1, 4], [5]),
  })
  fc.assert(
    fc.property(wishes, fc.array(title, { maxLength: 6 }), (wish, titles) => {
      const found = tried(wish, listsOf(titles))
      expect(found.mostPerDay).toBeLessThanOrEqual(wish.most)
      expect(found.papers).toBeLessThanOrEqual(found.posts * found.mostPerDay)
      expect(found.papers).toBeLessThanOrEqual(Math.round(found.perList * found.lists))
      expect(found.examples).toHaveLength(Math.min(5, found.papers))
      expect(new Set(found.examples.map(({ id }) => id)).size).toBe(found.examples.length)
    }),
    { numRuns: 60 },
  )
})
