import { setImmediate as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { card, open, type OpenLibrary, paper, papers, reopen } from './fixture.ts'

const today = '2026-08-21'
const fetched = (fetchedAt: string, closed = false) => ({ fetchedAt, closed })

test('papers are added, changed, or left as they are', async () => {
  const { library } = await open()
  const two = [paper('2608.00001', { upvotes: 1 }), paper('2608.00002')]
  expect(await library.put(two)).toEqual({ added: 2, changed: 0, unchanged: 0 })
  expect(await library.put(two)).toEqual({ added: 0, changed: 0, unchanged: 2 })
  const more = [paper('2608.00001', { upvotes: 5 }), paper('2608.00002'), paper('2608.00003')]
  expect(await library.put(more)).toEqual({ added: 1, changed: 1, unchanged: 1 })
  expect((await library.get('2608.00001'))?.upvotes).toBe(5)
  expect(library.size).toBe(3)
})

test('one paper twice in a batch is merged with itself', async () => {
  const { library } = await open()
  const batch = [paper('2608.00001', { upvotes: 1 }), paper('2608.00001', { comments: 2 })]
  expect(await library.put(batch)).toEqual({ added: 1, changed: 1, unchanged: 0 })
  expect(await library.get('2608.00001')).toMatchObject({ upvotes: 1, comments: 2 })
})

test('a paper is found by any form of its id', async () => {
  const { library } = await open()
  await library.put([paper('2608.00001')])
  for (const form of ['2608.00001', 'arXiv:2608.00001v3', 'https://huggingface.co/papers/2608.00001'])
    expect((await library.get(form))?.id).toBe('2608.00001')
  expect(await library.get('2608.99999')).toBeUndefined()
  expect(await library.get('no id at all')).toBeUndefined()
})

test('many come in the order asked for, without those unknown', async () => {
  const { library } = await open()
  await library.put(papers(3))
  const found = await library.many(['2608.00003', '2608.99999', '2608.00001'])
  expect(found.map(({ id }) => id)).toEqual(['2608.00003', '2608.00001'])
  expect(await library.many([])).toEqual([])
})

test('others have their turn between the storing of papers and their indexing', async () => {
  const { library } = await open()
  const done = library.put(papers(3)).then(() => true)
  const turns: string[] = []
  do turns.push(`${(await library.many(['2608.00001'])).length} stored, ${library.size} found`)
  while (!(await Promise.race([done, pause(false)])))
  expect(turns).toContain('1 stored, 0 found')
  expect(library.size).toBe(3)
})

test('a list of which not all could be stored is not known as fetched', async () => {
  const { library } = await open()
  const many = [...papers(200), paper('2608.90001', { upvotes: 1n as never })]
  await expect(library.putList('2026-08-20', many, fetched('2026-08-21T03:00:00Z', true))).rejects.toThrow(
    'BigInt',
  )
  expect((await library.list('2026-08-20'))?.info).toEqual({ date: '2026-08-20', papers: 200, closed: false })
})

test('a list holds what was on it, most upvotes first, and stays closed', async () => {
  const { library } = await open()
  const first = [paper('2608.00001', { upvotes: 3 }), paper('2608.00002')]
  await library.putList('2026-08-20', first, fetched('2026-08-20T12:00:00Z'))
  const late = [paper('2608.00003', { upvotes: 9 })]
  await library.putList('2026-08-20', late, fetched('2026-08-21T03:00:00Z', true))
  await library.putList('2026-08-20', [], fetched('2026-08-20T18:00:00Z'))
  const list = await library.list('2026-08-20')
  expect(list?.info).toEqual({
    date: '2026-08-20',
    papers: 3,
    closed: true,
    fetchedAt: '2026-08-21T03:00:00Z',
  })
  expect(list?.papers.map(({ id }) => id)).toEqual(['2608.00003', '2608.00001', '2608.00002'])
  expect(list?.papers.every(({ listDate }) => listDate === '2026-08-20')).toBe(true)
  expect(await library.list('2026-08-19')).toBeUndefined()
})

test('when a paper was first seen on a list is kept', async () => {
  const { library, db } = await open()
  const earlier = '2026-08-20T12:00:00Z'
  await library.putList('2026-08-20', papers(2), fetched('2026-08-20T12:00:00Z'))
  await db.updateTable('list_entries').set({ first_seen_at: earlier }).execute()
  await library.putList('2026-08-20', papers(2), fetched('2026-08-20T13:00:00Z'))
  const seen = await db.selectFrom('list_entries').select('first_seen_at').distinct().execute()
  expect(seen).toEqual([{ first_seen_at: earlier }])
})

test('an empty list that was fetched is known, and lists come newest first', async () => {
  const { library } = await open()
  await library.putList('2026-08-19', [], fetched('2026-08-20T03:00:00Z', true))
  await library.putList('2026-08-21', papers(1), fetched('2026-08-21T08:00:00Z'))
  await library.put([paper('2608.00009', { origin: 'file', listDate: '2026-08-20' })])
  expect(await library.lists(2)).toEqual([
    { date: '2026-08-21', papers: 1, closed: false, fetchedAt: '2026-08-21T08:00:00Z' },
    { date: '2026-08-20', papers: 1, closed: false },
  ])
  expect(await library.lists(9)).toHaveLength(3)
})

test('files and the starter library carry lists; a single live answer does not', async () => {
  const { library } = await open()
  await library.put([
    paper('2608.00001', { origin: 'file', listDate: '2026-08-20' }),
    paper('2608.00002', { origin: 'starter', listDate: '2026-08-20' }),
    paper('2608.00003', { origin: 'huggingface', listDate: '2026-08-20' }),
  ])
  const list = await library.list('2026-08-20')
  expect(list?.papers.map(({ id }) => id)).toEqual(['2608.00002', '2608.00001'])
})

test('trending papers are those of recent lists, most upvotes first', async () => {
  const { library } = await open()
  await library.putList('2026-08-10', [paper('2608.00001', { upvotes: 99 })], fetched('2026-08-10T09:00:00Z'))
  const recent = [
    paper('2608.00002'),
    paper('2608.00003', { upvotes: 0 }),
    paper('2608.00004', { upvotes: 7 }),
  ]
  await library.putList('2026-08-20', recent, fetched('2026-08-20T09:00:00Z'))
  const trending = await library.trending('2026-08-14', 2)
  expect(trending.map(({ id }) => id)).toEqual(['2608.00004', '2608.00003'])
})

test('a card is taken over by the paper with its title, and stays known by its old id', async () => {
  const first = await open()
  const title = 'Attention is all you need'
  await first.library.putList('2026-08-20', [card(title, { comments: 4 })], fetched('2026-08-20T09:00:00Z'))
  const arrived = await first.library.put([paper('1706.03762', { title: 'Attention Is All You Need' })])
  expect(arrived).toEqual({ added: 0, changed: 1, unchanged: 0 })
  await expectTakenOver(first)
  await expectTakenOver(await reopen(first))

  async function expectTakenOver({ library }: OpenLibrary): Promise<void> {
    expect(library.size).toBe(1)
    expect(await library.get(card(title).id)).toMatchObject({ id: '1706.03762', comments: 4 })
    const list = await library.list('2026-08-20')
    expect(list?.info.papers).toBe(1)
    expect(list?.papers.map(({ id }) => id)).toEqual(['1706.03762'])
    const found = await library.find(parseQuery('attention', today).query)
    expect(found.papers.map(match => match.paper.id)).toEqual(['1706.03762'])
  }
})

test('a card that was just taken over is found as the paper that took it over', async () => {
  const { library } = await open()
  await library.put([card('Attention is all you need')])
  const { query } = parseQuery('attention', today)
  const done = library.put([paper('1706.03762', { title: 'Attention is all you need' })]).then(() => true)
  const turns: string[][] = []
  do turns.push((await library.find(query)).papers.map(found => found.paper.id))
  while (!(await Promise.race([done, pause(false)])))
  expect(turns.map(ids => ids.length)).toEqual(turns.map(() => 1))
  expect(turns.at(-1)).toEqual(['1706.03762'])
})

test('a card whose title is known merges into that paper, also when the title has changed since', async () => {
  const { library } = await open()
  await library.put([paper('1706.03762', { title: 'Attention Is All You Need' })])
  const known = card('Attention is all you need!', { comments: 4 })
  expect(await library.put([known])).toEqual({ added: 0, changed: 1, unchanged: 0 })
  expect(library.size).toBe(1)
  expect((await library.get('1706.03762'))?.comments).toBe(4)

  await library.put([card('Working title')])
  await library.put([paper('2608.00001', { title: 'Working Title' })])
  await library.put([paper('2608.00001', { title: 'Final title' })])
  await library.put([card('Working title')])
  expect(library.size).toBe(2)
})

test('a card and its paper in one batch, in any order, become one', async () => {
  const both = [card('Same title'), paper('2608.00001', { title: 'Same Title' })]
  for (const batch of [both, both.toReversed()]) {
    const { library } = await open()
    await library.putList('2026-08-20', batch, fetched('2026-08-20T09:00:00Z'))
    expect(library.size).toBe(1)
    expect((await library.list('2026-08-20'))?.papers.map(({ id }) => id)).toEqual(['2608.00001'])
  }
})

test('two papers with one title stay two', async () => {
  const { library } = await open()
  const title = 'A Survey'
  await library.put([paper('2608.00001', { title }), paper('2608.00002', { title })])
  await library.put([card(title)])
  expect(library.size).toBe(2)
})

test('only the starter is known until something else arrives', async () => {
  const first = await open()
  expect(first.library.onlyStarter).toBe(true)
  await first.library.put(papers(2, { origin: 'starter' }))
  const second = await reopen(first)
  expect(second.library.onlyStarter).toBe(true)
  await second.library.put([paper('2608.00001')])
  expect(second.library.onlyStarter).toBe(false)
  expect((await reopen(second)).library.onlyStarter).toBe(false)
})

test('a row that is damaged fails alone and can be put again', async () => {
  const { library, db, logged } = await open()
  await library.put(papers(3))
  await db.updateTable('papers').set({ record: '{' }).where('id', '=', '2608.00002').execute()
  expect(await library.get('2608.00002')).toBeUndefined()
  expect(await library.many(['2608.00001', '2608.00002', '2608.00003'])).toHaveLength(2)
  expect(logged).toContainEqual(expect.stringContaining('is damaged and was left out'))
  await library.put(papers(3))
  expect(await library.many(['2608.00001', '2608.00002', '2608.00003'])).toHaveLength(3)
})

test('a file cannot make a list of a day that has none, or that is still to come', async () => {
  const { library } = await open()
  await library.put([
    paper('2608.10001', { origin: 'file', listDate: '2031-01-01' }),
    paper('2608.10002', { origin: 'file', listDate: '2026-08-15' }),
    paper('2608.10003', { origin: 'file', listDate: '2026-08-14' }),
  ])
  expect((await library.lists(9)).map(({ date }) => date)).toEqual(['2026-08-14'])
})
