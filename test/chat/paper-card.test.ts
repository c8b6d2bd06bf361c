import { describe, expect, test } from 'vitest'
import { paperCard, paperItem, passageText } from '../../src/chat/paper-card.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import { plainText } from '../../src/chat/rich-text.ts'
import { type Paper, paperSchema } from '../../src/papers/paper.ts'

const bare = paperSchema.parse({
  id: '2605.12345',
  title: 'Scaling $\\alpha$ Caches',
  abstract: '',
  authors: [],
  categories: [],
  origin: 'huggingface',
})
const full: Paper = {
  ...bare,
  abstract: 'We reach $10^{-3}$.',
  authors: ['Ada A.', 'Bo B.'],
  organization: { name: 'The University of Hong Kong' },
  published: '2026-05-19',
  upvotes: 32,
  comments: 2,
  summary: { text: 'It scales.', by: 'huggingface' },
  code: { url: 'https://github.com/x/y', stars: 5 },
  projectPage: 'https://x.example.org',
  thumbnail: 'https://cdn.example.org/1.png',
  models: 3,
  datasets: 1,
}
const item = (paper: Paper, more: Partial<Parameters<typeof paperItem>[0]> = {}) =>
  paperItem({ paper, number: 1, buttons: [], ...more })
const facts = (...given: Parameters<typeof item>): string => plainText(item(...given).lines[0] ?? [])
const card = (paper: Paper): string =>
  flatten({ summary: '', visibility: 'private', blocks: paperCard({ paper, buttons: [] }) })

describe('a paper in a list', () => {
  test('shows its facts in one line', () => {
    expect(item(full)).toMatchObject({
      title: 'Scaling α Caches',
      url: 'https://huggingface.co/papers/2605.12345',
    })
    expect(facts(full)).toBe(
      'The University of Hong Kong · 19 May 2026 · 32 upvotes · 2 comments · code 5 stars',
    )
  })

  test('counts the authors where no organisation is known', () => {
    const { organization: _, ...alone } = full
    expect(facts({ ...alone, authors: ['Ada A.'] })).toMatch(/^1 author · 19 May 2026 · 32 upvotes/)
    expect(facts({ ...alone, authors: [], authorCount: 15, published: '2025-05-19' })).toMatch(
      /^15 authors · 19 May 2025/,
    )
  })

  test('leaves out what is not known, and shows no zeros', () => {
    expect(item(bare).lines).toEqual([])
    expect(
      facts({ ...bare, listDate: '2026-08-20', upvotes: 0, comments: 0, code: { url: 'https://x.org' } }),
    ).toBe('20 Aug 2026 · code')
  })

  test('takes the passage', () => {
    const passage = passageText([
      { text: 'norms in the ', matched: false },
      { text: 'KV', matched: true },
      { text: ' ', matched: false },
      { text: 'cache', matched: true },
      { text: '-', matched: false },
      { text: 'size', matched: true },
    ])
    expect(item(bare, { passage }).lines).toEqual([
      ['norms in the ', { mark: 'KV cache' }, '-', { mark: 'size' }],
    ])
  })
})

test('a title and a name without end are cut', () => {
  const { title } = item({ ...full, title: 'long '.repeat(20_000) })
  expect(facts({ ...full, organization: { name: 'long '.repeat(20_000) } })).toMatch(
    /^(?:long ){17}long… · 19/,
  )
  expect(title).toHaveLength(300)
  expect(title.endsWith('…')).toBe(true)
})

describe('a card', () => {
  test('shows title, figure, facts, summary and links', () => {
    expect(card(full)).toBe(
      [
        'Scaling α Caches (https://huggingface.co/papers/2605.12345)',
        'Figure preview of Scaling α Caches',
        'The University of Hong Kong · 2 authors · 19 May 2026 · 2605.12345 · 32 upvotes · 2 comments',
        'Summary (Hugging Face AI): It scales.',
        'Hugging Face (https://huggingface.co/papers/2605.12345) · arXiv (https://arxiv.org/abs/2605.12345) · PDF (https://arxiv.org/pdf/2605.12345) · project (https://x.example.org) · code (https://github.com/x/y) 5 stars · 3 models · 1 dataset',
      ].join('\n'),
    )
  })

  test('shows the abstract where there is no summary, and says who wrote a description', () => {
    const { summary: _, ...plain } = full
    expect(card(plain)).toContain('Abstract: We reach 10⁻³.')
    expect(card({ ...plain, origin: 'starter' })).toContain('Description (Paperboy): We reach 10⁻³.')
  })

  test('of a paper known by its title alone has no id and no arXiv links', () => {
    const text = card({ ...bare, id: 'title:0123456789abcdef' })
    expect(text).not.toMatch(/title:|arXiv|PDF|Abstract|Summary/)
    expect(text).toContain('Hugging Face (https://huggingface.co/papers?q=')
  })
})
