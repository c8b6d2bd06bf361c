/** An engine of several segments, at any moment of their merging, finds what one does that got all papers at once. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { createEngine, openEngine, type SearchEngine } from '../../src/search/engine.ts'
import { LiveSegment } from '../../src/search/index/live-segment.ts'
import { segmentOf } from '../../src/search/index/merge.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { Segments } from '../../src/search/index/segments.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { bytesOf, fileOf, engineOf, paper, today } from './papers.ts'

const vocabulary = Array.from({ length: 60 }, (_, at) => `w${String.fromCharCode(97 + (at % 26))}${at}x`)

/** Papers of few words, a few of which are in most papers and others in hardly any. */
function papersOf(seed: number, count: number): Paper[] {
  const random = seededRandom(seed)
  const words = (length: number): string =>
    Array.from({ length }, () => vocabulary[Math.floor(60 * random() ** 3)]!).join(' ')
  return Array.from({ length: count }, (_, at) =>
    paper(`p${at}`, words(3), `${words(6)}. We use low-rank adaptation (LoRA).`, {
      authors: [`Ann ${vocabulary[at % 7]!}`],
      published: `2026-01-${String(1 + (at % 28)).padStart(2, '0')}`,
      upvotes: at % 13,
    }),
  )
}

const typed = [
  `${vocabulary[0]!} ${vocabulary[7]!}`,
  `"${vocabulary[0]!} ${vocabulary[1]!}"`,
  `lora ${vocabulary[30]!} -${vocabulary[2]!}`,
  `author:${vocabulary[3]!} after:2026-01-10`,
  'like:p1',
]

const answers = (engine: SearchEngine) =>
  typed.map(text => engine.search(parseQuery(text, today).query, { limit: 30 }))

/** What happens to an engine: papers come, are replaced or go, and it is tidied a little. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('add' as const),
    from: fc.nat(700),
    count: fc.integer({ min: 1, max: 400 }),
  }),
  fc.record({
    kind: fc.constant('remove' as const),
    from: fc.nat(700),
    count: fc.integer({ min: 1, max: 300 }),
  }),
  fc.record({ kind: fc.constant('tidy' as const), count: fc.integer({ min: 1, max: 30 }) }),
)

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Does a step to an engine and to what it should know. */
function doStep(engine: SearchEngine, known: Map<string, Paper>, one: Step, seed: number): void {
  if (one.kind === 'tidy') for (let slice = 0; slice < one.count; slice++) engine.tidy()
  else {
    const papers = papersOf(seed, 800).slice(one.from, one.from + one.count)
    if (one.kind === 'add') engine.add(papers)
    else engine.remove(papers.map(({ id }) => id))
    for (const each of papers) known.delete(each.id)
    if (one.kind === 'add') for (const each of papers) known.set(each.id, each)
  }
}

test('how papers come and go, and how far merging is, does not matter', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 12 }), fc.nat(), (steps, seed) => {
      const engine = createEngine()
      const known = new Map<string, Paper>()
      steps.forEach((one, at) => doStep(engine, known, one, seed + at))
      const expected = answers(engineOf(...known.values()))
      const opened = openEngine(fileOf(bytesOf(engine.save('')))).engine
      expect(engine.size).toBe(known.size)
      expect(answers(engine)).toEqual(expected)
      expect(answers(opened)).toEqual(expected)
      while (engine.tidy()) continue
      while (opened.tidy()) continue
      expect(engine.size).toBe(known.size)
      expect(answers(engine)).toEqual(expected)
      expect(answers(opened)).toEqual(expected)
    }),
    { numRuns: 8 },
  )
})

test('papers that come one by one never pile up, and are merged right', () => {
  const papers = papersOf(3, 200)
  const engine = engineOf()
  const segments = new Segments([], () => {})
  for (const one of papers) {
    engine.add([one])
    segments.add(new LiveSegment(segmentOf([one])))
    expect(segments.list.length).toBeLessThan(40)
  }
  expect(answers(engine)).toEqual(answers(engineOf(...papers)))
})

test('warming up comes to an end and changes nothing', () => {
  const engine = engineOf(...papersOf(1, 300))
  const before = answers(engine)
  let searches = 0
  while (engine.warmUp()) searches++
  expect(searches).toBeGreaterThan(0)
  expect(answers(engine)).toEqual(before)
  expect(createEngine().warmUp()).toBe(false)
})

test.each([
  ['in memory', Number.POSITIVE_INFINITY],
  ['on the file', 0],
])('what is saved is as it was when saving began, with texts %s', (_, inMemory) => {
  const steps = fc.array(step, { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(steps, steps, fc.nat(200), (before, after, piecesPerStep) => {
      const known = new Map(papersOf(1, 300).map(one => [one.id, one]))
      const { engine } = openEngine(fileOf(bytesOf(engineOf(...known.values()).save(''))), inMemory)
      before.forEach((one, at) => doStep(engine, known, one, at))
      const saving = engine.save('then')
      const saved: Uint8Array[] = []
      const expected = answers(engineOf(...known.values()))
      for (const [at, one] of after.entries()) {
        doStep(engine, known, one, 100 + at)
        for (let piece = 0; piece < piecesPerStep; piece++) {
          const { done, value } = saving.next()
          if (!done) saved.push(value)
        }
      }
      const { engine: opened, tag } = openEngine(fileOf(bytesOf([...saved, ...saving])))
      expect(tag).toBe('then')
      expect(answers(opened)).toEqual(expected)
    }),
    { numRuns: 4 },
  )
})
