/** The recorded answers of Hugging Face and arXiv, served from loopback through sync, live search and papers. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { createUpstream } from '../../src/library/live.ts'
import { syncLists } from '../../src/library/sync.ts'
import { createLog } from '../../src/log.ts'
import { createArxiv } from '../../src/sources/arxiv.ts'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { fakeNetwork } from '../fakes/network.ts'
import { startUpstream } from '../fakes/upstream.ts'
import { open } from '../library/fixture.ts'
import { realData } from './folder.ts'

interface RecordedEntry {
  readonly paper: { readonly id: string; readonly authors: { readonly hidden?: boolean }[] }
}
interface RecordedFeed {
  readonly url: string
  readonly status_code: number
  readonly body: string
}

const folder = join(realData, 'api-samples')
const readSample = (name: string): string => readFileSync(join(folder, name), 'utf8')
const entriesOf = (name: string): RecordedEntry[] => JSON.parse(readSample(name)) as RecordedEntry[]

const lists: Record<string, string> = {
  '2024-06-03': 'hf_daily_papers__date-2024-06-03.json',
  '2025-04-15': 'hf_daily_papers__date-2025-04-15.json',
  '2025-10-29': 'hf_daily_papers__date-2025-10-29.json',
  '2026-06-12': 'hf_daily_papers__verbatim-2026-06-13.json',
  '2026-07-31': 'hf_daily_papers__2026-07-29_5-entries.json',
  '2026-08-20': 'hf_daily_papers__date-2026-08-20.json',
}
const searches: Record<string, string> = {
  kazakh: 'hf_papers_search__q-kazakh.json',
  'llama 3': 'hf_papers_search__2407.21783.json',
}

const arxivSearch = 'arxiv_query__all-transformer_cat-csLG_max5.xml'

const feeds = new Map<string, RecordedFeed>()
const bare = new Map<string, unknown>()

beforeAll(() => {
  for (const name of readdirSync(folder).filter(file => /^arxiv_py.*\.json$/.test(file))) {
    const feed = JSON.parse(readSample(name)) as RecordedFeed
    feeds.set(new URL(feed.url).searchParams.get('id_list') ?? '', feed)
  }
  for (const name of Object.values(lists)) for (const { paper } of entriesOf(name)) bare.set(paper.id, paper)
})

async function setUp(at = '2026-08-21T09:00:00Z') {
  const network = fakeNetwork(at)
  const hub = await startUpstream((_request, response, url) => {
    const { date, q } = Object.fromEntries(url.searchParams)
    const id = url.pathname.split('/').at(-1)!
    if (q) return void response.end(readSample(searches[q]!))
    if (date) return void response.end(lists[date] ? readSample(lists[date]) : '[]')
    return bare.has(id) ? void response.end(JSON.stringify(bare.get(id))) : void response.writeHead(404).end()
  })
  const atom = await startUpstream((_request, response, url) => {
    const ids = url.searchParams.get('id_list')
    const feed = ids === null ? { status_code: 200, body: readSample(arxivSearch) } : feeds.get(ids)
    response.writeHead(feed?.status_code ?? 500).end(feed?.body)
  })
  const { library } = await open()
  const huggingface = createHuggingFace({ url: hub.url, network })
  const arxiv = createArxiv({ url: atom.url, network })
  const upstream = createUpstream({ library, huggingface, arxiv, liveSearch: true, log: createLog('silent') })
  return { network, library, huggingface, arxiv, upstream }
}

test.each(Object.keys(lists))('the list of %s: every entry is read', async date => {
  const { huggingface } = await setUp()
  const { value } = await huggingface.list(date)
  const recorded = entriesOf(lists[date]!)
  expect(value.rejected).toEqual([])
  expect(value.papers.map(({ id }) => id)).toEqual(recorded.map(({ paper }) => paper.id))
  for (const [at, paper] of value.papers.entries()) {
    const shown = recorded[at]!.paper.authors.filter(author => !author.hidden)
    expect(paper).toMatchObject({
      listDate: date,
      published: expect.any(String),
      upvotes: expect.any(Number),
    })
    expect(paper.authors).toHaveLength(shown.length)
    expect(paper.abstract.length).toBeGreaterThan(200)
    expect(paper.title + paper.abstract).not.toMatch(/\n|\s{2}/)
  }
})

test('a sync since 2024 closes every list and finds each paper once', async () => {
  const { library, huggingface, network } = await setUp()
  const started = performance.now()
  const report = await syncLists({ library, source: huggingface, now: network.now, since: '2024-06-03' })
  console.log(`${report.lists} lists, ${report.added} papers: ${Math.round(performance.now() - started)} ms`)
  expect(report).toMatchObject({ added: bare.size, rejected: 0, failed: [], left: 0 })
  expect(library.size).toBe(bare.size)
  const known = await library.lists(1_000)
  // Friday's list, of the very day, is empty and has not come yet.
  expect(known[0]!.date).toBe('2026-08-20')
  expect(known.find(list => list.date === '2026-08-20')).toMatchObject({ closed: true, papers: 15 })
})

test.each(Object.entries(searches))('live search for %s', async (q, name) => {
  const { upstream } = await setUp()
  const recorded = entriesOf(name).map(({ paper }) => paper.id)
  const found = await upstream.search(q)
  expect(found.map(({ id }) => id)).toEqual(recorded)
})

test('a paper from Hugging Face, from arXiv, and from nowhere', async () => {
  const { upstream } = await setUp()
  expect(await upstream.paper('2608.16590')).toMatchObject({ origin: 'huggingface', code: { stars: 152 } })
  expect(await upstream.paper('1605.08386')).toMatchObject({
    origin: 'arxiv',
    published: '2016-05-26',
    categories: ['math.CO', 'math.ST'],
  })
  expect(await upstream.paper('0000.0000')).toBeUndefined()
  expect(await upstream.paper('abc')).toBeUndefined()
})

test('several papers and a search of arXiv', async () => {
  const { arxiv } = await setUp()
  const both = (await arxiv.papers(['0808.05394', '1707.08567'])).value
  expect([both.papers.map(({ id }) => id), both.rejected]).toEqual([['1707.08567'], []])
  const { papers, rejected } = (await arxiv.search('transformer', 5)).value
  expect([papers.length, rejected]).toEqual([5, []])
  expect(papers[0]).toMatchObject({ id: '2606.13677', categories: ['cs.RO', 'cs.AI', 'cs.CV', 'cs.LG'] })
  expect(papers[0]!.abstract).toContain('(<1 minute per tool)')
})
