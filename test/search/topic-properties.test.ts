/** Topics against an obvious reference, against the engine, and on hostile text. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { rootOf, stemOf } from '../../src/search/language/analysis.ts'
import { commonForm } from '../../src/search/language/word-forms.ts'
import { createEngine } from '../../src/search/engine.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { compileTopic, matches } from '../../src/search/topics/topic.ts'
import { paper, today } from './papers.ts'

const hard = 'dying skies gently probability tuning happy'.split(' ')
const british =
  'colours behavioural neighbouring optimisation quantised randomising generalisations analysed catalysing modelling labelled centre metres centred fibres defence licences dialogues catalogue programmes judgements grey artefacts sceptical ageing hypotheses paediatric haematology leukaemia visualise realised'.split(
    ' ',
  )
const vocabulary = ['amber', 'birch', 'cedar', 'delta', 'ember', 'frost']
const word = fc.constantFrom(...vocabulary)
const words = (least: number, most: number) => fc.array(word, { minLength: least, maxLength: most })
const person = fc.constantFrom('Ann Lee', 'Bo Li', 'Jörg Lee')
const library = fc.array(
  fc.record({
    title: words(1, 4),
    abstract: words(0, 8),
    keywords: fc.array(words(1, 2), { maxLength: 2 }),
    authors: fc.array(person, { maxLength: 2 }),
    upvotes: fc.option(fc.nat(9), { nil: undefined }),
  }),
  { minLength: 1, maxLength: 12 },
)
const asked = fc.record({
  words: words(0, 3),
  phrase: words(0, 3),
  without: fc.option(word, { nil: undefined }),
  author: fc.option(fc.constantFrom('lee', 'jorg', 'bo'), { nil: undefined }),
  upvotes: fc.option(fc.nat(9), { nil: undefined }),
})
type Entry = typeof library extends fc.Arbitrary<(infer One)[]> ? One : never
type Asked = typeof asked extends fc.Arbitrary<infer One> ? One : never

const paperOf = ({ title, abstract, keywords, authors, upvotes }: Entry, at: number): Paper =>
  paper(`p${at}`, title.join(' '), `${abstract.join(' ')}.`, {
    authors,
    ...(upvotes === undefined ? {} : { upvotes }),
    ...(keywords.length === 0
      ? {}
      : { keywords: { terms: keywords.map(one => one.join(' ')), by: 'huggingface' } }),
  })

const typedOf = (one: Asked): string =>
  [
    ...one.words,
    ...(one.phrase.length > 0 ? [`"${one.phrase.join(' ')}"`] : []),
    ...(one.without ? [`-${one.without}`] : []),
    ...(one.author ? [`author:${one.author}`] : []),
    ...(one.upvotes === undefined ? [] : [`upvotes:${one.upvotes}`]),
  ].join(' ')

const names: Readonly<Record<string, readonly string[]>> = {
  lee: ['Ann Lee', 'Jörg Lee'],
  jorg: ['Jörg Lee'],
  bo: ['Bo Li'],
}

function naive({ words: all, phrase, without, author, upvotes }: Asked, entry: Entry): boolean {
  const texts = [entry.title, entry.abstract, ...entry.keywords].map(text => ` ${text.join(' ')} `)
  const holds = (wanted: readonly string[]): boolean =>
    texts.some(text => text.includes(` ${wanted.join(' ')} `))
  return (
    all.every(one => holds([one])) &&
    (phrase.length === 0 || holds(phrase)) &&
    !(without && holds([without])) &&
    (!author || entry.authors.some(name => names[author]!.includes(name))) &&
    (upvotes === undefined || (entry.upvotes ?? -1) >= upvotes)
  )
}

test('a paper is on a topic exactly when the obvious reading says so', () => {
  fc.assert(
    fc.property(library, asked, (entries, one) => {
      const topic = compileTopic(parseQuery(typedOf(one), today).query)
      for (const [at, entry] of entries.entries()) {
        expect(matches(topic, new ReadPaper(paperOf(entry, at))).matched).toBe(naive(one, entry))
      }
    }),
    { numRuns: 200 },
  )
})

test('without keywords it is the search with every word', () => {
  fc.assert(
    fc.property(library, asked, (entries, one) => {
      fc.pre(typedOf(one) !== '')
      const papers = entries.map((entry, at) => paperOf({ ...entry, keywords: [] }, at))
      const engine = createEngine()
      engine.add(papers)
      const { query } = parseQuery(typedOf(one), today)
      const on = papers.filter(each => matches(compileTopic(query), new ReadPaper(each)).matched)
      const { withEvery, matches: hits } = engine.search(query, { exact: true, limit: 100, sort: 'newest' })
      expect(withEvery).toBe(on.length)
      // Where no paper has every word, the search answers those that have any.
      const found = withEvery > 0 ? hits : []
      expect(found.map(({ id }) => id).sort()).toEqual(on.map(({ id }) => id).sort())
    }),
    { numRuns: 200 },
  )
})

const piece = fc.oneof(
  fc.constantFrom('per-channel', 'perchannel', 'per channel', 'PER–CHANNEL', "per-channel's", 'per.channel'),
  fc.constantFrom(
    'α-stable',
    'Müller',
    '$\\alpha$',
    '机器学习',
    '3.1',
    'c++',
    'ﬁne',
    '👩‍👩‍👧',
    'e\u0301',
    '-',
    '\0',
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)
const text = fc
  .tuple(fc.array(piece, { maxLength: 30 }), fc.constantFrom(' ', '', '-', '. '))
  .map(([all, by]) => all.join(by))
const graphemes = new Intl.Segmenter('en')

test('hostile text never throws, and is answered the same with and without the short cut', () => {
  fc.assert(
    fc.property(text, text, fc.oneof(piece, text), (title, abstract, typed) => {
      const topic = compileTopic(parseQuery(typed, today).query)
      const one = paper('1', title, abstract, { keywords: { terms: [title], by: 'huggingface' } })
      const fresh = matches(topic, new ReadPaper(one))
      // A sign that is not plain turns the short cut off, and adds no word.
      const whole = new ReadPaper(
        paper('1', `${title} ‖`, `${abstract} ‖`, { keywords: { terms: [`${title} ‖`], by: 'huggingface' } }),
      )
      expect(matches(topic, whole)).toEqual(fresh)
      if (!fresh.matched) return
      const read = new ReadPaper(one)
      for (const found of fresh.found) {
        const passage = read
          .passage(found)
          .map(run => run.text)
          .join('')
        expect([...graphemes.segment(passage)].length).toBeLessThanOrEqual(120)
      }
    }),
    { numRuns: 500 },
  )
})

test('every word begins with the root of its stem', () => {
  const endings = [
    '',
    's',
    'es',
    'ies',
    'ied',
    'ed',
    'ing',
    'ying',
    'ly',
    'y',
    'ization',
    'ational',
    'bility',
    'fulness',
  ]
  const any = fc
    .tuple(fc.stringMatching(/^[a-z]{1,8}$/), fc.constantFrom(...endings))
    .map(([start, end]) => start + end)
  fc.assert(
    fc.property(any, one => {
      expect(one.slice(0, rootOf(stemOf(one)).length)).toBe(rootOf(stemOf(one)))
    }),
    { numRuns: 5000, examples: [...hard, ...british].map(one => [one]) },
  )
})

test('a topic finds every national spelling, with and without the short cut', () => {
  for (const one of british) {
    const read = new ReadPaper(paper('1', `About ${one} things`))
    const topic = compileTopic(parseQuery(commonForm(one), today).query)
    expect([one, matches(topic, read).matched]).toEqual([one, true])
  }
})

test('one long run of candidates costs no more than reading it', () => {
  const run = 'cachet-'.repeat(20_000)
  const start = performance.now()
  expect(
    matches(compileTopic(parseQuery('cache', today).query), new ReadPaper(paper('1', 'A', run))).matched,
  ).toBe(false)
  expect(performance.now() - start).toBeLessThan(2000)
})
