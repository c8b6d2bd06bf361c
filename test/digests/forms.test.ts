/** Digest, digest with a thread, and each paper by itself: posts, keys, and whether platforms can show them. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Block } from '../../src/chat/reply.ts'
import { choose } from '../../src/digests/choose.ts'
import { composeDigest } from '../../src/digests/compose.ts'
import type { Digest } from '../../src/digests/digest.ts'
import { renderMessage as renderDiscord } from '../../src/discord/render/render.ts'
import { renderMessage as renderSlack } from '../../src/slack/render.ts'
import type { Subscription } from '../../src/channels/settings.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { subscription } from '../channels/fixture.ts'
import { checkMessage } from '../fakes/slack/blocks.ts'
import { paper } from '../search/papers.ts'
import { actions } from './actions.ts'
import { list, listed, situation } from './lists.ts'

const place = { platform: 'discord', workspace: 'G1', channel: 'C1' }
const papers = [
  paper('2608.00002', 'Trees', 'Trees grow.', { upvotes: 9, thumbnail: 'https://cdn.example/trees.png' }),
  listed('2608.00001', 'Birds', 3),
]

function digest(
  wish: Partial<Subscription>,
  on: readonly Paper[] = papers,
  rest: Partial<Digest> = {},
): Digest {
  const lists = [list('2026-08-19', on.slice(0, 1)), list('2026-08-20', on)]
  const asked = situation(wish, lists)
  return {
    subscription: subscription(wish),
    topics: [],
    date: asked.date,
    lists: lists.map(({ date, papers: all }) => ({
      date,
      part: 'complete',
      late: false,
      papers: all.length,
    })),
    leftOut: [],
    choice: choose(asked),
    discussed: new Map(),
    place,
    isForum: false,
    actions,
    ...rest,
  }
}
const shapeOf = (one: Digest) => composeDigest(one).map(({ key, thread }) => [key, thread])

test('a digest has no thread unless its channel wants one; in a forum a post with tags', () => {
  expect(shapeOf(digest({}))).toEqual([['s1:2026-08-21:digest', undefined]])
  const tags = ['papers']
  const title = 'Wednesday 19 and Thursday 20 August: 2 papers'
  for (const form of ['digest', 'thread'] as const)
    expect(shapeOf(digest({ form, tags }, papers, { isForum: true }))).toEqual([
      ['s1:2026-08-21:digest', { title, tags }],
    ])
})

test('with a thread the papers stand in full under the digest', () => {
  const one = digest({ form: 'thread' })
  const title = 'Wednesday 19 and Thursday 20 August'
  expect(shapeOf(one)).toEqual([
    ['s1:2026-08-21:digest', undefined],
    ['s1:2026-08-21:thread', { title, tags: [], under: 's1:2026-08-21:digest' }],
  ])
  expect(flatten(composeDigest(one)[1]!.reply).split('\n').slice(0, 3)).toEqual([
    'Trees (https://huggingface.co/papers/2608.00002)',
    expect.stringMatching(/^2608\.00002 · 9 upvotes · Hugging Face/),
    'Abstract: Trees grow.',
  ])
})

test('each paper by itself is a message with its thread; in a forum a post with tags', () => {
  expect(shapeOf(digest({ form: 'each' }))).toEqual([
    ['s1:2026-08-21:paper-1', undefined],
    ['s1:2026-08-21:thread-1', { title: 'Trees', tags: [], under: 's1:2026-08-21:paper-1' }],
    ['s1:2026-08-21:paper-2', undefined],
    ['s1:2026-08-21:thread-2', { title: 'Birds', tags: [], under: 's1:2026-08-21:paper-2' }],
  ])
  expect(shapeOf(digest({ form: 'each', tags: ['papers'] }, papers, { isForum: true }))).toEqual([
    ['s1:2026-08-21:paper-1', { title: 'Trees', tags: ['papers'] }],
    ['s1:2026-08-21:paper-2', { title: 'Birds', tags: ['papers'] }],
  ])
})

test('direct messages always get one message', () => {
  const direct = { place: { platform: 'slack', workspace: 'T1', person: 'U1' } }
  for (const form of ['thread', 'each'] as const)
    expect(shapeOf(digest({ form }, papers, direct))).toEqual([['s1:2026-08-21:digest', undefined]])
})

const forms = ['digest', 'thread', 'each'] as const
const isPressable = ({ kind }: Block): boolean => kind === 'buttons' || kind === 'select'

test('ten papers with long texts are all shown, in every form on both platforms', () => {
  const long = Array.from({ length: 10 }, (_, at) =>
    paper(
      `2608.000${10 + at}`,
      `${at} ${'*Very* <long> '.repeat(20)}`,
      'A sentence @everyone. '.repeat(200),
      {
        upvotes: at,
        thumbnail: 'https://cdn.example/one.png',
        organization: { name: 'University of Longnames' },
      },
    ),
  )
  for (const form of forms)
    for (const isForum of [false, true])
      for (const { reply } of composeDigest(digest({ form, most: 10 }, long, { isForum }))) {
        expect(reply.blocks.some(isPressable)).toBe(true)
        const slack = renderSlack(reply)
        expect(checkMessage({ text: slack.text, blocks: slack.blocks })).toEqual([])
        for (const shown of [JSON.stringify(slack.blocks), JSON.stringify(renderDiscord(reply))])
          expect(shown).not.toMatch(/not shown|does not fit/)
      }
})

test('hostile titles lose no other paper', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
      titles => {
        const all = titles.map((title, at) => paper(`2608.000${10 + at}`, title))
        for (const form of forms)
          for (const { reply } of composeDigest(digest({ form }, all))) {
            const { text, blocks } = renderSlack(reply)
            expect(checkMessage({ text, blocks })).toEqual([])
            expect(reply.blocks.some(isPressable)).toBe(true)
          }
      },
    ),
    { numRuns: 50 },
  )
})

test('what was discussed is said with its card, in the thread and beside it', () => {
  const discussed = new Map([['2608.00002', ['discussed in #lab, 12 May']]])
  const said = (form: Subscription['form']): number[] =>
    composeDigest(digest({ form }, papers, { discussed })).map(
      ({ reply }) => flatten(reply).split('discussed in #lab, 12 May').length - 1,
    )
  expect(said('thread')).toEqual([1, 1])
  expect(said('each')).toEqual([1, 1, 0, 0])
  const forum = composeDigest(digest({ form: 'each' }, papers, { discussed, isForum: true }))
  expect(forum.map(({ reply }) => flatten(reply).includes('discussed in #lab'))).toEqual([true, false])
})
