import { setImmediate as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { card, open, paper, papers } from './fixture.ts'

const query = (text: string) => parseQuery(text, '2026-08-21').query

test('a paper is found with its reasons and the passage that answers', async () => {
  const { library } = await open()
  await library.put([
    ...papers(30),
    paper('2608.09999', { title: 'Small models', abstract: 'We study quantization of weights.' }),
  ])
  const found = await library.find(query('quantization'))
  expect(found.total).toBe(1)
  const [match] = found.papers
  expect(match?.paper.id).toBe('2608.09999')
  expect(match?.score).toBeGreaterThan(0)
  expect(match?.reasons.length).toBeGreaterThan(0)
  expect(match?.passage.filter(run => run.matched).map(run => run.text)).toEqual(['quantization'])
})

test('pages follow each other without gaps', async () => {
  const { library } = await open()
  await library.put(papers(25))
  const page = async (offset: number) => {
    const { total, papers: found } = await library.find(query('gradient'), { limit: 10, offset })
    return { total, ids: found.map(match => match.paper.id) }
  }
  const pages = await Promise.all([page(0), page(10), page(20)])
  expect(pages.map(({ total }) => total)).toEqual([25, 25, 25])
  expect(new Set(pages.flatMap(({ ids }) => ids)).size).toBe(25)
})

test('what is put is found at once and stays found, however the index is merged meanwhile', async () => {
  const { library } = await open()
  const all = papers(240)
  const find = () => library.find(query('gradient'), { limit: 5, passages: 0 })
  for (let from = 0; from < all.length; from += 6) {
    await library.put(all.slice(from, from + 6))
    const found = await find()
    expect(found.total).toBe(from + 6)
    await pause()
    expect(await find()).toEqual(found)
  }
})

test('searches are answered while papers are being added', async () => {
  const { library } = await open()
  await library.put(papers(10))
  const state = { adding: true }
  const added = library.put(papers(1500)).finally(() => (state.adding = false))
  let answered = 0
  while (state.adding) {
    const { total } = await library.find(query('gradient'))
    expect(total).toBeGreaterThanOrEqual(10)
    answered += 1
    await pause()
  }
  await added
  expect(answered).toBeGreaterThan(3)
  expect((await library.find(query('gradient'))).total).toBe(1500)
})

test('what two callers put at once is all there', async () => {
  const { library } = await open()
  const all = papers(900)
  await Promise.all([
    library.put(all.slice(0, 500)),
    library.put(all.slice(400)),
    library.put(all.slice(200, 700)),
  ])
  expect(library.size).toBe(900)
  expect((await library.many(all.map(({ id }) => id))).length).toBe(900)
})

test('papers like a card are found once a paper took it over', async () => {
  const { library } = await open()
  const title = 'Diffusion for images'
  await library.put([card(title), ...papers(20), paper('2608.07777', { title: 'Diffusion for videos' })])
  await library.put([paper('2608.08888', { title })])
  const similar = await library.find({ ...query('x'), words: [], like: card(title).id })
  expect(similar.papers.map(match => match.paper.id)).toContain('2608.07777')
})

test('titles, ids and organisations are completed', async () => {
  const { library } = await open()
  await library.put([
    paper('2608.00001', { title: 'Mixture of experts', organization: { name: 'Nomic AI' } }),
  ])
  expect(library.completePaper('mixt', 5)).toEqual([{ id: '2608.00001', title: 'Mixture of experts' }])
  expect(library.completeOrganization('nom', 5)).toEqual(['Nomic AI'])
})
