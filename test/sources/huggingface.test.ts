import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { limits } from '../../src/sources/limits.ts'
import { describeSource } from '../contract/source.ts'
import { barePaper, entry, ids, oldEntry, startHuggingFace } from '../fakes/hugging-face.ts'
import { fakeNetwork } from '../fakes/network.ts'
import type { Handler } from '../fakes/upstream.ts'

describeSource('Hugging Face', async () => {
  const server = await startHuggingFace()
  server.papers.set('2608.10001', barePaper('2608.10001'))
  server.papers.set('2608.10002', oldEntry('2608.10002')['paper'])
  server.hits = [entry('2608.10001'), entry('2608.10009', { title: 9 }), oldEntry('2608.10002')]
  const goodBody = JSON.stringify(server.papers.get('2608.10001'))
  return { server, goodBody, source: network => createHuggingFace({ url: server.url, network }) }
})

/** One page that announces another. */
const endless =
  (id: () => string): Handler =>
  (_request, response) =>
    void response
      .writeHead(200, { link: '<https://huggingface.co/>; rel="next"' })
      .end(JSON.stringify([entry(id())]))

async function setUp() {
  const network = fakeNetwork()
  const server = await startHuggingFace()
  return { server, network, source: createHuggingFace({ url: server.url, network }) }
}

const idsOf = (batch: { papers: readonly { id: string }[] }) => batch.papers.map(paper => paper.id)

describe('lists', () => {
  test('a list is all its pages, each paper once', async () => {
    const { source, server } = await setUp()
    const all = ids(230)
    // A paper that moved to the second page between two calls.
    server.lists.set(
      '2026-08-20',
      [...all.slice(0, 100), all[7]!, ...all.slice(100)].map(id => entry(id)),
    )
    const { value, live } = await source.list('2026-08-20')
    expect(idsOf(value)).toEqual(all)
    expect(live).toBe(true)
    expect(server.requests.map(({ url }) => url.searchParams.get('p'))).toEqual(['0', '1', '2'])
  })

  test('a full page without the Link header is followed by another', async () => {
    const { source, server } = await setUp()
    server.lists.set(
      '2026-08-20',
      ids(100).map(id => entry(id)),
    )
    expect((await source.list('2026-08-20')).value.papers).toHaveLength(100)
    expect(server.requests).toHaveLength(2)
  })

  test('pages without end are given up', async () => {
    const { source, server } = await setUp()
    let count = 0
    server.fail(
      endless(() => `2608.${10_001 + count++}`),
      limits.huggingFace.pages + 1,
    )
    await expect(source.list('2026-08-20')).rejects.toMatchObject({ code: 'source.malformed' })
  })

  test('a page that brings nothing new is the last', async () => {
    const { source, server } = await setUp()
    server.fail(
      endless(() => '2608.10001'),
      9,
    )
    expect(idsOf((await source.list('2026-08-20')).value)).toEqual(['2608.10001'])
    expect(server.requests).toHaveLength(2)
  })

  test('the place of a bad entry, such as one whose title shows nothing, counts over all pages', async () => {
    const { source, server } = await setUp()
    const entries = ids(120).map(id => entry(id))
    entries[110] = entry('no arXiv id')
    entries[111] = entry('2608.10112', { title: ' \u200B\u200D ' })
    server.lists.set('2026-08-20', entries)
    const { rejected } = (await source.list('2026-08-20')).value
    expect(rejected).toEqual([
      { position: 110, reason: 'id: "no arXiv id" is no arXiv id' },
      { position: 111, reason: '"title" is missing or cannot be read' },
    ])
  })

  test('a paper is on the list of the date that was asked for, whatever its own stamp says', async () => {
    const { source, server } = await setUp()
    server.lists.set('2026-08-20', [entry('2608.10001', { submittedOnDailyAt: '2026-08-19T23:59:00.000Z' })])
    expect((await source.list('2026-08-20')).value.papers[0]!.listDate).toBe('2026-08-20')
  })

  test('a weekend is an empty list', async () => {
    const { source } = await setUp()
    expect(await source.list('2026-08-15')).toMatchObject({ live: true, value: { papers: [], rejected: [] } })
  })

  test.each(['2030-01-01', '2026-02-30', 'monday'])(
    'there is no list of %s, and the answer says which there are',
    async date => {
      const { source, network } = await setUp()
      const error = await source.list(date).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(UserError)
      expect(error).toMatchObject({ code: 'source.no-list', message: expect.stringContaining(`"${date}"`) })
      expect((error as UserError).help).toContain('2023-05-04')
      expect(network.waits).toEqual([])
    },
  )

  test('when none of the entries can be read, the answer is malformed and not an empty list', async () => {
    const { source, server } = await setUp()
    server.lists.set('2026-08-20', [{ article: {} }, { article: {} }])
    await expect(source.list('2026-08-20')).rejects.toMatchObject({
      code: 'source.malformed',
      message: expect.stringContaining('paper'),
    })
  })

  test('a week and a month are listed like a day', async () => {
    const { source, server } = await setUp()
    server.lists.set(
      '2026-08-20',
      ids(3).map(id => entry(id)),
    )
    expect(idsOf((await source.period({ week: '2026-W34' })).value)).toEqual(ids(3))
    await source.period({ month: '2026-08' })
    expect(server.requests.map(({ url }) => url.search)).toEqual([
      '?week=2026-W34&limit=100&p=0',
      '?month=2026-08&limit=100&p=0',
    ])
  })
})

describe('search, trending and papers', () => {
  test('a query is cut to what the API takes, between characters', async () => {
    const { source, server } = await setUp()
    await source.search(`${'a'.repeat(249)}😀 and more`, 500)
    expect(Object.fromEntries(server.requests[0]!.url.searchParams)).toEqual({
      q: 'a'.repeat(249),
      limit: '120',
    })
  })

  test('trending is asked for in the order of the API', async () => {
    const { source, server } = await setUp()
    server.lists.set(
      '2026-08-20',
      ids(3).map(id => entry(id)),
    )
    expect(idsOf((await source.trending(2)).value)).toEqual(ids(2))
    expect(server.requests[0]!.url.search).toBe('?sort=trending&limit=2')
  })

  test('a paper brings the number of its models, datasets and Spaces', async () => {
    const { source, server } = await setUp()
    const linked = { numTotalModels: 12, linkedModels: [{}, {}], linkedDatasets: [{}], linkedSpaces: [] }
    server.papers.set('2608.10001', barePaper('2608.10001', linked))
    expect((await source.paper('2608.10001')).value).toMatchObject({ models: 12, datasets: 1, spaces: 0 })
  })
})
