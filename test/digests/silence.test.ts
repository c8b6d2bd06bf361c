import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { flatten } from '../../src/chat/plain-text.ts'
import { type Silence, silenceAfter, silenceReply, silenceSchema } from '../../src/digests/silence.ts'

/** After which of these posts something is said, and over how many lists. */
function said(posts: readonly { lists: number; matched: number; revision?: number }[]): [number, number][] {
  let before: Silence | undefined
  return posts.flatMap((post, at): [number, number][] => {
    const { sayNow, ...after } = silenceAfter(before, { revision: 1, ...post })
    before = silenceSchema.parse(JSON.parse(JSON.stringify(after)))
    return sayNow ? [[at, after.lists]] : []
  })
}
const silent = (posts: number, lists = 1) => Array.from({ length: posts }, () => ({ lists, matched: 0 }))

test('said once after ten lists without a match, and again only after something matched', () => {
  expect(said(silent(9))).toEqual([])
  expect(said(silent(60))).toEqual([[9, 10]])
  expect(said([...silent(60), { lists: 1, matched: 1 }, ...silent(30)])).toEqual([
    [9, 10],
    [70, 10],
  ])
})

test('what counts are lists, not posts', () => {
  expect(said(silent(3, 5))).toEqual([[1, 10]])
  expect(said(silent(30, 0))).toEqual([])
})

test('a changed subscription begins anew', () => {
  expect(said([...silent(9), ...silent(10).map(one => ({ ...one, revision: 2 }))])).toEqual([[18, 10]])
})

test('never twice without a match between', () => {
  const post = fc.record({ lists: fc.nat(6), matched: fc.constantFrom(0, 0, 0, 1) })
  fc.assert(
    fc.property(fc.array(post, { maxLength: 60 }), posts => {
      const times = said(posts)
      for (const [at] of times) expect(posts[at]!.matched).toBe(0)
      times.slice(1).forEach(([at], one) => {
        expect(posts.slice(times[one]![0], at).some(({ matched }) => matched > 0)).toBe(true)
      })
    }),
  )
})

test('the line, with what can be done', () => {
  const buttons = ['Widen', 'Keep'].map(label => ({ label, command: 'subscriptions', options: {} }))
  const reply = silenceReply(['KV cache'], 10, buttons)
  expect(reply.visibility).toBe('public')
  expect(flatten(reply)).toBe(
    'Nothing matched KV cache in the last 10 lists. The lists are arriving normally.\n[Widen] [Keep]',
  )
})
