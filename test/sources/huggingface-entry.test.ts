import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { paperSchema } from '../../src/papers/paper.ts'
import { paperFromEntry, paperFromPage } from '../../src/sources/huggingface-entry.ts'
import { barePaper, entry, oldEntry } from '../fakes/hugging-face.ts'

const paperOf = (value: unknown) => {
  const result = paperFromEntry(value)
  if ('reason' in result) throw new Error(result.reason)
  return result.paper
}

test('an entry of 2026 becomes a paper with all it says', () => {
  expect(paperOf(entry('2608.10001v2'))).toEqual({
    id: '2608.10001',
    title: 'Paper 2608.10001v2 on $\\alpha$-things',
    abstract: 'An abstract with <tags>, \\textbf{bold} and a link https://example.org/2608.10001v2}.',
    authors: ['Grace Example', 'Zoë Muster'],
    organization: { handle: 'example-lab', name: 'The Example Lab' },
    published: '2026-08-17',
    listDate: '2026-08-20',
    upvotes: 12,
    comments: 3,
    submitter: 'grace',
    summary: { text: 'It does things.', by: 'huggingface' },
    keywords: { terms: ['things', 'alpha'], by: 'huggingface' },
    code: { url: 'https://github.com/example/code', stars: 152 },
    projectPage: 'https://example.org/project',
    thumbnail: 'https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/2608.10001v2.png',
    categories: [],
    origin: 'huggingface',
  })
})

test('an entry of 2024 has little, and no empty fields', () => {
  expect(paperOf(oldEntry('2405.21060'))).toStrictEqual({
    id: '2405.21060',
    title: 'Old 2405.21060',
    abstract: '',
    authors: [],
    published: '2024-05-31',
    upvotes: 0,
    comments: 0,
    categories: [],
    origin: 'huggingface',
  })
})

test('the bare paper of a page is the same, without what stands around it', () => {
  const page = paperFromPage(barePaper('2608.10001'))
  expect(page).toMatchObject({
    paper: { submitter: 'grace', organization: { handle: 'example-lab' }, upvotes: 12 },
  })
  expect(page).not.toHaveProperty('paper.comments')
})

test('title, abstract and organisation may stand outside the paper', () => {
  const { title, summary, organization, ...paper } = barePaper('2608.10001')
  expect(paperOf({ paper, title, summary, organization })).toMatchObject({
    title: 'Paper 2608.10001 on $\\alpha$-things',
    abstract: expect.stringContaining('An abstract'),
    organization: { name: 'The Example Lab' },
  })
})

describe('a bad optional field is dropped, not the paper', () => {
  test.each([
    ['thumbnail', { thumbnail: '/thumbnails/1.png' }, {}],
    ['comments', { numComments: -1 }, {}],
    ['submitter', { submittedBy: null }, { submittedOnDailyBy: 'grace' }],
    ['upvotes', {}, { upvotes: 1.5 }],
    ['published', {}, { publishedAt: 'yesterday' }],
    ['listDate', {}, { submittedOnDailyAt: '2026-02-30T00:00:00.000Z' }],
    ['code', {}, { githubRepo: 'javascript:alert(1)' }],
    ['projectPage', {}, { projectPage: 'example.org' }],
    ['summary', {}, { ai_summary: '  ' }],
    ['keywords', {}, { ai_keywords: [1, ''] }],
    ['organization', { organization: undefined }, { organization: { name: 7 } }],
  ])('%s', (field, around, inside) => {
    const paper = paperOf({ ...entry('2608.10001', inside), ...around })
    expect(paper).not.toHaveProperty(field)
    expect(paper.title).toContain('Paper')
  })

  test('one bad author costs one author', () => {
    const authors = [
      { name: 'A' },
      { name: 5 },
      null,
      { name: '' },
      { name: 'B', hidden: 'yes' },
      { name: 'C' },
    ]
    expect(paperOf(entry('2608.10001', { authors })).authors).toEqual(['A', 'C'])
  })
})

test.each([
  [undefined, 'entry'],
  [[], 'entry'],
  [{}, 'paper'],
  [entry('cs'), '"cs" is no arXiv id'],
  [entry('title:0123456789abcdef'), 'no arXiv id'],
  [entry('2608.10001', { title: ' \n' }), 'title'],
])('%j is no paper, and the reason says why', (value, reason) => {
  expect(paperFromEntry(value)).toEqual({ reason: expect.stringContaining(reason) })
})

test('whatever comes, the answer is a paper in order or a reason', () => {
  const fields = fc.record(
    Object.fromEntries(Object.keys(barePaper('1')).map(name => [name, fc.oneof(fc.anything(), fc.string())])),
    { requiredKeys: [] },
  )
  const something = fc.oneof(
    fc.anything(),
    fc.record({ paper: fields, thumbnail: fc.anything(), numComments: fc.anything() }),
    fields.map(given => entry('2608.10001', { ...given, id: '2608.10001', title: 'A title' })),
  )
  fc.assert(
    fc.property(something, value => {
      const result = paperFromEntry(value)
      const inOrder =
        'paper' in result
          ? isDeepStrictEqual(paperSchema.parse(result.paper), result.paper)
          : result.reason !== ''
      expect(inOrder).toBe(true)
    }),
  )
})
