import { expect, test } from 'vitest'
import { imported, line } from './files.ts'

test('every field of a Daily Papers record is read', async () => {
  const record = {
    id: '2608.00001v2',
    title: 'Gradients\n  of  things',
    abstract: 'Of gradients.',
    authors: ['Ada Lovelace', 'Alan Turing'],
    publishedAt: '2026-08-19T00:00:00.000Z',
    dailyDate: '2026-08-20',
    upvotes: 12,
    comments: 3,
    organization: { name: 'acme-lab', fullname: 'Acme Lab' },
    submittedBy: 'ada',
    aiSummary: 'In short.',
    aiKeywords: ['gradients'],
    githubRepo: 'https://github.com/acme/gradients',
    githubStars: 40,
    projectPage: 'https://acme.example/gradients',
    thumbnail: 'https://cdn.example/2608.00001.png',
    categories: ['cs.LG', 'cs.CL'],
    sources: ['A'],
  }
  const { result, opened } = await imported(JSON.stringify(record))
  expect(result).toMatchObject({ format: 'JSON Lines', read: 1, added: 1, rejectedCount: 0 })
  expect(await opened.library.get('2608.00001')).toEqual({
    id: '2608.00001',
    title: 'Gradients of things',
    abstract: 'Of gradients.',
    authors: ['Ada Lovelace', 'Alan Turing'],
    organization: { handle: 'acme-lab', name: 'Acme Lab' },
    published: '2026-08-19',
    listDate: '2026-08-20',
    upvotes: 12,
    comments: 3,
    submitter: 'ada',
    summary: { text: 'In short.', by: 'huggingface' },
    keywords: { terms: ['gradients'], by: 'huggingface' },
    code: { url: 'https://github.com/acme/gradients', stars: 40 },
    projectPage: 'https://acme.example/gradients',
    thumbnail: 'https://cdn.example/2608.00001.png',
    categories: ['cs.LG', 'cs.CL'],
    origin: 'file',
  })
  expect((await opened.library.list('2026-08-20'))?.info).toEqual({
    date: '2026-08-20',
    papers: 1,
    closed: false,
  })
})

test('an arXiv record is read', async () => {
  const { opened } = await imported(
    line(1, { categories: ['q-bio.NC', 'cs.AI'], publishedAt: '2016-10-01', dateSource: 'id-month' }),
  )
  expect(await opened.library.get('2608.00001')).toMatchObject({
    published: '2016-10-01',
    categories: ['q-bio.NC', 'cs.AI'],
  })
})

test('what is null is unknown, and a bad field costs no paper', async () => {
  const bad = {
    dailyDate: null,
    upvotes: -1,
    comments: 'many',
    authors: [7, '', 'Ada Lovelace'],
    githubRepo: 'https://github.com/acme/gradients',
    githubStars: -1,
    projectPage: 'soon',
    thumbnail: 'javascript:alert(1)',
    publishedAt: '2026-02-30',
    organization: 'Acme',
    aiKeywords: 'gradients',
    categories: ['cs.LG', 5],
  }
  const { result, opened } = await imported(line(1, bad))
  expect(result).toMatchObject({ read: 1, rejectedCount: 0 })
  expect(await opened.library.get('2608.00001')).toEqual({
    id: '2608.00001',
    title: 'Gradient study number 1',
    abstract: 'Of gradients.',
    authors: ['Ada Lovelace'],
    code: { url: 'https://github.com/acme/gradients' },
    categories: ['cs.LG'],
    origin: 'file',
  })
})

test('a paper without an id or a title is rejected with its line, the rest imported', async () => {
  const content = [
    line(1),
    line(2, { id: undefined }),
    '',
    line(3, { title: ' ' }),
    line(4, { id: 'readme' }),
    '[1]',
    '{"id":',
    line(5),
  ]
  const { result } = await imported(content.join('\r\n'))
  expect(result).toMatchObject({ read: 2, added: 2, rejectedCount: 5 })
  expect(result.rejected.map(({ position }) => position)).toEqual([2, 4, 5, 6, 7])
  expect(result.rejected[2]?.reason).toContain('"readme"')
  expect(result.rejected[3]?.reason).toContain('not a JSON object')
  expect(result.rejected[4]?.reason).toContain('not JSON')
})

/** An entry of `/api/daily_papers`, in its true shape. */
const entry = (number: number) => ({
  paper: {
    id: `2608.${String(number).padStart(5, '0')}`,
    authors: [{ _id: 'a', name: 'Ada Lovelace', hidden: false }],
    publishedAt: '2026-08-19T00:00:00.000Z',
    submittedOnDailyAt: '2026-08-20T00:00:00.000Z',
    title: `Study ${number} of "brackets", ]}[{ and \\`,
    summary: 'Of gradients.',
    upvotes: 3,
  },
  publishedAt: '2026-08-18T20:00:00.000Z',
  title: `Study ${number} of "brackets", ]}[{ and \\`,
  summary: 'Of gradients.',
  thumbnail: 'https://cdn.example/thumbnail.png',
  numComments: 2,
  submittedBy: { name: 'ada', fullname: 'Ada' },
  isAuthorParticipating: false,
})

test.each([0, 2])('an answer of Hugging Face is read (indented by %i)', async indent => {
  const content = JSON.stringify([entry(1), { paper: {} }, entry(2)], null, indent)
  const { result, opened } = await imported(content)
  expect(result).toMatchObject({ read: 2, added: 2, counts: 'entry', rejectedCount: 1 })
  expect(result.rejected[0]?.position).toBe(2)
  expect(await opened.library.get('2608.00002')).toMatchObject({
    title: 'Study 2 of "brackets", ]}[{ and \\',
    listDate: '2026-08-20',
    origin: 'file',
  })
})

test('an empty answer is a file without papers', async () => {
  expect((await imported('[]\n')).result).toMatchObject({ read: 0, rejectedCount: 0 })
})

test.each([
  ['prose', 'oops'],
  ['an array', '[1, 2]'],
  ['a number', '7'],
])('a first line that is %s is one bad record, not another format', async (_what, first) => {
  const { result } = await imported(`${first}\n${line(1)}\n${line(2)}\n`)
  expect(result).toMatchObject({ format: 'JSON Lines', read: 2, rejectedCount: 1 })
  expect(result.rejected[0]).toMatchObject({ position: 1 })
})

test('a first entry that is none is one bad entry of an array', async () => {
  const { result } = await imported(
    `[null, ${JSON.stringify({ paper: { id: '2608.00001', title: 'One' } })}]`,
  )
  expect(result).toMatchObject({ counts: 'entry', read: 1, rejectedCount: 1 })
})
