import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  findPaperIds,
  isTitleId,
  paperLinks,
  parsePaperId,
  projectPageOf,
  titleId,
} from '../../src/papers/ids.ts'

const two = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map(n => String(n).padStart(2, '0'))
const digits = (count: number) => fc.nat(10 ** count - 1).map(n => String(n).padStart(count, '0'))
const recent = fc.tuple(two(15, 49), two(1, 12), digits(5)).map(([y, m, n]) => `${y}${m}.${n}`)
const early = fc.tuple(two(7, 14), two(1, 12), digits(4)).map(([y, m, n]) => `${y}${m}.${n}`)
const old = fc
  .tuple(fc.constantFrom('hep-th', 'cs', 'math', 'astro-ph', 'cmp-lg'), two(91, 99), two(1, 12), digits(3))
  .map(([archive, y, m, n]) => `${archive}/${y}${m}${n}`)
const anyId = fc.oneof(recent, early, old)
const anyVersion = fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined })
const expected = (id: string, version?: number) => (version ? { id, version } : { id })

describe('parsePaperId reads', () => {
  test.each([
    ['2306.00978', '2306.00978', undefined],
    ['  2306.00978v2 ', '2306.00978', 2],
    ['arXiv:2306.00978', '2306.00978', undefined],
    ['arxiv: 2306.00978', '2306.00978', undefined],
    ['ARXIV 2306.00978V3', '2306.00978', 3],
    ['arXiv:2306.00978v1 [cs.CL]', '2306.00978', 1],
    ['[arXiv:2306.00978]', '2306.00978', undefined],
    ['2306.00978v2.pdf', '2306.00978', 2],
    ['0704.0001', '0704.0001', undefined],
    ['1412.6980v9', '1412.6980', 9],
    ['hep-th/9901001v1', 'hep-th/9901001', 1],
    ['math.GT/0309136', 'math/0309136', undefined],
    ['https://arxiv.org/abs/math.GT/0309136v2', 'math/0309136', 2],
    ['https://arxiv.org/abs/2306.00978', '2306.00978', undefined],
    ['http://www.arxiv.org/abs/2306.00978v2?context=cs.CL#top', '2306.00978', 2],
    ['https://export.arxiv.org/pdf/2306.00978v1.pdf', '2306.00978', 1],
    ['arxiv.org/pdf/2306.00978', '2306.00978', undefined],
    ['https://arxiv.org/html/2306.00978v5/extracted/5.png', '2306.00978', 5],
    ['https://huggingface.co/papers/2306.00978', '2306.00978', undefined],
    ['https://huggingface.co/papers/2306.00978.md', '2306.00978', undefined],
    ['https://hf.co/papers/2306.00978#community', '2306.00978', undefined],
    ['https://www.alphaxiv.org/overview/2306.00978v5', '2306.00978', 5],
    ['https://alphaxiv.org/abs/2306.00978', '2306.00978', undefined],
    ['https://www.alphaxiv.org/pdf/2306.00978', '2306.00978', undefined],
    ['https://ar5iv.labs.arxiv.org/html/2306.00978', '2306.00978', undefined],
    ['https://ar5iv.org/abs/2306.00978', '2306.00978', undefined],
    ['https://doi.org/10.48550/arXiv.2306.00978', '2306.00978', undefined],
    ['<https://arxiv.org/abs/2306.00978>', '2306.00978', undefined],
    ['<https://arxiv.org/abs/2306.00978v2|the AWQ paper>', '2306.00978', 2],
    ['[AWQ](https://arxiv.org/abs/2306.00978)', '2306.00978', undefined],
    ['“2306.00978”,', '2306.00978', undefined],
    ['(2306.00978).', '2306.00978', undefined],
    ['`2306.00978`', '2306.00978', undefined],
    ['https://arxiv.org/abs/2306.00978.', '2306.00978', undefined],
    ['title:0123456789abcdef', 'title:0123456789abcdef', undefined],
  ])('%s', (text, id, version) => {
    expect(parsePaperId(text)).toEqual(expected(id, version))
  })

  test.each([
    '',
    'attention',
    '2313.00978',
    '2300.00978',
    '2306.0097',
    '2306.009781',
    '1412.69801',
    '12306.00978',
    '2306.00978v0',
    '3.14159',
    'see 2306.00978 and tell me',
    'foo/9901001',
    'hep-th/9913001',
    'title:abc',
    'https://example.com/2306.00978x',
    'https://huggingface.co/papers',
  ])('nothing in %j', text => {
    expect(parsePaperId(text)).toBeUndefined()
  })

  test('every id in every dress', () => {
    const dresses = [
      (id: string) => id,
      (id: string) => `arXiv:${id}`,
      (id: string) => `https://arxiv.org/abs/${id}`,
      (id: string) => `<https://arxiv.org/pdf/${id}.pdf>`,
      (id: string) => `<https://huggingface.co/papers/${id}?a=1|label>`,
      (id: string) => `"${id}",`,
    ]
    fc.assert(
      fc.property(anyId, anyVersion, fc.constantFrom(...dresses), (id, version, dress) => {
        expect(parsePaperId(dress(version ? `${id}v${version}` : id))).toEqual(expected(id, version))
      }),
    )
  })
})

describe('findPaperIds', () => {
  test('finds each paper once, in the order of mention', () => {
    const text =
      'Like <https://arxiv.org/abs/2401.09603v2|CMMD> (see 2306.00978, arXiv:1412.6980) and 2401.09603; also ' +
      'hep-th/9901001, https://papers.example/arxiv/2310.06825 与论文2005.14165很像'
    expect(findPaperIds(text)).toEqual([
      { id: '2401.09603', version: 2 },
      { id: '2306.00978' },
      { id: '1412.6980' },
      { id: 'hep-th/9901001' },
      { id: '2310.06825' },
      { id: '2005.14165' },
    ])
  })

  test.each([
    'pi is 3.14159 and v2.12.00001',
    'it costs $2306.00978 or €2306.00978',
    'grew by 2306.00978% in 12306.00978 days, -2306.00978 later',
    '1,2306.00978 and 2306.00978.1 and 2306.00978,5',
    'x2306.00978 2306.00978abc 2399.00001',
    'a subtitle:0123456789abcdef',
  ])('takes no number for a paper: %s', text => {
    expect(findPaperIds(text)).toEqual([])
  })

  test('finds an id in any text around it', () => {
    const around = fc
      .string({ unit: 'binary', maxLength: 60 })
      .filter(text => findPaperIds(text).length === 0)
    fc.assert(
      fc.property(around, anyId, anyVersion, around, (before, id, version, after) => {
        const text = `${before} ${version ? `${id}v${version}` : id} ${after}`
        expect(findPaperIds(text)).toContainEqual(expected(id, version))
      }),
    )
  })

  test('is fast on long text without ids', () => {
    const started = performance.now()
    expect(findPaperIds('12.34 arxiv. http://'.repeat(50_000))).toEqual([])
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

describe('ids of titles', () => {
  test('are equal for the same title typed on two sites', () => {
    const id = titleId('Schrödinger Bridges: An $\\alpha$-Approach')
    expect(id).toMatch(/^title:[0-9a-f]{16}$/)
    expect(titleId('Schr\\"odinger  bridges — an α approach')).toBe(id)
    expect(titleId('Schrödinger Bridges: A β-Approach')).not.toBe(id)
    expect([isTitleId(id), isTitleId('2306.00978')]).toEqual([true, false])
    expect(parsePaperId(id)).toEqual({ id })
  })

  test('differ for titles that have neither letters nor digits', () => {
    expect(titleId('???')).not.toBe(titleId('🤖'))
  })
})

describe('paperLinks', () => {
  test('of a paper', () => {
    expect(paperLinks({ id: '2306.00978', title: 'AWQ' })).toEqual({
      huggingface: 'https://huggingface.co/papers/2306.00978',
      arxiv: 'https://arxiv.org/abs/2306.00978',
      pdf: 'https://arxiv.org/pdf/2306.00978',
      alphaxiv: 'https://www.alphaxiv.org/abs/2306.00978',
    })
  })

  test('of a title is a search for it, whatever it holds', () => {
    expect(paperLinks({ id: titleId('R&D?'), title: 'R&D?' })).toEqual({
      huggingface: 'https://huggingface.co/papers?q=R%26D%3F',
    })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), title => {
        const links = paperLinks({ id: 'title:0123456789abcdef', title })
        expect(new URL(links.huggingface).searchParams.get('q')).toBe(title.toWellFormed())
      }),
    )
    expect(paperLinks({ id: 'title:0123456789abcdef', title: 'a\uD800' }).huggingface).toContain('%EF%BF%BD')
  })
})

test.each([
  ['https://x.example.org', 'https://x.example.org'],
  ['https://github.com/x/y/tree/main/docs', 'https://github.com/x/y/tree/main/docs'],
  ['https://arxiv.org/abs/2306.00001', 'https://arxiv.org/abs/2306.00001'],
  ['https://arxiv.org/pdf/2306.00978v2', undefined],
  ['https://huggingface.co/papers/2306.00978', undefined],
  ['http://www.GitHub.com/x/y.git/', undefined],
  [undefined, undefined],
])('a project page is neither the paper itself nor its code: %s', (projectPage, page) => {
  const code = { url: 'https://github.com/x/y' }
  expect(projectPageOf({ id: '2306.00978', projectPage, code })).toBe(page)
})

test('the address of a project page may be as long as anything', () => {
  const projectPage = `https://x.example.org/${'/'.repeat(100_000)}x`
  const start = performance.now()
  expect(projectPageOf({ id: '2306.00978', projectPage, code: { url: 'https://github.com/x/y' } })).toBe(
    projectPage,
  )
  expect(performance.now() - start).toBeLessThan(1000)
})
