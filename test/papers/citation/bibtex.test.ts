import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBibtex } from '../../../src/papers/citation/bibtex.ts'
import { titleId } from '../../../src/papers/ids.ts'
import { paper } from '../../library/fixture.ts'
import { parsed, titleOf } from './parsed.ts'
import { hostileName, hostileTitle } from './titles.ts'

const withTitle = (title: string) => toBibtex([paper('1706.03762', { title, published: '2017-06-12' })])
const titleLine = (title: string): string => /^ {2}title = \{(.*)\},$/m.exec(withTitle(title))![1]!
const authorsLine = (...authors: string[]): string =>
  /^ {2}author = \{(.*)\},$/m.exec(toBibtex([paper('1706.03762', { authors })]))?.[1] ?? ''

test('an entry as arXiv writes it', () => {
  const attention = paper('1706.03762', {
    title: 'Attention Is All You Need',
    authors: ['Ashish Vaswani', 'Łukasz Kaiser'],
    published: '2017-06-12',
    categories: ['cs.CL', 'cs.LG'],
  })
  expect(toBibtex([attention])).toBe(
    [
      '@misc{vaswani2017attention,',
      '  title = {{Attention} {Is} {All} {You} {Need}},',
      '  author = {Vaswani, Ashish and Kaiser, Łukasz},',
      '  year = {2017},',
      '  eprint = {1706.03762},',
      '  archivePrefix = {arXiv},',
      '  primaryClass = {cs.CL},',
      '  url = {https://arxiv.org/abs/1706.03762},',
      '}',
      '',
    ].join('\n'),
  )
})

test('a paper without an arXiv id is said by what is known of it', () => {
  const title = 'Untold'
  const entry = toBibtex([paper(titleId(title), { title, authors: [], listDate: '2024-05-06' })])
  expect(entry).toBe('@misc{anonymous2024untold,\n  title = {{Untold}},\n  year = {2024},\n}\n')
})

describe('titles', () => {
  test.each([
    ['plain words only', 'plain words only'],
    ['PanGu-$π$ beats $O(n^2)$', '{PanGu-$π$} beats {$O(n^2)$}'],
    ['Tiny: $2$-bit \\emph{KV} caches', '{Tiny:} $2$-bit {{\\emph{KV}}} caches'],
    ['SaulLM-54B & SaulLM-141B', '{SaulLM-54B} \\& {SaulLM-141B}'],
    ['prefill \\& decode at 97.23%', 'prefill \\& decode at 97.23\\%'],
    ['VLM^2 and 2^{128}, x_y and v_{0.5}', '{VLM$^{2}$} and 2$^{128}$, x\\_y and v$_{0.5}$'],
    ['can it earn $1 million, or 1$', 'can it earn \\$1 million, or 1\\$'],
    ['let us <think>', 'let us \\textless{}think\\textgreater{}'],
    ['of {RoPE} and \\LaTeX', 'of {{RoPE}} and {{\\LaTeX}}'],
    ['\\\'{e}cole \\"uber', '\\\'{e}cole \\"uber'],
    ["the model\\'s own", "the model's own"],
    ['视觉 and ζ', '视觉 and ζ'],
    ['about ~50, section~5', 'about \\textasciitilde{}50, section~5'],
  ])('%s', (title, written) => expect(titleLine(title)).toBe(written))

  test.each([
    ['read \\input{/etc/passwd} now', 'read /etc/passwd now'],
    ['an open { brace and $\\frac{1$', 'an open \\textbraceleft{} brace and 1'],
    ['a close } brace', 'a close \\textbraceright{} brace'],
    ['sets \\{a\\}', 'sets \\textbraceleft{}a\\textbraceright{}'],
    ['greek \\alpha alone', 'greek α alone'],
  ])('what LaTeX would choke on or run becomes text: %s', (title, written) =>
    expect(titleLine(title)).toBe(written),
  )

  test('capitals survive a style that takes them away', () => {
    const title = 'BERT: Pre-training of Deep Bidirectional Transformers for KV-Cache $\\mathcal{O}(N)$'
    expect(titleOf(parsed(withTitle(title))[0]!)).toBe(
      'BERT: Pre-training of Deep Bidirectional Transformers for KV-Cache O(N)',
    )
  })
})

describe('authors', () => {
  test.each([
    [['Aäron van den Oord'], 'van den Oord, Aäron'],
    [['Hal Daumé III'], 'Daumé, III, Hal'],
    [['Antonio Laverghetta Jr.'], 'Laverghetta, Jr, Antonio'],
    [
      ['Gemini Team, Google', 'Hao Ai', 'LG AI Research'],
      '{Gemini Team, Google} and Ai, Hao and {LG AI Research}',
    ],
    [['何恺明', 'others'], '{何恺明} and {others}'],
    [['Alice and Bob'], '{Alice and Bob}'],
    [[':', 'Peter St\\"utz'], 'Stütz, Peter'],
    [[], ''],
  ])('%j', (names, written) => expect(authorsLine(...names)).toBe(written))
})

test('whatever a title and its authors are, another parser reads each entry, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(hostileTitle, fc.array(hostileName, { maxLength: 4 })), { maxLength: 4 }),
      all => {
        const papers = all.map(([title, authors], at) => paper(`2608.0000${at}`, { title, authors }))
        const entries = parsed(toBibtex(papers))
        expect(entries.map(({ type, fields }) => [type, fields['eprint']])).toEqual(
          papers.map(({ id }) => ['misc', id]),
        )
        expect(new Set(entries.map(({ key }) => key)).size).toBe(papers.length)
      },
    ),
    { numRuns: 300 },
  )
})

test('whatever a title is, its braces match for BibTeX, and no command is left that could do harm', () => {
  fc.assert(
    fc.property(hostileTitle, title => {
      const written = titleLine(title)
      let open = 0
      for (const brace of written.replace(/[^{}]/g, ''))
        expect((open += brace === '{' ? 1 : -1)).not.toBeLessThan(0)
      expect(open).toBe(0)
      expect(written).not.toMatch(/\\(?:input|write|def|catcode|begin|end|cite|[({)}])|(?<!\\)[%#&]|\^\^/)
      expect(written.replace(/(?<!\\)\$(?:\\.|[^\\$])*\$/g, '')).not.toMatch(/[<>|]|(?<!\\)[_^]/)
    }),
    { numRuns: 2000 },
  )
})
