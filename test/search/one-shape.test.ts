import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'
import { expect, test } from 'vitest'
import { LiveSegment } from '../../src/search/index/live-segment.ts'
import { finish } from '../../src/search/index/slices.ts'
import { merge, segmentOf } from '../../src/search/index/merge.ts'
import { readSnapshot, writeSnapshot } from '../../src/search/index/snapshot.ts'
import { bytesOf, fileOf, paper } from './papers.ts'

/** Asks V8 itself, in its own syntax, which is known only while the function is compiled, at its first call. */
const haveSameShape = (() => {
  setFlagsFromString('--allow-natives-syntax')
  try {
    const compiled = runInThisContext('(one, other) => %HaveSameMap(one, other)') as (
      one: unknown,
      other: unknown,
    ) => boolean
    compiled({}, {})
    return compiled
  } finally {
    setFlagsFromString('--no-allow-natives-syntax')
  }
})()

/** Where two objects, or what they hold, differ in shape. */
function differences(one: object, other: object, path: string): string[] {
  const here = haveSameShape(one, other) ? [] : [path]
  if (ArrayBuffer.isView(one)) return here
  const held = Object.entries(one).flatMap(([name, value]) => {
    const beside = (other as Record<string, unknown>)[name]
    return typeof value === 'object' ? differences(value, beside as object, `${path}.${name}`) : []
  })
  return [...here, ...held]
}

test('segments have one shape, however they came about', () => {
  const papers = [
    paper('1', 'Low-Rank Adaptation (LoRA)', 'Of large models.', {
      categories: ['cs.CL'],
      authors: ['Ann Lee'],
    }),
    paper('2', 'Dense attention', 'Everywhere.', { organization: { name: 'Ünï', handle: 'uni' } }),
  ]
  const [first, second] = papers.map(one => new LiveSegment(segmentOf([one])))
  const merged = new LiveSegment(finish(merge([first!, second!])))
  const saved = bytesOf(writeSnapshot({ tag: '', segments: [merged] }))
  const restored = readSnapshot(fileOf(saved)).segments[0]!
  const { segment } = first!
  expect(differences(segment, merged.segment, 'merged')).toEqual([])
  expect(differences(segment, restored.segment, 'restored')).toEqual([])
})
