import { describe, expect, test } from 'vitest'
import { createArxiv } from '../../src/sources/arxiv.ts'
import { describeSource } from '../contract/source.ts'
import { badXml, bareXml, entryXml, feedXml, startArxiv } from '../fakes/arxiv.ts'
import { fakeNetwork } from '../fakes/network.ts'

describeSource('arXiv', async () => {
  const server = await startArxiv()
  server.entries.set('2608.10001', entryXml('2608.10001'))
  server.entries.set('2608.19999', badXml)
  server.entries.set('2608.10002', bareXml('2608.10002'))
  const goodBody = feedXml([entryXml('2608.10001')])
  return { server, goodBody, source: network => createArxiv({ url: server.url, network }) }
})

async function setUp() {
  const network = fakeNetwork()
  const server = await startArxiv()
  return { server, network, source: createArxiv({ url: server.url, network }) }
}

describe('arXiv', () => {
  test('an entry becomes a paper: entities read once, the primary category first', async () => {
    const { source, server } = await setUp()
    server.entries.set('2608.10001', entryXml('2608.10001'))
    expect((await source.paper('2608.10001')).value).toEqual({
      id: '2608.10001',
      title: 'Paper 2608.10001 in Atom',
      abstract: `Below <1 minute for $a < b$ & Renée's "things".`,
      authors: ['Grace Example', 'Zoë Muster'],
      published: '2026-08-11',
      categories: ['cs.RO', 'cs.AI'],
      origin: 'arxiv',
    })
  })

  test('a title of digits stays text, and `&amp;lt;` is no tag', async () => {
    const { source, server } = await setUp()
    server.entries.set('2608.10001', entryXml('2608.10001', '007'))
    server.entries.set('2608.10003', entryXml('2608.10003', 'On &amp;lt;b&amp;gt; <![CDATA[<i>]]>'))
    const { papers } = (await source.papers(['2608.10001', '2608.10003'])).value
    expect(papers.map(paper => paper.title)).toEqual(['007', 'On &lt;b&gt; <i>'])
  })

  test('an old id keeps its archive', async () => {
    const { source, server } = await setUp()
    server.entries.set('math/0309136', entryXml('math/0309136'))
    expect((await source.paper('math/0309136')).value?.id).toBe('math/0309136')
  })

  test('several papers come in one call, without those that are unknown', async () => {
    const { source, server } = await setUp()
    for (const id of ['2608.10001', '2608.10003']) server.entries.set(id, entryXml(id))
    const { papers } = (await source.papers(['2608.10003', '2608.55555', '2608.10001'])).value
    expect(papers.map(paper => paper.id)).toEqual(['2608.10003', '2608.10001'])
    expect(server.requests.map(({ url }) => url.searchParams.get('id_list'))).toEqual([
      '2608.10003,2608.55555,2608.10001',
    ])
  })

  test('an id that arXiv cannot read is a paper that it does not know', async () => {
    const { source } = await setUp()
    expect((await source.paper('abc')).value).toBeUndefined()
    expect((await source.papers(['abc'])).value).toEqual({
      papers: [],
      rejected: [{ position: 0, reason: 'Error: incorrect id format for abc' }],
    })
  })

  test('nothing found is an empty batch', async () => {
    const { source } = await setUp()
    expect((await source.search('nothing', 5)).value).toEqual({ papers: [], rejected: [] })
  })

  test("words are searched for anywhere, none of arXiv's own operators gets through", async () => {
    const { source, server } = await setUp()
    await source.search('ti:"kv-cache" ANDNOT (quantization) naïve', 5)
    expect(server.requests[0]!.url.searchParams.get('search_query')).toBe(
      'all:ti AND all:kv AND all:cache AND all:ANDNOT AND all:quantization AND all:naïve',
    )
  })

  test('one request at a time, three seconds apart', async () => {
    const { source, server, network } = await setUp()
    await Promise.all(['a', 'b', 'c'].map(word => source.search(word, 5)))
    expect(server.requests).toHaveLength(3)
    expect(network.waits).toEqual([3_000, 3_000])
  })
})
