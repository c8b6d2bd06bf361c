/** Topics over the recorded Daily Papers. Needs PAPERBOY_REAL_DATA. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { analyze, rootOf, stemOf } from '../../src/search/language/analysis.ts'
import { createEngine } from '../../src/search/engine.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { compileTopic, matches, type Topic } from '../../src/search/topics/topic.ts'
import { paper, today } from '../search/papers.ts'
import { realData } from './folder.ts'

let papers: Paper[] = []
/** Keywords are no matter of the index. */
let withoutKeywords: Paper[] = []
const engine = createEngine()
const topicOf = (typed: string): Topic => compileTopic(parseQuery(typed, today).query)
const isOn = (topic: Topic, one: Paper): boolean => matches(topic, new ReadPaper(one)).matched

beforeAll(() => {
  const file = gunzipSync(readFileSync(join(realData, 'hf_daily.jsonl.gz')))
  papers = file
    .toString()
    .trim()
    .split('\n')
    .map(line => toPaper(JSON.parse(line)))
  withoutKeywords = papers.map(({ keywords: _keywords, ...one }) => one)
  engine.add(withoutKeywords)
})

// biome-ignore format: one field per line says nothing more
interface Line { id: string; title: string; abstract: string; authors: string[]; categories?: string[]; upvotes?: number; publishedAt?: string; dailyDate?: string; aiKeywords?: string[]; githubRepo?: string; organization?: { name: string; fullname?: string } }

function toPaper(line: Line): Paper {
  const { organization, aiKeywords, githubRepo, dailyDate, publishedAt } = line
  return paper(line.id, line.title, line.abstract, {
    authors: line.authors,
    categories: line.categories ?? [],
    upvotes: line.upvotes ?? 0,
    ...(publishedAt && { published: publishedAt.slice(0, 10) }),
    ...(dailyDate && { listDate: dailyDate }),
    ...(organization && {
      organization: { handle: organization.name, name: organization.fullname ?? organization.name },
    }),
    ...(aiKeywords?.length && { keywords: { terms: aiKeywords, by: 'huggingface' as const } }),
    ...(githubRepo && { code: { url: githubRepo } }),
  })
}

test.each([
  'agent',
  'reasoning',
  'quantization',
  'speculative decoding',
  '"speculative decoding"',
  '"multi-agent"',
  '"text-to-image"',
  'diffusion video -survey',
  'mixture of experts',
  '"large language model" safety -benchmark',
  'author:kaiming',
  'org:nvidia robotics',
  'cat:cs.CL retrieval upvotes:20 has:code',
  'retrieval augmented generation after:2026 before:2026-06',
])('%s is on the papers that a search finds with every word', typed => {
  const { query } = parseQuery(typed, today)
  const { withEvery, matches: hits } = engine.search(query, { exact: true, sort: 'newest', limit: 20_000 })
  expect(withEvery).toBeGreaterThan(0)
  const on = withoutKeywords.filter(one => isOn(topicOf(typed), one)).map(({ id }) => id)
  expect(on.sort()).toEqual(hits.map(({ id }) => id).sort())
})

test.each([
  ['agent', 0.3, 0.4],
  ['reasoning', 0.27, 0.37],
  ['quantization', 0.01, 0.02],
  ['speculative decoding', 0.005, 0.012],
])('%s is on a share of the lists of 2026 between %d and %d', (typed, least, most) => {
  const listed = papers.filter(({ listDate = '' }) => listDate >= '2026')
  const share = listed.filter(one => isOn(topicOf(typed), one)).length / listed.length
  expect(share).toBeGreaterThan(least)
  expect(share).toBeLessThan(most)
})

const idsOn = (typed: string): string[] => papers.filter(one => isOn(topicOf(typed), one)).map(({ id }) => id)

test('what is written open, hyphenated or in one is found alike', () => {
  expect(idsOn('multiagent')).toEqual(idsOn('multi-agent'))
  expect(idsOn('"multi agent"')).toEqual(idsOn('multi-agent'))
  expect(idsOn('finetuning').length).toBeGreaterThan(2000)
})

test.each([
  ['RAG', 'retrieval-augmented generation', 1.4],
  ['LoRA', 'low-rank adaptation', 1.2],
  ['KV cache', 'key-value', 1.2],
  ['low-rank adaptation', 'low-rank adaptation', 3],
  ['retrieval augmented generation', 'retrieval-augmented generation', 1.3],
  ['PPO', 'proximal policy optimization', 1.2],
  ['SSL', 'self-supervised learning', 3],
])('%s is its long or its short form too, and no flood', (typed, long, most) => {
  const { query } = parseQuery(typed, today)
  const acronyms = engine.acronymsIn(query)
  expect(acronyms.map(one => one.long)).toEqual([long])
  const before = idsOn(typed)
  const after = papers.filter(one => isOn(compileTopic(query, acronyms), one)).map(({ id }) => id)
  expect(after).toEqual(expect.arrayContaining(before))
  expect(after.length / before.length).toBeGreaterThan(1.04)
  expect(after.length / before.length).toBeLessThan(most)
})

test('every passage shows what was found', () => {
  for (const one of papers.slice(0, 3000)) {
    const read = new ReadPaper(one)
    const match = matches(topicOf('"language model" training'), read)
    if (!match.matched) continue
    for (const found of match.found)
      expect(
        read.passage(found).some(({ matched }) => matched),
        `${one.id} ${found.text}`,
      ).toBe(true)
  }
})

test('every word begins with the root of its stem', () => {
  const known = papers.flatMap(({ abstract }) =>
    analyze(abstract).flatMap(({ words }) => words.map(({ text }) => text)),
  )
  expect([...new Set(known)].filter(one => !one.startsWith(rootOf(stemOf(one))))).toEqual([])
})
