import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImportEntry } from '../../../src/library/import/format.ts'
import { limits } from '../../../src/library/import/limits.ts'
import { resultPage } from '../../../src/library/import/result-page.ts'
import type { Paper } from '../../../src/papers/paper.ts'

const head = [
  'new',
  'Get trending papers in your email inbox!',
  'Subscribe',
  'Daily Papers',
  'byAK and the research community',
  'May 14',
]
const abstractOf = (words: string) => `${words} `.repeat(Math.ceil(320 / (words.length + 1))).trim()
const page = (...paragraphs: string[]) => [...head, ...paragraphs].join('\n\n')
async function* bytesOf(text: string) {
  yield Buffer.from(text)
}
async function read(text: string, year = 2026): Promise<ImportEntry[]> {
  const entries: ImportEntry[] = []
  for await (const entry of resultPage.read(bytesOf(text), year)) entries.push(entry)
  return entries
}
const papersOf = async (text: string): Promise<Paper[]> =>
  (await read(text)).flatMap(entry => ('paper' in entry ? [entry.paper] : []))

const garden = abstractOf('We grow a garden of small networks')
const rivers = abstractOf('Rivers of tokens are routed by a gate')

test('a page is told by its head', async () => {
  expect(resultPage.recognizes(page('A garden', garden))).toBe(true)
  expect(resultPage.recognizes('Daily Papers are read by AK')).toBe(false)
  expect(resultPage.recognizes('[{"paper":{}}]')).toBe(false)
})

test('title, abstract, number of authors, date and comments are read', async () => {
  const [paper] = await papersOf(page('A garden', garden, '  • 8 authors\n·\nNov 20, 2025 5'))
  expect(paper).toEqual({
    id: expect.stringMatching(/^title:[0-9a-f]{16}$/),
    title: 'A garden',
    abstract: garden,
    authors: [],
    authorCount: 8,
    published: '2025-11-20',
    comments: 5,
    categories: [],
    origin: 'page',
  })
})

test("an organisation's handle and name may stand in the place of the number of authors", async () => {
  const [paper] = await papersOf(page('A garden', garden, 'river-lab The River Lab\n·\nOct 2, 2025'))
  expect(paper?.organization).toEqual({ handle: 'river-lab', name: 'The River Lab' })
  expect(paper?.comments).toBeUndefined()
})

test('the facts may be missing, of one paper or of all', async () => {
  const papers = await papersOf(page('A garden', garden, 'Rivers', rivers, '  • 1 authors\n·\nMar 2, 2024'))
  expect(papers.map(({ title, published }) => [title, published])).toEqual([
    ['A garden', undefined],
    ['Rivers', '2024-03-02'],
  ])
})

test('a date without a year is of the year in which the page was saved', async () => {
  const [paper] = await papersOf(page('A garden', garden, '  • 2 authors\n·\nMar 3 6'))
  expect(paper).toMatchObject({ published: '2026-03-03', comments: 6 })
})

test('it is left out when the page was saved in an earlier year than this', async () => {
  const later = page(
    'A garden',
    garden,
    '  • 2 authors\n·\nMar 3',
    'Rivers',
    rivers,
    '  • 2 authors\n·\nMar 3, 2026',
  )
  expect((await papersOf(later)).map(({ published }) => published)).toEqual([undefined, '2026-03-03'])
})

test('a paragraph that fits nowhere is reported with its line, and the rest is read', async () => {
  const entries = await read(page('Footer', 'About', 'A garden', garden, 'Jobs'), 2026)
  expect(entries.map(entry => ('paper' in entry ? entry.paper.title : entry.position))).toEqual([
    13,
    15,
    'A garden',
    21,
  ])
})

test('a day that does not exist is reported, not imported', async () => {
  const [entry] = await read(page('A garden', garden, '  • 2 authors\n·\nFeb 30, 2025'), 2026)
  expect(entry).toMatchObject({ position: 13, reason: expect.stringContaining('published') })
})

test('any text is read without an exception', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (a, b) => {
      expect(await read(page(a, garden, b))).not.toEqual([])
    }),
  )
})

test('a page without end is left out', async () => {
  const [entry] = await read(page('A garden', 'x'.repeat(limits.pageBytes)))
  expect(entry).toEqual({ position: 1, reason: expect.stringContaining('longer than') })
})
