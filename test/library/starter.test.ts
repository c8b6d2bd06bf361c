import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Paper, paperSchema } from '../../src/papers/paper.ts'

const text = readFileSync(new URL('../../src/library/starter.json', import.meta.url), 'utf8')
const papers = JSON.parse(text) as Paper[]

const idsWhere = (broken: (paper: Paper) => boolean) => papers.filter(broken).map(paper => paper.id)
const place = ({ listDate = '', id }: Paper) => ({ listDate, id })

test('holds 100 different papers of origin starter, each of them a valid record', () => {
  expect(paperSchema.strict().array().length(100).parse(papers)).toEqual(papers)
  expect(new Set(papers.map(paper => paper.id)).size).toBe(100)
  expect(idsWhere(paper => paper.origin !== 'starter')).toEqual([])
})

test('names every paper by its arXiv id, title and authors', () => {
  expect(idsWhere(({ id }) => !/^\d{4}\.\d{5}$/.test(id))).toEqual([])
  expect(idsWhere(({ title }) => title.trim() !== title || title === '')).toEqual([])
  expect(idsWhere(({ authors }) => authors.length === 0)).toEqual([])
})

test('carries no text, picture or handle that belongs to somebody else', () => {
  const left = ['summary', 'keywords', 'thumbnail', 'submitter'] as const
  expect(idsWhere(paper => left.some(key => key in paper))).toEqual([])
})

test('describes every paper in its own words: plain text of 60 to 300 characters', () => {
  expect(idsWhere(({ abstract }) => abstract.length < 60 || abstract.length > 300)).toEqual([])
  expect(idsWhere(({ abstract }) => !/^[^\\$\n]+[.?]$/.test(abstract))).toEqual([])
  expect(new Set(papers.map(paper => paper.abstract)).size).toBe(100)
})

test('has four lists of at least ten papers', () => {
  const perDate = Map.groupBy(papers, paper => paper.listDate)
  const lists = [...perDate].filter(([date, list]) => date !== undefined && list.length >= 10)
  expect(lists.map(([date, list]) => [date, list.length])).toEqual([
    ['2026-08-21', 17],
    ['2026-08-20', 14],
    ['2026-08-19', 25],
    ['2026-08-17', 23],
  ])
})

test.each(['2023', '2024', '2025', '2026'])('has papers of %s', year => {
  expect(papers.filter(paper => paper.published?.startsWith(year)).length).toBeGreaterThanOrEqual(4)
})

test('is in order, newest list first and then by id, one paper to a line', () => {
  const ordered = papers
    .map(place)
    .sort((a, b) => b.listDate.localeCompare(a.listDate) || a.id.localeCompare(b.id))
  expect(papers.map(place)).toEqual(ordered)
  expect(text).toBe(`[\n${papers.map(paper => JSON.stringify(paper)).join(',\n')}\n]\n`)
})

test.each(['low-rank adaptation', 'quantization', 'diffusion', 'agent', 'retrieval', 'speech', 'robot'])(
  'holds at least two papers on %s',
  topic => {
    expect(
      papers.filter(paper => paper.abstract.toLowerCase().includes(topic)).length,
    ).toBeGreaterThanOrEqual(2)
  },
)
