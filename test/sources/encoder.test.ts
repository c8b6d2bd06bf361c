import { describe, expect, test } from 'vitest'
import { createEncoder } from '../../src/sources/encoder.ts'
import { limits } from '../../src/sources/limits.ts'
import { answer, startEncoder } from '../fakes/encoder.ts'
import { fakeNetwork } from '../fakes/network.ts'
import { half, html, oversize, reset, stall, status } from '../fakes/upstream.ts'

const key = 'sk-verysecret'

async function setUp(model = 'small') {
  const network = fakeNetwork()
  const server = await startEncoder(model)
  return { server, network, encoder: createEncoder({ url: server.url, model, key, network }) }
}

test('texts come back as vectors, in their order, and the key goes along', async () => {
  const { server, encoder } = await setUp()
  const { model, dimensions, vectors } = await encoder.encode(['a boat', 'an oven'])
  expect({ model, dimensions, count: vectors.length }).toEqual({ model: 'small', dimensions: 128, count: 2 })
  const [request] = server.requests
  expect(request!.url.pathname).toBe('/v1/embeddings')
  expect(request!.headers).toMatchObject({
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
  })
  server.fail((_request, response) => {
    const data = [1, 0].map(index => ({ index, embedding: [index, 1] }))
    response.end(JSON.stringify({ data }))
  })
  const swapped = await encoder.encode(['first', 'second'])
  expect(swapped.vectors.map(vector => [...vector])).toEqual([
    [0, 1],
    [1, 1],
  ])
  expect(encoder.health()).toMatchObject({ state: 'up' })
})

test('a service that answers as another model is told from the one that was asked for', async () => {
  const { server, encoder } = await setUp()
  server.model = 'BAAI/bge-small-en-v1.5'
  expect(await encoder.encode(['a boat'])).toMatchObject({ model: 'small (BAAI/bge-small-en-v1.5)' })
})

describe.each([
  ['a web page', html, 'source.malformed'],
  ['half an answer', half('{"data":[{"embedding":[1,2]}]}'), 'source.malformed'],
  ['something else', status(200), 'source.malformed'],
  [
    'a number that is none',
    answer(
      [
        [1, Number.NaN],
        [1, 2],
      ],
      'small',
    ),
    'source.malformed',
  ],
  [
    'a number beyond all',
    answer(
      [
        [1, 1e300],
        [1, 2],
      ],
      'small',
    ),
    'source.malformed',
  ],
  [
    'zeros',
    answer(
      [
        [1, 2],
        [0, 0],
      ],
      'small',
    ),
    'source.malformed',
  ],
  ['a vector too few', answer([[1, 2]], 'small'), 'source.malformed'],
  [
    'vectors of several lengths',
    answer(
      [
        [1, 2],
        [1, 2, 3],
      ],
      'small',
    ),
    'source.malformed',
  ],
  ['no numbers', answer([[], []], 'small'), 'source.malformed'],
  ['too much', oversize(limits.bodyBytes + 1), 'source.malformed'],
  ['too many calls', status(429, { 'retry-after': '3600' }), 'source.rate-limited'],
  ['an error', status(503), 'source.unreachable'],
  ['a closed connection', reset, 'source.unreachable'],
  ['silence', stall, 'source.unreachable'],
  ['no', status(401), 'source.refused'],
])('an answer that is %s', (_what, fault, code) => {
  test('is a fault that says so and holds no key', async () => {
    const { server, encoder } = await setUp()
    server.fail(fault, 9)
    const error: unknown = await encoder
      .encode(['a boat', 'an oven'], { deadlineMs: fault === stall ? 100 : 9_000, attempts: 1 })
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code, message: expect.stringMatching(/^The encoder /) })
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain(key)
  })
})

test('after 429 nothing is asked before the time that it names', async () => {
  const { server, network, encoder } = await setUp()
  server.fail(status(429, { 'retry-after': '3600' }))
  const once = { attempts: 1 }
  await encoder.encode(['a'], once).catch(() => undefined)
  await expect(encoder.encode(['a'], once)).rejects.toMatchObject({ code: 'source.rate-limited' })
  expect(server.requests).toHaveLength(1)
  expect(encoder.health()).toMatchObject({ state: 'paused' })
  network.advance(3_600_000)
  await encoder.encode(['a'], once)
})

test('a long text that is refused is sent once more, half as long', async () => {
  const { server, encoder } = await setUp()
  server.refused.add('end')
  const text = `${'boats and tides '.repeat(60)}end`
  const { vectors } = await encoder.encode([text])
  expect(vectors).toHaveLength(1)
  expect(server.texts).toEqual([text.slice(0, text.length / 2)])
  await expect(encoder.encode(['short end'])).rejects.toMatchObject({ code: 'source.refused' })
})

test.each([
  ['nomic-embed-text', 'search_query: boats', 'search_document: boats'],
  ['nomic-embed-text:v1.5', 'search_query: boats', 'search_document: boats'],
  ['intfloat/multilingual-e5-small', 'query: boats', 'passage: boats'],
  ['BAAI/bge-small-en-v1.5', 'Represent this sentence for searching relevant passages: boats', 'boats'],
  ['text-embedding-3-small', 'boats', 'boats'],
])('%s gets the prefixes that it was trained with', async (model, query, passage) => {
  const { encoder } = await setUp(model)
  expect(encoder.textOf('boats', 'query')).toBe(query)
  expect(encoder.textOf('boats', 'passage')).toBe(passage)
  expect(encoder.textOf('b'.repeat(9_999), 'query').length).toBeLessThan(2_200)
})
