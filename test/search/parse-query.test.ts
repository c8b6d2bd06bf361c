import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../src/search/limits.ts'
import { parseQuery, plainQuery } from '../../src/search/query/parse-query.ts'
import { today } from './papers.ts'

const parse = (text: string) => parseQuery(text, today)
const noFilters = { authors: [], organizations: [], categories: [] }

test('words, phrases in any quotes, exclusions', () => {
  const { query, complaints } = parse(
    '  kv cache "state space" “linear attention” «mamba ssm» -survey -"case study" ',
  )
  expect(query).toEqual({
    text: 'kv cache "state space" “linear attention” «mamba ssm» -survey -"case study"',
    title: 'kv cache "state space" “linear attention” «mamba ssm»',
    words: ['kv', 'cache'],
    phrases: ['state space', 'linear attention', 'mamba ssm'],
    excluded: ['survey', 'case study'],
    filters: noFilters,
  })
  expect(complaints).toEqual([])
})

test.each([
  ['author:hinton AUTHOR:"Geoffrey Hinton"', { authors: ['hinton', 'Geoffrey Hinton'] }],
  ['org:nvidia', { organizations: ['nvidia'] }],
  ['cat:cs.CL cat:cs', { categories: ['cs.CL', 'cs'] }],
  ['after:2026 before:2026-03', { after: '2026-01-01', before: '2026-03-01' }],
  ['after:2026-01-31', { after: '2026-01-31' }],
  ['after:yesterday', { after: '2026-11-20' }],
  ['upvotes:20', { minUpvotes: 20 }],
  ['upvotes:>=20', { minUpvotes: 20 }],
  ['upvotes:>20', { minUpvotes: 21 }],
  ['upvotes:5..50', { minUpvotes: 5, maxUpvotes: 50 }],
  ['upvotes:5-50', { minUpvotes: 5, maxUpvotes: 50 }],
  ['upvotes:20+', { minUpvotes: 20 }],
  ['upvotes:<10', { maxUpvotes: 9 }],
  ['upvotes:=3', { minUpvotes: 3, maxUpvotes: 3 }],
  ['Has:Code', { hasCode: true }],
])('%s', (text, filters) => {
  const { query, complaints } = parse(text)
  expect(query.filters).toEqual({ ...noFilters, ...filters })
  expect(query.words).toEqual([])
  expect(complaints).toEqual([])
})

test.each([
  ['2401.09603v2', '2401.09603'],
  ['https://arxiv.org/abs/2401.09603', '2401.09603'],
  ['https://huggingface.co/papers/2401.09603', '2401.09603'],
])('%s is a paper', (text, id) => expect(parse(text).query).toMatchObject({ id, words: [] }))

test('like: names a paper', () => {
  expect(parse('like:arXiv:2401.09603 music').query).toMatchObject({ like: '2401.09603', words: ['music'] })
})

test.each([
  ['after:2026 Genie author:"Ann Lee" of games -survey', 'Genie of games'],
  ['CAT: causal attention tuning', 'CAT: causal attention tuning'],
  ['foo:bar -"a phrase" "b phrase" upvotes:many', 'foo:bar "b phrase"'],
])('what may be a title in %s', (text, title) => expect(parse(text).query.title).toBe(title))

test('an unknown operator, and a hyphen inside a word, are plain', () => {
  expect(parse('foo:bar C-like constructor:x 3:1').query).toMatchObject({
    words: ['foo:bar', 'C-like', 'constructor:x', '3:1'],
    excluded: [],
  })
})

describe('complaints name what was wrong and an example, and the rest still runs', () => {
  test.each([
    ['author: deep', 'author: needs a name, as in author:zaharia.'],
    ['cat:12 deep', 'cat: needs an arXiv category, as in cat:cs.CL; it was "12".'],
    ['after:2026-13 deep', 'after: needs a date, as in after:2026-01 or after:2026-01-31; it was "2026-13".'],
    [
      'upvotes:many deep',
      'upvotes: needs a number, as in upvotes:20, upvotes:5..50 or upvotes:<10; it was "many".',
    ],
    [
      'upvotes:9..2 deep',
      'upvotes: needs a number, as in upvotes:20, upvotes:5..50 or upvotes:<10; it was "9..2".',
    ],
    ['has:pdf deep', 'has: knows only code, as in has:code; it was "pdf".'],
    ['like:me deep', 'like: needs the id of a paper, as in like:2401.09603; it was "me".'],
    [
      '-author:hinton deep',
      '-author:hinton was left aside: only words and phrases can be excluded, as in -survey or -"case study".',
    ],
    ['deep "', 'A quotation mark stands alone. A phrase has two, as in "state space model".'],
  ])('%s', (text, complaint) => {
    const { query, complaints } = parse(text)
    expect(complaints).toEqual([complaint])
    expect(query.words).toEqual(['deep'])
    expect(query.filters).toEqual(noFilters)
  })

  test('dates that leave nothing', () => {
    expect(parse('after:2026-05 before:2026-01').complaints[0]).toContain('No date is after:2026-05-01')
  })

  test('nothing to search for', () => {
    expect(parse('🎉 !!').complaints).toEqual(['There is no word to search for in "🎉 !!".'])
    expect(parse('🎉 org:nvidia')).toMatchObject({ complaints: [], query: { words: [] } })
  })
})

test('long queries are cut between words, and said so', () => {
  const many = Array.from({ length: 2000 }, (_, at) => `w${at}`).join(' ')
  const { query, complaints } = parse(many)
  expect(query.words).toHaveLength(limits.queryTerms)
  expect(complaints).toEqual(['Only the first 64 different words of the query were read.'])
  expect(parse('x'.repeat(10_000)).complaints).toEqual([
    'Only the first 512 characters of the query were read.',
  ])
  expect(parse('the '.repeat(2000)).query.text.length).toBeLessThanOrEqual(limits.queryCharacters)
})

test.each([
  [
    'low-rank adap-\ntation of large lan-\r\n  guage models',
    'low-rank adap-tation of large lan-guage models',
  ],
  ['lan\u00ad\nguage and mem\u00adory', 'language and memory'],
  ['pre- and post-training', 'pre- and post-training'],
  ['agents -survey', 'agents -survey'],
  ['agents - surveys', 'agents - surveys'],
  ['GPT- 4 o- Mini', 'GPT- 4 o- Mini'],
])('a word that was divided at the end of a line is one: %j', (text, read) =>
  expect(parse(text).query.text).toBe(read),
)

describe('an operator that is not known', () => {
  test.each([
    ['auhtor:Kaiming nets', 'auhtor', 'author:Kaiming', 'author:Kaiming nets'],
    ['nets authors:"Ann Lee"', 'authors', 'author:"Ann Lee"', 'nets author:"Ann Lee"'],
    ['Organisation:nvidia', 'Organisation', 'org:nvidia', 'org:nvidia'],
    ['nets since:2026-01', 'since', 'after:2026-01', 'nets after:2026-01'],
    ['by:"Ann Lee"', 'by', 'author:"Ann Lee"', 'author:"Ann Lee"'],
    ['au:lee nets', 'au', 'author:lee', 'author:lee nets'],
    ['title:mamba nets', 'title', 'mamba', 'mamba nets'],
    ['abs:"state space"', 'abs', '"state space"', '"state space"'],
    ['nets year:2024', 'year', 'after:2024 before:2025', 'nets after:2024 before:2025'],
    ['date:2025-12', 'date', 'after:2025-12 before:2026-01', 'after:2025-12 before:2026-01'],
    ['nets category:cs.CL -upvote:5 upvote:5', 'upvote', 'upvotes:5', 'nets cat:cs.CL -upvote:5 upvotes:5'],
  ])('%s', (text, name, condition, meant) => {
    const parsed = parse(text)
    expect(parsed.meant).toBe(meant)
    expect(parsed.complaints.at(-1)).toBe(`I don't know ${name}:. Try ${condition}.`)
  })

  test.each([
    'LIME: less is more',
    'aftr:soon',
    'https://example.org/org',
    '-auhtor:Kaiming',
    'as:is',
    'year:soon',
    'since:ever',
    'by: Ann',
    'author:lee',
    'xcat:cs.CL:cs.LG',
    'auhtor:""',
  ])('%s is no slip', text => {
    const { complaints, meant } = parse(text)
    expect([complaints, meant]).toEqual([[], undefined])
  })
})

test('plain queries have words only', () => {
  const { words, phrases, excluded, filters } = plainQuery(
    'author: "Prieve" -or C-like after:2026 2401.09603',
  )
  expect(words).toEqual(['author:', '"Prieve"', '-or', 'C-like', 'after:2026', '2401.09603'])
  expect({ phrases, excluded, filters }).toEqual({ phrases: [], excluded: [], filters: noFilters })
})

test('a plain query may be an abstract', () => {
  const words = Array.from({ length: 400 }, (_, at) => `w${at}`)
  expect(plainQuery(words.slice(0, 200).join(' ')).words).toHaveLength(200)
  expect(plainQuery(words.join(' ')).words).toHaveLength(limits.plainQuery.queryTerms)
})

const operator = fc.constantFrom(
  'author:',
  'ORG:',
  'cat:',
  '-after:',
  'before:',
  'upvotes:',
  'has:',
  'like:',
  '-',
  '"',
  '„',
)
const typed = fc.array(
  fc.oneof(operator, fc.string({ unit: 'binary' }), fc.constantFrom("' OR 1=1 --", '(a+)+$', '.*')),
)

test('whatever is typed is read: sentences for complaints, sizes within the limits', () => {
  fc.assert(
    fc.property(typed, pieces => {
      const { query, complaints } = parse(pieces.join(''))
      expect(query.text.length).toBeLessThanOrEqual(limits.queryCharacters)
      for (const complaint of complaints) expect(complaint).toMatch(/\.$/)
    }),
  )
})
