import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery, plainQuery } from '../../../src/search/query/parse-query.ts'
import { cosine, quantize, Vectors } from '../../../src/search/semantic/vectors.ts'
import { engineOf, paper, today } from '../papers.ts'

const byte = fc.integer({ min: -127, max: 127 })
const vectorOf = (dimensions: number) =>
  fc
    .array(byte, { minLength: dimensions, maxLength: dimensions })
    .filter(values => values.some(value => value !== 0))
    .map(values => Int8Array.from(values))

const step = (dimensions: number) =>
  fc.tuple(fc.integer({ min: 0, max: 40 }).map(String), fc.option(vectorOf(dimensions), { nil: undefined }))

test('what is kept is what was set, through growth, replacement and removal', () => {
  const steps = fc
    .integer({ min: 1, max: 70 })
    .chain(dimensions => fc.tuple(fc.constant(dimensions), fc.array(step(dimensions)), vectorOf(dimensions)))
  fc.assert(
    fc.property(steps, ([dimensions, changes, direction]) => {
      const vectors = new Vectors(dimensions)
      const expected = new Map<string, Int8Array>()
      for (const [id, vector] of changes) {
        if (vector) {
          vectors.set(id, vector)
          expected.set(id, vector)
        } else {
          vectors.delete(id)
          expected.delete(id)
        }
      }
      expect(vectors.size).toBe(expected.size)
      for (const [id, vector] of expected) expect(vectors.get(id)).toEqual(vector)
      const nearness = vectors.nearnessTo(direction)
      const cosines = [...expected.values()].map(vector => cosine(vector, direction))
      const most = Math.max(...cosines)
      const mean = cosines.reduce((sum, value) => sum + value, 0) / cosines.length
      expect(nearness !== undefined || expected.size === 0 || most - mean < 0.002).toBe(true)
      const engine = engineOf(...[...expected.keys()].map(id => paper(id, 'Word')))
      const { matches } = engine.search(plainQuery('word'), { limit: 99, nearness })
      for (const { id, reasons } of nearness ? matches : []) {
        const near = (cosine(expected.get(id)!, direction) - mean) / (most - mean)
        const points = reasons.find(({ text }) => text === 'close in meaning')?.points ?? 0
        const first = reasons.find(({ text }) => text === '"word" in the title')!.points
        expect(points / first).toBeCloseTo(Math.max(0, near) / 2, 3)
      }
    }),
  )
})

const longVector = (row: number) =>
  Int8Array.from({ length: 1000 }, (_, place) => ((row * 31 + place * 17) % 255) - 127)

test('thousands of long vectors', () => {
  const vectors = new Vectors(1000)
  for (let row = 0; row < 3000; row++) vectors.set(String(row), longVector(row))
  for (const row of [0, 1499, 2999]) expect(vectors.get(String(row))).toEqual(longVector(row))
})

test('quantizing keeps directions', () => {
  const coordinate = fc.float({ noNaN: true, min: -1e6, max: 1e6 })
  fc.assert(
    fc.property(fc.array(coordinate, { minLength: 1, maxLength: 300 }), values => {
      const direction = Float32Array.from(values)
      const length = Math.hypot(...direction)
      fc.pre(length > 1e-3)
      const quantized = quantize(direction)
      expect(Math.max(...quantized.map(Math.abs))).toBe(127)
      const product = direction.reduce((sum, value, place) => sum + value * quantized[place]!, 0)
      expect(product / (length * Math.hypot(...quantized))).toBeGreaterThan(0.99)
    }),
  )
})

describe('papers that stand out', () => {
  const dimensions = 32
  const papers = Array.from({ length: 400 }, (_, at) => paper(`${at}`, `Study of harbours ${at}`))
  const engine = engineOf(
    ...papers,
    paper('far', 'Boats', 'Nothing else.', { upvotes: 3 }),
    paper('new', 'Harbours'),
  )
  const vectors = new Vectors(dimensions)
  const axis = (place: number) => Int8Array.from({ length: dimensions }, (_, at) => (at === place ? 127 : 0))
  papers.forEach(({ id }, at) => vectors.set(id, axis(at % 30)))
  vectors.set('far', axis(31))
  const nearness = vectors.nearnessTo(axis(31))!
  const find = (typed: string) => engine.search(parseQuery(typed, today).query, { limit: 500, nearness })

  test('are found without any word of the query, and say why', () => {
    expect(find('harbours').total).toBe(402)
    const { matches, withEvery } = find('harbours')
    expect(withEvery).toBe(401)
    const far = matches.find(({ id }) => id === 'far')!
    expect(far.reasons.map(({ text }) => text)).toEqual(['close in meaning'])
    expect(far.reasons[0]!.points).toBe(far.score)
    expect(matches).toHaveLength(402)
    expect(new Set(matches.map(({ id }) => id)).size).toBe(402)
    expect(engine.search(parseQuery('ships', today).query, { nearness }).matches.map(({ id }) => id)).toEqual(
      ['far'],
    )
  })

  test('only where every condition lets them through, and not by date', () => {
    for (const typed of ['harbours upvotes:9', 'harbours -boats', '"of harbours"', 'harbours after:2030'])
      expect(find(typed).matches.map(({ id }) => id)).not.toContain('far')
    expect(find('harbours upvotes:3').matches.map(({ id }) => id)).toEqual(['far'])
    const byDate = engine.search(parseQuery('harbours', today).query, {
      sort: 'newest',
      nearness,
      limit: 500,
    })
    expect(byDate.total).toBe(401)
  })

  test('a paper that is not encoded yet counts as the mean', () => {
    const { matches } = find('harbours boats')
    const near = (id: string) =>
      matches.find(match => match.id === id)!.reasons.find(({ text }) => text === 'close in meaning')
        ?.points ?? 0
    expect(near('new')).toBeGreaterThan(0)
    expect(near('new')).toBeLessThan(near('far'))
  })
})

test('a paper is not among those that it is compared with', () => {
  const vectors = new Vectors(2)
  vectors.set('1', Int8Array.of(127, 0))
  vectors.set('2', Int8Array.of(127, 10))
  vectors.set('3', Int8Array.of(0, 127))
  const engine = engineOf(...['1', '2', '3'].map(id => paper(id, `Word ${id}`)))
  const nearness = vectors.nearnessTo(vectors.get('1')!, '1')!
  const { matches } = engine.search(plainQuery('word'), { nearness })
  expect(matches[0]!.id).toBe('2')
  expect(vectors.nearnessTo(Int8Array.of(0, 127), '3')).toBeDefined()
})
