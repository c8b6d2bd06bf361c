import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { engineOf, find, paper, today } from './papers.ts'

describe('words', () => {
  const engine = engineOf(
    paper('1', 'Per-channel quantization of key-value caches', 'We quantize caches of large models.'),
    paper('2', 'Diffusion models for audio', 'A model of music with $\\alpha$-stable noise.'),
    paper(
      '3',
      'A survey of pruning',
      'Quantization is mentioned once, the caches are not; models are large.',
    ),
    paper('4', '机器学习入门', 'Nothing else.'),
    paper('5', 'Memory', 'A note.'),
    paper('6', 'Memory and memory, more memory', 'Memory memory memory.'),
    paper('7', 'The Who', 'Played loud.', { keywords: { terms: ['zebra'], by: 'huggingface' } }),
  )

  test.each([
    ['quantization', ['1', '3']],
    ['perchannel', ['1']],
    ['PER-CHANNEL', ['1']],
    ['key value', ['1']],
    ['alpha', ['2']],
    ['机器', ['4']],
    ['quantisierung zebra', []],
  ])('%s', (typed, ids) => expect(find(engine, typed, { exact: true })).toEqual(ids))

  test('papers with every word of a short query come first, others follow', () => {
    const { withEvery, total, matches } = engine.search(parseQuery('quantization caches models', today).query)
    expect(withEvery).toBe(2)
    expect(total).toBe(matches.length)
    expect(matches.map(({ id }) => id)).toEqual(['1', '3', '2'])
  })

  test('words follow one another as they were typed, stop words between them too', () => {
    const listed = paper('listed', 'A note', 'We look at world models, robots and other things.')
    const about = paper('about', 'A note', 'We look at world models for robots or other things.')
    const found = (typed: string): string | undefined => find(engineOf(listed, about), typed)[0]
    expect(found('world models for robots')).toBe('about')
    expect(found('world models robots')).toBe('listed')
  })

  test('a title typed exactly comes first', () => {
    expect(find(engine, 'memory')).toEqual(['5', '6'])
    expect(find(engine, 'Memory.')[0]).toBe('5')
  })

  test('stop words count only when there is nothing else', () => {
    expect(find(engine, 'the who')[0]).toBe('7')
    expect(find(engine, 'the diffusion of')).toEqual(['2'])
  })

  test('reasons are for people', () => {
    const [first] = engine.search(parseQuery('per-channel models', today).query).matches
    expect(first!.reasons.map(({ text }) => text)).toEqual([
      'every word of the query',
      '"per-channel" in the title',
      'words spelt as in the query',
      '"models" in the abstract',
    ])
  })

  test.each([
    ['"large models"', ['1']],
    ['"models are large"', ['3']],
    ['"caches we"', []],
    ['"key-value caches"', ['1']],
    ['"per channel quantization"', ['1']],
    ['quantization -survey', ['1']],
    ['quantization -"large model"', ['3']],
    ['caches -per-channel', ['3']],
  ])('%s', (typed, ids) => expect(find(engine, typed)).toEqual(ids))

  test.each(['gpt4', 'gpt-4', 'deepseekv3', 'gpt-4o'])('%s is named as typed in a reason', typed => {
    const library = engineOf(paper('1', 'GPT-4 and GPT-4o and DeepSeekV3'))
    const [first] = library.search(parseQuery(typed, today).query).matches
    expect(first!.reasons.map(({ text }) => text)).toContain(`"${typed}" in the title`)
  })

  test('nothing that can be searched finds nothing', () => {
    expect(engine.search(parseQuery('🎉', today).query)).toEqual({
      total: 0,
      withEvery: 0,
      matches: [],
      words: ['🎉'],
      corrections: [],
      standIns: [],
    })
  })
})

describe('filters', () => {
  const engine = engineOf(
    paper('1', 'Capsules', '', {
      authors: ['Geoffrey E. Hinton', 'Sara O’Sabour-Lee'],
      categories: ['cs.CV', 'stat.ML'],
      published: '2026-01-10',
      upvotes: 4,
    }),
    paper('2', 'Capsules again', '', {
      authors: ['Jörg Müller', 'Geoffrey Smith', 'Ann Hinton'],
      organization: { handle: 'nvidia', name: 'NVIDIA Research' },
      categories: ['cs.CL'],
      published: '2025-12-31',
      listDate: '2026-01-05',
      upvotes: 30,
      code: { url: 'https://example.org/code' },
    }),
    paper('3', 'Capsules for the third time', '', { published: '2025-06-01' }),
  )

  test.each([
    ['author:hinton', ['1', '2']],
    ['author:"geoffrey hinton"', ['1']],
    ['author:muller', ['2']],
    ['author:MÜLLER', ['2']],
    ['author:hint', []],
    ["author:O'Sabour", ['1']],
    ['author:lee', ['1']],
    ['org:nvidia', ['2']],
    ['org:"nvidia research"', ['2']],
    ['org:google', []],
    ['cat:cs', ['1', '2']],
    ['cat:CS.cl', ['2']],
    ['cat:c', []],
    ['after:2026', ['1', '2']],
    ['before:2026', ['2', '3']],
    ['after:2026-01-06 before:2026-02', ['1']],
    ['after:2025-12 before:2026-01-06', ['2']],
    ['after:2026-01-10', ['1']],
    ['before:2026-01-10', ['2', '3']],
    ['upvotes:5', ['2']],
    ['upvotes:4..30', ['1', '2']],
    ['upvotes:5..29', []],
    ['upvotes:<10', ['1']],
    ['has:code', ['2']],
    ['capsules upvotes:1 -again', ['1']],
  ])('%s', (typed, ids) => expect(find(engine, typed).sort()).toEqual(ids))

  test('filters alone list all that pass, the newest first', () => {
    expect(find(engine, '-third')).toEqual(['1', '2'])
    expect(engine.search(parseQuery('cat:cs', today).query, { limit: 1 })).toMatchObject({ total: 2 })
  })
})

const dated = (id: string, published: string, upvotes: number, text: string) =>
  paper(id, text, '', { published, upvotes })

describe('orders', () => {
  const engine = engineOf(
    dated('a', '2026-01-01', 9, 'sparse attention'),
    dated('b', '2026-03-01', 1, 'attention'),
    dated('c', '2026-02-01', 5, 'sparse attention'),
    dated('d', '2026-02-01', 5, 'attention sparse'),
  )

  test('by date and upvotes all words are required where any paper has them', () => {
    expect(find(engine, 'sparse attention', { sort: 'newest' })).toEqual(['c', 'd', 'a'])
    expect(find(engine, 'sparse attention', { sort: 'upvotes' })).toEqual(['a', 'c', 'd'])
    expect(find(engine, 'sparse zzzz', { sort: 'upvotes', exact: true })).toEqual(['a', 'c', 'd'])
  })

  test('equal scores: the newer first, then the lower id', () => {
    expect(find(engine, 'attention').slice(1)).toEqual(['c', 'd', 'a'])
  })
})

test('among hundreds of equal scores the order still holds, on every page', () => {
  const ids = Array.from({ length: 300 }, (_, at) => String(at).padStart(3, '0'))
  const engine = engineOf(...ids.toReversed().map(id => paper(id, 'Sparse attention')))
  expect(find(engine, 'attention')).toEqual(ids.slice(0, 10))
  expect(find(engine, 'attention', { offset: 290 })).toEqual(ids.slice(290))
})

test('an id finds its paper only, a known id is replaced, a removed one is gone', () => {
  const engine = engineOf(paper('2401.00001', 'Old name'), paper('2401.00002', 'Other'))
  expect(find(engine, 'arxiv.org/abs/2401.00001')).toEqual(['2401.00001'])
  expect(find(engine, '2401.99999')).toEqual([])
  engine.add([paper('2401.00001', 'New title'), paper('2401.00001', 'Newest title')])
  expect(find(engine, 'newest', { exact: true })).toEqual(['2401.00001'])
  expect(find(engine, 'old', { exact: true })).toEqual([])
  engine.remove(['2401.00001', 'unknown'])
  expect(engine.size).toBe(1)
  expect(find(engine, '2401.00001')).toEqual([])
})

test('like: ranks by what is telling about a paper, and leaves it out', () => {
  const engine = engineOf(
    paper('2401.00001', 'Speculative decoding with draft trees', 'We decode with trees of drafts.'),
    paper('2401.00002', 'Draft models for speculative decoding', 'Drafts.'),
    paper('2401.00003', 'We paint with trees', ''),
    paper('2401.00004', 'Protein folding', 'With us.'),
  )
  expect(find(engine, 'like:2401.00001')).toEqual(['2401.00002', '2401.00003'])
  expect(find(engine, 'like:2401.77777')).toEqual([])
})

test('like: looks at what an abstract says, not at the title alone', () => {
  const engine = engineOf(
    paper(
      '2401.00001',
      'A note on pelicans',
      'Speculative decoding with draft trees, and more speculative drafts.',
    ),
    paper('2401.00002', 'Draft trees', 'Decoding that is speculative.'),
    paper('2401.00003', 'The pelicans', 'Birds of the sea.'),
  )
  expect(find(engine, 'like:2401.00001')).toEqual(['2401.00002', '2401.00003'])
})

test('what is typed never means the prototype of an object', () => {
  const engine = engineOf(paper('1', 'The constructor of __proto__', 'toString hasOwnProperty'))
  expect(find(engine, 'constructor')).toEqual(['1'])
  expect(find(engine, 'valueOf:constructor', { exact: true })).toEqual(['1'])
})

test('among some papers, each stands where it does among all, with the same score', () => {
  const papers = Array.from({ length: 60 }, (_, at) =>
    paper(`p${at}`, `${at % 2 ? 'Caches' : 'Pruning'} of models ${at}`, 'models '.repeat(at % 7)),
  )
  const engine = engineOf(...papers.slice(0, 40))
  engine.add(papers.slice(40))
  const among = new Set(['p3', 'p8', 'p41', 'p42', 'unknown'])
  for (const typed of ['caches models', 'models -pruning', 'pruning']) {
    const { query } = parseQuery(typed, today)
    const all = engine.search(query, { limit: 60 }).matches
    const some = engine.search(query, { limit: 60, among })
    expect(some.matches).toEqual(all.filter(({ id }) => among.has(id)))
    expect(some.total).toBe(some.matches.length)
  }
  expect(find(engine, 'models', { among: new Set() })).toEqual([])
})
