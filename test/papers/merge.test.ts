import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergePapers } from '../../src/papers/merge.ts'
import { origins, paperSchema } from '../../src/papers/paper.ts'
import type { Paper } from '../../src/papers/paper.ts'

const paper = (facts: Partial<Paper> = {}): Paper => ({
  id: '2306.00978',
  title: 'AWQ',
  abstract: 'Weights are quantized.',
  authors: ['Ji Lin'],
  categories: ['cs.CL'],
  origin: 'huggingface',
  ...facts,
})

/** As JSON has them. */
const record = <T>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record(fields, { noNullPrototype: true })
const word = fc.constantFrom('one', 'two', 'three')
const words = fc.array(word, { maxLength: 2 })
const url = word.map(name => `https://example.org/${name}`)
const date = fc.constantFrom('2024-05-01', '2025-06-02', '2026-07-03')
const by = fc.constant('huggingface' as const)
const papers: fc.Arbitrary<Paper> = fc.record(
  {
    id: fc.constantFrom('2306.00978', 'title:0123456789abcdef'),
    title: word,
    abstract: fc.oneof(word, fc.constant('')),
    authors: words,
    categories: words,
    origin: fc.constantFrom(...origins),
    authorCount: fc.nat(9),
    organization: fc.oneof(record({ name: word }), record({ name: word, handle: word })),
    published: date,
    listDate: date,
    upvotes: fc.nat(9),
    summary: record({ text: word, by }),
    keywords: record({ terms: words, by }),
    code: fc.oneof(record({ url }), record({ url, stars: fc.nat(9) })),
    thumbnail: url,
    models: fc.nat(9),
  },
  { noNullPrototype: true, requiredKeys: ['id', 'title', 'abstract', 'authors', 'categories', 'origin'] },
)
const says = (value: unknown) =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

describe('mergePapers', () => {
  test('a record that lacks something erases nothing', () => {
    const known = paper({
      upvotes: 12,
      listDate: '2026-08-20',
      summary: { text: 'Short.', by: 'huggingface' },
    })
    expect(mergePapers(known, paper({ abstract: '', authors: [], categories: [] }))).toBe(known)
  })

  test('the more trusted origin wins, whichever came first', () => {
    const arxiv = paper({ origin: 'arxiv', title: 'AWQ v2', published: '2023-06-01' })
    const face = paper({ title: 'AWQ' })
    const both = paper({ published: '2023-06-01' })
    expect(mergePapers(arxiv, face)).toEqual(both)
    expect(mergePapers(face, arxiv)).toEqual(both)
  })

  test('among equals the incoming record wins, and zero is a value', () => {
    expect(mergePapers(paper({ upvotes: 12, comments: 3 }), paper({ upvotes: 0 }))).toEqual(
      paper({ upvotes: 0, comments: 3 }),
    )
  })

  test('the earliest list stays', () => {
    const early = paper({ listDate: '2026-08-19' })
    const late = paper({ listDate: '2026-08-20', upvotes: 3 })
    expect(mergePapers(early, late).listDate).toBe('2026-08-19')
    expect(mergePapers(late, early).listDate).toBe('2026-08-19')
  })

  test('the arXiv id replaces a title id, also when the title id came later or is more trusted', () => {
    const card = paper({ id: 'title:0123456789abcdef', upvotes: 4 })
    expect(mergePapers(card, paper({ origin: 'starter' })).id).toBe('2306.00978')
    expect(mergePapers(paper({ origin: 'starter' }), card).id).toBe('2306.00978')
  })

  test('a real record with an abstract leaves no words of a starter', () => {
    const summary = { text: 'From the starter.', by: 'huggingface' as const }
    const starter = paper({ origin: 'starter', abstract: 'Old.', summary, upvotes: 7 })
    const real = paper({ origin: 'arxiv', abstract: 'New.' })
    expect(mergePapers(starter, real)).toEqual({ ...real, upvotes: 7 })
    expect(mergePapers(real, starter)).toEqual({ ...real, upvotes: 7 })
    const bare = paper({ origin: 'page', abstract: '' })
    expect(mergePapers(starter, bare)).toEqual({ ...starter, origin: 'page' })
  })

  test('the stars of the same repository and the handle of the same organization stay', () => {
    const known = paper({
      code: { url: 'https://x.org/a', stars: 5 },
      organization: { name: 'MIT', handle: 'mit' },
    })
    const same = paper({ code: { url: 'https://x.org/a' }, organization: { name: 'MIT' } })
    expect(mergePapers(known, same)).toBe(known)
    const other = paper({ code: { url: 'https://x.org/b' }, organization: { name: 'NVIDIA' } })
    expect(mergePapers(known, other)).toEqual(other)
  })

  test('neither record is changed', () => {
    const known = Object.freeze(paper({ upvotes: 1 }))
    const incoming = Object.freeze(paper({ upvotes: 2 }))
    expect(mergePapers(known, incoming)).toEqual(incoming)
  })
})

describe('laws', () => {
  test('merging the same record again changes nothing and returns the same reference', () => {
    fc.assert(
      fc.property(papers, papers, (known, incoming) => {
        const merged = mergePapers(known, incoming)
        expect(mergePapers(merged, incoming)).toBe(merged)
        expect(mergePapers(merged, merged)).toBe(merged)
      }),
      { numRuns: 1000 },
    )
  })

  test('the result is a paper, and no field of either is erased', () => {
    fc.assert(
      fc.property(papers, papers, (known, incoming) => {
        const merged = mergePapers(known, incoming)
        expect(paperSchema.safeParse(merged).success).toBe(true)
        const starter = [known, incoming].some(({ origin }) => origin === 'starter')
        for (const source of [known, incoming]) {
          const fields = Object.entries(source).filter(
            ([key, value]) =>
              says(value) &&
              !(starter && key === 'summary') &&
              !(key === 'keywords' && !source.keywords?.terms.length),
          )
          for (const [key] of fields)
            expect({ [key]: says(merged[key as keyof Paper]) }).toEqual({ [key]: true })
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('the more trusted origin is kept in either order', () => {
    fc.assert(
      fc.property(papers, papers, (one, other) => {
        const most = Math.max(origins.indexOf(one.origin), origins.indexOf(other.origin))
        expect(mergePapers(one, other).origin).toBe(origins[most])
        expect(mergePapers(other, one).origin).toBe(origins[most])
      }),
    )
  })
})
