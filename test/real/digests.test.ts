/** Digests over the last twenty lists of the recorded Daily Papers. Needs PAPERBOY_REAL_DATA; DIGESTS=show prints messages. */
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { beforeAll, expect, test } from 'vitest'
import type { Subscription } from '../../src/channels/settings.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { plainText } from '../../src/chat/rich-text.ts'
import { choose, explain } from '../../src/digests/choose.ts'
import { digestReply } from '../../src/digests/compose.ts'
import { type ReadList, topicOf } from '../../src/digests/judge.ts'
import { type Preview, preview } from '../../src/digests/preview.ts'
import { previewReply } from '../../src/digests/preview-reply.ts'
import { sentenceOf } from '../../src/digests/sentence.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { matches } from '../../src/search/topics/topic.ts'
import { subscription } from '../channels/fixture.ts'
import { actions } from '../digests/actions.ts'
import { situation } from '../digests/lists.ts'
import { recordedLists } from './recorded-lists.ts'
import { realData } from './folder.ts'

const today = '2026-08-22'
const place = { platform: 'discord', workspace: 'G1', channel: 'C1' }
let lists: ReadList[] = []

beforeAll(async () => {
  const recorded = await recordedLists(join(realData, 'hf_daily.jsonl.gz'))
  lists = [...recorded].slice(-20).map(([date, papers]) => ({
    date,
    papers: papers.map(paper => ({ read: new ReadPaper(paper), seenAt: `${date}T12:00:00Z` })),
  }))
})

const show = (what: string, reply: Reply | string): void => {
  if (process.env['DIGESTS'] === 'show')
    console.log(`── ${what}\n${typeof reply === 'string' ? reply : flatten(reply)}\n`)
}

const tried = (wish: Partial<Subscription>): { wished: Subscription; found: Preview } => {
  const wished = subscription(wish)
  return {
    wished,
    found: preview({
      subscription: wished,
      topics: wished.topics.map(typed => topicOf(typed, today)),
      lists,
    }),
  }
}

// biome-ignore format: one subscription per line
test.each<[string, Partial<Subscription>, { posts: [number, number]; share: [number, number]; noisy: boolean }]>([
  ['the best five', {}, { posts: [20, 20], share: [1, 1], noisy: false }],
  ['narrow topics', { topics: ['kv cache', 'speculative decoding', 'quantization'] }, { posts: [4, 16], share: [0.01, 0.1], noisy: false }],
  ['a flood', { topics: ['agent -survey'] }, { posts: [20, 20], share: [0.2, 0.6], noisy: true }],
  ['embodied and multi-agent', { topics: ['embodied -survey', 'multi-agent -survey'], most: 5 }, { posts: [10, 20], share: [0.02, 0.2], noisy: false }],
  ['a minimum of upvotes', { topics: ['reasoning'], upvotes: { least: 20, withinDays: 5 } }, { posts: [5, 20], share: [0.01, 0.2], noisy: false }],
  ['weekly', { topics: ['diffusion'], days: [5], most: 10 }, { posts: [3, 5], share: [0.05, 0.3], noisy: false }],
  ['nothing', { topics: ['"underwater basket weaving"'] }, { posts: [0, 0], share: [0, 0], noisy: false }],
])('%s over the last 20 lists', (name, wish, { posts, share, noisy }) => {
  const started = performance.now()
  const { wished, found } = tried(wish)
  const ms = performance.now() - started
  const reply = previewReply({
    preview: found,
    subscription: wished,
    whom: '#lab',
    first: { at: Temporal.Instant.from('2026-08-24T07:00:00Z'), lists: ['2026-08-21'] },
    standing: 'new',
    canPost: 'yes',
    buttons: [{ label: 'Save', command: 'subscribe', options: {} }],
  })
  show(`${name} (${ms.toFixed(0)} ms)`, reply)
  expect(found.posts).toBeGreaterThanOrEqual(posts[0])
  expect(found.posts).toBeLessThanOrEqual(posts[1])
  expect(found.share).toBeGreaterThanOrEqual(share[0])
  expect(found.share).toBeLessThanOrEqual(share[1])
  expect(found.noise.length > 0).toBe(noisy)
  expect(found.mostPerDay).toBeLessThanOrEqual(wished.most)
  expect(found.examples).toHaveLength(Math.min(5, found.papers))
  for (const one of found.noise.flatMap(noise => noise.narrower)) expect(one.share).toBeLessThan(0.2)
})

test('a noisy topic is offered narrower ones that match less and still come every week', () => {
  const { narrower } = tried({ topics: ['agent'] }).found.noise[0]!
  expect(narrower).toHaveLength(3)
  for (const one of narrower) expect(one.perList).toBeGreaterThan(0.2)
})

test('each paper of each list is posted or explained', () => {
  const wish = { topics: ['embodied -survey', 'multi-agent -survey'], most: 2, revision: 3 }
  for (const list of lists) {
    const asked = situation(wish, [list], { date: today })
    const { papers, more } = choose(asked)
    const verdicts = list.papers.map(({ read }) => explain(read.paper.id, asked))
    expect(verdicts.filter(({ kind }) => kind === 'posted')).toHaveLength(papers.length)
    expect(verdicts.filter(({ kind }) => kind === 'no room')).toHaveLength(more)
    for (const verdict of verdicts) {
      expect(['posted', 'no room', 'off topic']).toContain(verdict.kind)
      const said = plainText(sentenceOf(verdict, today))
      expect(said).not.toMatch(/undefined|slot|ledger|claim|invalid|!/)
      if (list.date === '2026-08-20') show('why', said)
    }
    for (const { paper, receipt } of papers) {
      const topic = asked.topics.find(one => one.query.text === receipt.topic!.text)!
      expect(matches(topic, new ReadPaper(paper)).matched).toBe(true)
    }
  }
})

test('the digest of 20 August', () => {
  const list = lists.find(({ date }) => date === '2026-08-20')!
  const asked = situation({ topics: ['embodied -survey', 'agent -survey'] }, [list])
  const reply = digestReply({
    subscription: subscription({ topics: ['embodied -survey', 'agent -survey'] }),
    topics: asked.topics,
    date: '2026-08-21',
    lists: [{ date: list.date, part: 'complete', late: false, papers: list.papers.length }],
    leftOut: [],
    choice: choose(asked),
    discussed: new Map(),
    place,
    isForum: false,
    channelName: 'lab',
    actions,
  })
  show(reply.summary, reply)
  expect(reply.summary).toMatch(/^Thursday 20 August: \d+ papers for #lab, first: \S/)
})

test('choosing from one list takes less than a millisecond once its papers were read', () => {
  const wishes = [
    'kv cache',
    'speculative decoding',
    'embodied -survey',
    'agent',
    '"diffusion model" upvotes:3',
  ]
  const asked = wishes.flatMap(topic => lists.map(list => situation({ topics: [topic] }, [list])))
  const all = [...asked, ...lists.map(list => situation({}, [list]))]
  const upvotes = { least: 20, withinDays: 5 }
  const waiting = lists
    .slice(-5)
    .flatMap(({ date, papers }) => papers.map(({ read }) => ({ read, list: date })))
  const withWaiting = lists.slice(-5).map(list => situation({ upvotes }, [list], { waiting }))
  for (const one of [...all, ...withWaiting]) choose(one)
  for (const [name, some] of [
    ['a list', all],
    ['a list and 100 that wait', withWaiting],
  ] as const) {
    const started = performance.now()
    for (let round = 0; round < 10; round++) for (const one of some) choose(one)
    const ms = (performance.now() - started) / (10 * some.length)
    show(`choosing from ${name}`, `${ms.toFixed(3)} ms`)
    expect(ms).toBeLessThan(name === 'a list' ? 1 : 5)
  }
})
