/** Search over the recorded Daily Papers. Needs PAPERBOY_REAL_DATA. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { createEngine, openEngine } from '../../src/search/engine.ts'
import { parseQuery, plainQuery } from '../../src/search/query/parse-query.ts'
import { learnFrom, readModel } from '../../src/search/semantic/file.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { stopWords } from '../../src/search/language/stopwords.ts'
import { passageFinder } from '../../src/search/passage.ts'
import { bytesOf, fileOf, find, paper, today } from '../search/papers.ts'
import { realData } from './folder.ts'

const graphemes = new Intl.Segmenter('en')
const engine = createEngine()
let papers: Paper[] = []

beforeAll(() => {
  const file = gunzipSync(readFileSync(join(realData, 'hf_daily.jsonl.gz')))
  papers = file
    .toString()
    .trim()
    .split('\n')
    .map(line => {
      const { id, title, abstract, authors, categories, organization } = JSON.parse(line)
      const named = organization && {
        handle: organization.name,
        name: organization.fullname ?? organization.name,
      }
      return paper(id, title, abstract, {
        authors,
        categories: categories ?? [],
        ...(named && { organization: named }),
      })
    })
  engine.add(papers)
})

test('papers are found first by their id and by their title', () => {
  const some = papers.filter((_, at) => at % 4 === 0)
  const missed = some.filter(({ id, title }) => {
    const { matches } = engine.search(plainQuery(title), { limit: 3 })
    return find(engine, id)[0] !== id || !matches.some(match => match.id === id)
  })
  expect(missed.map(({ id, title }) => `${id} ${title}`)).toEqual([])
})

test('slips of the keyboard are read', () => {
  expect(engine.search(parseQuery('difusion modles', today).query).corrections).toEqual([
    { typed: 'difusion', read: 'diffusion' },
    { typed: 'modles', read: 'models' },
  ])
})

test('passages of real abstracts are short and mark the words', () => {
  const { query } = parseQuery('reinforcement learning reward', today)
  const known = new Map(papers.map(one => [one.id, one]))
  const { matches } = engine.search(query, { limit: 300 })
  const passages = matches.map(({ id }) => ({
    passage: passageFinder(query)(known.get(id)!),
    abstract: known.get(id)!.abstract,
  }))
  const unmarked = passages.filter(({ passage }) => !passage.some(({ matched }) => matched))
  expect(unmarked.filter(({ abstract }) => /\b(reward|reinforcement|learning)s?\b/i.test(abstract))).toEqual(
    [],
  )
  const lengths = passages.map(
    ({ passage }) => [...graphemes.segment(passage.map(run => run.text).join(''))].length,
  )
  expect(Math.max(...lengths)).toBeLessThanOrEqual(120)
})

test('people and organisations', () => {
  const { id, authors } = papers[0]!
  expect(find(engine, `author:"${authors[0]}"`, { limit: 50 })).toContain(id)
  expect(engine.search(parseQuery('org:nvidia', today).query).total).toBeGreaterThan(50)
  expect(engine.completeOrganization('nvid', 3)[0]).toMatch(/nvidia/i)
})

test('the saved index finds the same', () => {
  const opened = openEngine(fileOf(bytesOf(engine.save('real'))))
  const query = plainQuery('sparse attention for long context')
  expect(opened.engine.search(query, { limit: 100 })).toEqual(engine.search(query, { limit: 100 }))
})

test('a query of any kind takes less than 100 ms', () => {
  engine.useModel(
    readModel(fileOf(bytesOf(learnFrom(fileOf(bytesOf(engine.save(''))), seededRandom(1))!))).model,
  )
  const words = papers.slice(0, 40).flatMap(({ abstract }) => abstract.split(/\s+/))
  const queries = [
    words.slice(0, 2000).join(' '),
    words.slice(0, 64).join(' '),
    'a'.repeat(2000),
    'a '.repeat(2000),
    [...stopWords].join(' '),
    'model data learning language large method results training performance tasks',
    'mdoel dtaa laerning lanugage lrage mehtod reuslts trainnig perfomance taksk',
    words
      .slice(0, 30)
      .map(word => `"${word}"`)
      .join(' '),
    'like:2405.21060',
    `${'x-'.repeat(250)}x`,
    '机器'.repeat(200),
  ]
  for (const typed of queries) {
    const { query } = parseQuery(typed, today)
    engine.search(query)
    const start = performance.now()
    engine.search(query)
    expect([typed.slice(0, 40), performance.now() - start < 100]).toEqual([typed.slice(0, 40), true])
  }
})
