import { expect, test, vi } from 'vitest'
import type { LibraryOptions } from '../../src/library/open-library.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { createEncoder } from '../../src/sources/encoder.ts'
import { answer, type FakeEncoder, startEncoder, vectorOf } from '../fakes/encoder.ts'
import { type FakeNetwork, fakeNetwork } from '../fakes/network.ts'
import { type Handler, html, reset, stall, status } from '../fakes/upstream.ts'
import { card, open, type OpenLibrary, paper, reopen } from './fixture.ts'

const left = 'The encoder is left out: searches do without it.'
const again = 'the encoder answers again'
const encodedAll = 'encoded the papers that were new or changed'

/** A paper that a query finds by its words, one that only an encoder finds for it, and others. */
const library = [
  paper('2608.00001', { title: 'Automobile price lists', abstract: 'Automobile prices.' }),
  paper('2608.00002', { title: 'Cars on wet roads', abstract: 'Cars brake.' }),
  ...Array.from({ length: 100 }, (_, at) =>
    paper(`2608.1${String(at).padStart(4, '0')}`, {
      title: `Gradient study ${at}`,
      abstract: 'Optimizers of networks converge.',
    }),
  ),
]

interface World {
  readonly server: FakeEncoder
  readonly network: FakeNetwork
  readonly options: Partial<LibraryOptions>
}

async function newWorld(model = 'small'): Promise<World> {
  const [server, network] = [await startEncoder(model), fakeNetwork()]
  const encoder = createEncoder({ url: server.url, model, network })
  return { server, network, options: { encoder, encodeAgainMs: 1, encodedWithinMs: 20_000 } }
}

/** Everything is encoded. */
const encoded = ({ library: { encoding, size } }: OpenLibrary) => encoding!.encoded === size
const encoding = (opened: OpenLibrary) => vi.waitFor(() => expect(encoded(opened)).toBe(true), 10_000)

async function filled(world: World, papers = library): Promise<OpenLibrary> {
  const opened = await open(undefined, false, world.options)
  await opened.library.put(papers)
  await encoding(opened)
  return opened
}

async function find(opened: OpenLibrary, text: string) {
  const { papers } = await opened.library.find(parseQuery(text, '2026-08-21').query)
  return papers.map(found => found.paper.id)
}

async function expectFound(opened: OpenLibrary, text: string): Promise<void> {
  expect((await find(opened, text)).sort()).toEqual(['2608.00001', '2608.00002'])
}

test('a query in other words finds what it means, says why, and finds it again by rank', async () => {
  const world = await newWorld()
  const without = await open()
  await without.library.put(library)
  expect(await find(without, 'vehicle')).toEqual([])
  expect(await find(without, 'car')).toEqual(['2608.00002'])
  const opened = await filled(world)
  await expectFound(opened, 'vehicle')
  await expectFound(opened, 'car')
  const { query } = parseQuery('vehicle', '2026-08-21')
  const { papers } = await opened.library.find(query)
  expect(papers[0]!.reasons.map(({ text }) => text)).toEqual(['close in meaning'])
  expect(opened.library.rank(query, 9)).toEqual(papers.map(found => found.paper.id))
  expect(world.server.texts.filter(text => text === 'vehicle')).toHaveLength(1)
  expect(opened.logged).toContain(encodedAll)
  expect(opened.library.encoding).toMatchObject({
    model: 'small',
    encoded: library.length,
    inTime: true,
    health: { state: 'up' },
  })
})

test('papers like another are those that its vector is near to, and cost no call', async () => {
  const world = await newWorld()
  const opened = await filled(world)
  const before = world.server.requests.length
  const found = await find(opened, 'like:2608.00001')
  expect(found[0]).toBe('2608.00002')
  expect(found).not.toContain('2608.00001')
  expect(world.server.requests).toHaveLength(before)
})

test('what was encoded is kept: a restart encodes the rest, and no paper twice', async () => {
  const world = await newWorld()
  const first = await open(undefined, false, world.options)
  world.server.fail(() => {}, 0)
  await first.library.put(library)
  await vi.waitFor(() => expect(first.library.encoding!.encoded).toBeGreaterThan(0))
  await first.library.close()
  const kept = await first.db.selectFrom('embeddings').select('paper_id').execute()
  expect(kept.length).toBeGreaterThan(0)
  const sent = world.server.texts.length
  const second = await reopen(first, world.options)
  await encoding(second)
  // One of those that were there shows that the model is the same.
  const more = world.server.texts.slice(sent)
  expect(more).toHaveLength(1 + library.length - kept.length)
  await expectFound(second, 'vehicle')
  const third = await reopen(second, world.options)
  const before = world.server.texts.length
  await encoding(third)
  await expectFound(third, 'vehicle')
  expect(world.server.texts.length - before).toBeLessThanOrEqual(2)
})

test('a text that changes is encoded again, upvotes are not', async () => {
  const world = await newWorld()
  const opened = await filled(world)
  const before = world.server.texts.length
  const [first, second] = library
  await opened.library.put([
    { ...first!, upvotes: 7 },
    { ...second!, abstract: 'Tyres of vehicles.' },
    paper('2608.00003', { title: 'Quiet films', abstract: 'Films.' }),
  ])
  await vi.waitFor(async () => expect(await find(opened, 'movie')).toEqual(['2608.00003']))
  expect(world.server.texts.slice(before).toSorted()).toEqual(
    ['Cars on wet roads\nTyres of vehicles.', 'Quiet films\nFilms.', 'movie'].toSorted(),
  )
})

test('a paper that is taken over leaves no vector behind', async () => {
  const world = await newWorld()
  const opened = await filled(world, [...library, card('Silent films')])
  await opened.library.put([paper('2608.00009', { title: 'Silent films' })])
  await vi.waitFor(async () => expect(await find(opened, 'movie')).toEqual(['2608.00009']))
  await encoding(opened)
  const rows = await opened.db.selectFrom('embeddings').select('paper_id').execute()
  expect(rows).toHaveLength(library.length + 1)
})

test.each<[string, (server: FakeEncoder) => void]>([
  ['name', server => (server.model = 'large')],
  ['length', server => (server.dimensions = 48)],
  ['vectors alone', server => (server.seed = 2)],
])('another model, told by its %s, encodes all papers anew', async (_what, change) => {
  const world = await newWorld()
  const first = await filled(world)
  change(world.server)
  const sent = world.server.texts.length
  const second = await reopen(first, world.options)
  await vi.waitFor(() => expect(world.server.texts.length - sent).toBeGreaterThanOrEqual(1 + library.length))
  await encoding(second)
  await expectFound(second, 'vehicle')
  const rows = await second.db.selectFrom('embeddings').select(['model', 'dimensions']).distinct().execute()
  expect(rows).toEqual([
    {
      model: world.server.model === 'small' ? 'small' : `small (${world.server.model})`,
      dimensions: world.server.dimensions,
    },
  ])
})

test('another model between two calls: the query is left out, one warning, and all papers are encoded anew', async () => {
  const world = await newWorld()
  const opened = await filled(world)
  world.server.model = 'large'
  expect(await find(opened, 'vehicle')).toEqual([])
  expect(opened.logged.filter(line => line === left)).toHaveLength(1)
  await vi.waitFor(async () => expectFound(opened, 'vehicle'), 10_000)
  expect(opened.logged.filter(line => line === left)).toHaveLength(1)
})

test.each<[string, Handler, string]>([
  ['a closed connection', reset, 'down'],
  ['429', status(429, { 'retry-after': '3600' }), 'paused'],
  ['an error', status(500), 'down'],
  ['a web page', html, 'down'],
  ['NaN', answer([[Number.NaN, 1]], 'small'), 'down'],
  ['zeros', answer([[0, 0, 0]], 'small'), 'down'],
])(
  'a query that is answered with %s is searched as without an encoder, with one warning',
  async (_what, fault, state) => {
    const world = await newWorld()
    const opened = await filled(world)
    world.server.fail(fault, 99)
    expect(await find(opened, 'car')).toEqual(['2608.00002'])
    expect(await find(opened, 'vehicle')).toEqual([])
    expect(opened.logged.filter(line => line === left)).toHaveLength(1)
    expect(opened.library.encoding!.health.state).toBe(state)
    world.server.recover()
    world.network.advance(3_600_000)
    await expectFound(opened, 'physician vehicle')
    expect(opened.logged.at(-1)).toBe(again)
    expect(opened.library.encoding!.health.state).toBe('up')
  },
)

test('a query that is answered with another length is left out', async () => {
  const world = await newWorld()
  const opened = await filled(world)
  world.server.fail(answer([[1, 2, 3]], 'small'))
  expect(await find(opened, 'vehicle')).toEqual([])
  expect(opened.logged).toContain(left)
})

test('a silent encoder is waited for three times, then no longer, until it answers in time', async () => {
  const world = await newWorld()
  const opened = await reopen(await filled(world), { ...world.options, encodedWithinMs: 50 })
  await encoding(opened)
  const release: (() => void)[] = []
  world.server.fail(
    (...request) => void release.push(() => answer([vectorOf('vehicle', world.server)], 'small')(...request)),
    3,
  )
  for (const text of ['film', 'roads', 'wet roads'])
    expect(await find(opened, text)).toEqual(text === 'film' ? [] : ['2608.00002'])
  expect(opened.library.encoding!.inTime).toBe(false)
  for (const text of ['brake wet', 'brake']) expect(await find(opened, text)).toEqual(['2608.00002'])
  expect(release).toHaveLength(3)
  expect(opened.logged.filter(line => line.startsWith('The encoder takes longer'))).toHaveLength(1)
  for (const each of release) each()
  // What came too late is there for the next page.
  await vi.waitFor(async () => expect(await find(opened, 'film')).not.toEqual([]))
  await vi.waitFor(async () => {
    await find(opened, `vehicle ${Math.random()}`)
    expect(opened.library.encoding!.inTime).toBe(true)
  }, 9_000)
})

test.each<[string, Handler]>([
  ['down', reset],
  ['asking for a pause', status(429, { 'retry-after': '60' })],
  [
    'answering nonsense',
    answer(
      [
        [1, 2],
        [Number.NaN, 1],
      ],
      'small',
    ),
  ],
  ['refusing', status(401)],
])(
  'an encoder that is %s when papers come: the library works, and they are encoded when it answers',
  async (_what, fault) => {
    const world = await newWorld()
    world.server.fail(fault, 9_999)
    const opened = await open(undefined, false, world.options)
    await opened.library.put(library)
    await vi.waitFor(() => expect(opened.logged).toContain(left))
    expect(await find(opened, 'car')).toEqual(['2608.00002'])
    world.server.recover()
    world.network.advance(60_000)
    await encoding(opened)
    await expectFound(opened, 'vehicle')
    expect(opened.logged.filter(line => line === left)).toHaveLength(1)
    expect(opened.logged).toContain(again)
  },
)

test('papers that an encoder refuses don’t keep the others waiting', async () => {
  const world = await newWorld()
  world.server.refused.add('wet roads')
  const opened = await open(undefined, false, world.options)
  await opened.library.put(library)
  await vi.waitFor(() => expect(opened.library.encoding!.encoded).toBe(library.length - 1), 10_000)
  expect(await find(opened, 'vehicle')).toEqual(['2608.00001'])
  expect(opened.logged.filter(line => line.startsWith('The encoder refuses a paper'))).toHaveLength(1)
})

test('while few papers are encoded, a search does without', async () => {
  const world = await newWorld()
  const opened = await filled(world)
  world.server.fail(stall, 99)
  const many = Array.from({ length: 20 }, (_, at) => paper(`2608.3${String(at).padStart(4, '0')}`))
  await opened.library.put(many)
  const before = world.server.requests.length
  expect(await find(opened, 'vehicle')).toEqual([])
  expect(world.server.requests.length - before).toBeLessThanOrEqual(1)
})

test('a library that may only be read uses what is kept and encodes no paper', async () => {
  const world = await newWorld()
  const writer = await filled(world)
  await writer.library.close()
  await writer.db.deleteFrom('embeddings').where('paper_id', '=', '2608.10007').execute()
  const sent = world.server.texts.length
  const reader = await open(writer.folder, true, world.options)
  await expectFound(reader, 'vehicle')
  await reader.library.close()
  expect(world.server.texts.slice(sent)).toEqual(['vehicle'])
})

test('the encoder gets words as they are read, once, and as typed where that is asked for', async () => {
  const world = await newWorld()
  const opened = await filled(world)
  const { query } = parseQuery('optimzers convrge', '2026-08-21')
  const before = world.server.texts.length
  const found = await opened.library.find(query)
  expect(found.corrections).toHaveLength(2)
  expect(opened.library.rank(query, found.papers.length)).toEqual(found.papers.map(({ paper: { id } }) => id))
  await opened.library.find(query, { exact: true })
  expect(world.server.texts.slice(before)).toEqual(['optimizers converge', 'optimzers convrge'])
})
