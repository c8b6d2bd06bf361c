import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { createUpstream } from '../../src/library/live.ts'
import { createLog } from '../../src/log.ts'
import { createArxiv } from '../../src/sources/arxiv.ts'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { entryXml, startArxiv } from '../fakes/arxiv.ts'
import { barePaper, entry, ids, startHuggingFace } from '../fakes/hugging-face.ts'
import { fakeNetwork } from '../fakes/network.ts'
import { html, stall, status } from '../fakes/upstream.ts'
import { open, paper } from './fixture.ts'

async function setUp(liveSearch = true) {
  const network = fakeNetwork()
  const [hub, arxiv, { library }] = await Promise.all([startHuggingFace(), startArxiv(), open()])
  const upstream = createUpstream({
    library,
    huggingface: createHuggingFace({ url: hub.url, network }),
    arxiv: createArxiv({ url: arxiv.url, network }),
    liveSearch,
    log: createLog('silent'),
  })
  return { hub, arxiv, library, upstream, network }
}

describe('live search', () => {
  test('hits come in their order, and stay in the library', async () => {
    const { hub, upstream, library } = await setUp()
    hub.hits = ids(4).map(id => entry(id))
    const found = await upstream.search('things')
    expect(found.map(({ id }) => id)).toEqual(ids(4))
    expect(await library.many(ids(4))).toHaveLength(4)
    expect(await library.lists(1)).toEqual([])
  })

  test('a hit is merged with what the library knows', async () => {
    const { hub, upstream, library } = await setUp()
    await library.put([paper('2608.10001', { origin: 'arxiv', categories: ['cs.CL'] })])
    hub.hits = [entry('2608.10001')]
    expect(await upstream.search('things')).toMatchObject([{ categories: ['cs.CL'], upvotes: 12 }])
  })

  test.each([
    ['5xx', status(500)],
    ['a web page', html],
    ['too many calls', status(429, { 'retry-after': '9' })],
  ])('%s is no hit', async (_what, fault) => {
    const { hub, upstream } = await setUp()
    hub.fail(fault, 9)
    expect(await upstream.search('things')).toEqual([])
  })

  test('a stalled upstream is no hit after 1.5 s', async () => {
    const { hub, upstream } = await setUp()
    hub.fail(stall)
    const begun = performance.now()
    expect(await upstream.search('things')).toEqual([])
    expect(performance.now() - begun).toBeLessThan(3_000)
  })

  test('nothing is asked when it is off', async () => {
    const { hub, upstream } = await setUp(false)
    expect(await upstream.search('things')).toEqual([])
    expect(hub.requests).toEqual([])
  })
})

describe('a paper', () => {
  test('that the library has is not asked for', async () => {
    const { hub, arxiv, upstream, library } = await setUp()
    await library.put([paper('2608.10001')])
    expect(await upstream.paper('https://arxiv.org/abs/2608.10001v2')).toMatchObject({ id: '2608.10001' })
    expect(await upstream.paper('title:0123456789abcdef')).toBeUndefined()
    expect([...hub.requests, ...arxiv.requests]).toEqual([])
  })

  test('comes from Hugging Face, and then from the library', async () => {
    const { hub, arxiv, upstream } = await setUp()
    hub.papers.set('2608.10001', barePaper('2608.10001', { numTotalModels: 3 }))
    expect(await upstream.paper('2608.10001')).toMatchObject({ origin: 'huggingface', models: 3 })
    expect(await upstream.paper('2608.10001')).toMatchObject({ models: 3 })
    expect([hub.requests.length, arxiv.requests.length]).toEqual([1, 0])
  })

  test.each([
    ['does not know it', status(404)],
    ['is down', html],
  ])('comes from arXiv when Hugging Face %s', async (_what, fault) => {
    const { hub, arxiv, upstream } = await setUp()
    arxiv.entries.set('2608.10001', entryXml('2608.10001'))
    hub.fail(fault)
    expect(await upstream.paper('2608.10001')).toMatchObject({
      origin: 'arxiv',
      categories: ['cs.RO', 'cs.AI'],
    })
  })

  test('that none knows is asked for once in five minutes', async () => {
    const { hub, arxiv, upstream, network } = await setUp()
    expect(await upstream.paper('2608.10001')).toBeUndefined()
    expect(await upstream.paper('2608.10001')).toBeUndefined()
    expect([hub.requests.length, arxiv.requests.length]).toEqual([1, 1])
    network.advance(300_000)
    hub.papers.set('2608.10001', barePaper('2608.10001'))
    expect(await upstream.paper('2608.10001')).toBeDefined()
  })

  test('is not called unknown while one that might know it is silent', async () => {
    const { hub, arxiv, upstream } = await setUp()
    arxiv.fail(html)
    const error = await upstream.paper('2608.10001').catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect((error as Error).message).toBe(
      '"2608.10001" is not in the library, and arXiv cannot be asked now.',
    )
    expect(hub.requests).toHaveLength(1)
  })
})

describe('a list on demand', () => {
  test('is fetched into the library', async () => {
    const { hub, upstream, library } = await setUp()
    hub.lists.set(
      '2026-07-01',
      ids(2).map(id => entry(id)),
    )
    await upstream.list('2026-07-01')
    expect((await library.list('2026-07-01'))?.info).toMatchObject({ papers: 2, closed: true })
  })

  test('stays absent while Hugging Face is down, which health tells', async () => {
    const { hub, upstream, library } = await setUp()
    hub.fail(html)
    await upstream.list('2026-07-01')
    expect(await library.list('2026-07-01')).toBeUndefined()
    expect(upstream.health()).toMatchObject([
      { name: 'Hugging Face', health: { state: 'down' } },
      { name: 'arXiv', health: { state: 'unknown' } },
    ])
  })
})
