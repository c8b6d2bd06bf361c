import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createEngine, openEngine } from '../../src/search/engine.ts'
import { plainQuery } from '../../src/search/query/parse-query.ts'
import { bytesOf, fileOf, engineOf, inOtherFormat, paper } from './papers.ts'

const engine = engineOf(
  paper('1', 'Sparse attention', 'Attention over blocks.', { authors: ['Ann Lee'], published: '2026-01-01' }),
  paper('2', 'Dense attention', 'Attention everywhere, 机器.', { organization: { name: 'Ünï' }, upvotes: 3 }),
)
engine.add([paper('3', 'State space models', 'No attention.')])
engine.remove(['2'])
const bytes = bytesOf(engine.save('library 42'))
const results = (of: typeof engine) => ({
  words: of.search(plainQuery('attention models'), { limit: 100 }),
  titles: of.complete('s', 10),
})

test('opens as it was saved, with its tag', () => {
  const opened = openEngine(fileOf(bytes))
  expect(opened.tag).toBe('library 42')
  expect(opened.engine.size).toBe(2)
  expect(results(opened.engine)).toEqual(results(engine))
  opened.engine.add([paper('4', 'Linear attention')])
  expect(opened.engine.search(plainQuery('linear')).matches[0]!.id).toBe('4')
})

test('an empty engine is saved and opened', () => {
  expect(openEngine(fileOf(bytesOf(createEngine().save('')))).engine.size).toBe(0)
})

test('any changed byte is refused', () => {
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = bytes.slice()
      damaged[at]! ^= change
      expect(() => openEngine(fileOf(damaged))).toThrow(
        expect.objectContaining({ code: 'search.snapshot-damaged' }),
      )
    }),
    { numRuns: 500 },
  )
})

test('anything else is refused', () => {
  const foreign = fc.oneof(
    fc.uint8Array(),
    fc.nat(bytes.length - 1).map(end => bytes.slice(0, end)),
  )
  fc.assert(
    fc.property(foreign, other => {
      expect(() => openEngine(fileOf(other))).toThrow(
        expect.objectContaining({ code: 'search.snapshot-damaged' }),
      )
    }),
  )
})

test('what another version wrote is refused', () => {
  expect(() => openEngine(fileOf(inOtherFormat(bytes)))).toThrow(
    expect.objectContaining({
      code: 'search.snapshot-damaged',
      message: expect.stringContaining('its format is'),
    }),
  )
})
