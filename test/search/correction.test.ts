import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { engineOf, find, many, paper, today } from './papers.ts'

const engine = engineOf(
  paper('1', 'Diffusion models', 'Diffusion of heat.'),
  paper('2', 'Diffusion again', ''),
  paper('3', 'Difussion', 'A title with a slip, on GPT-4.'),
)
const corrections = (typed: string, exact = false) =>
  engine.search(parseQuery(typed, today).query, { exact }).corrections

test('unknown words are read as the nearest known word, the more frequent of two', () => {
  expect(corrections('difusion modles')).toEqual([
    { typed: 'difusion', read: 'diffusion' },
    { typed: 'modles', read: 'models' },
  ])
  expect(find(engine, 'difusion modles')[0]).toBe('1')
  for (const typed of ['Difusion-based', 'auhtor:Difusion'])
    expect(corrections(typed)).toEqual([{ typed: 'Difusion', read: 'diffusion' }])
  expect(corrections('modles:difusion')).toHaveLength(2)
})

test.each(['diffusion', 'hea', 'gpt5', 'zzzzzzzz', '"difusion models"', 'with', '-modles'])(
  '%s stays as typed',
  typed => expect(corrections(typed)).toEqual([]),
)

describe('what stands beside a word', () => {
  const library = engineOf(
    ...many(25, 'Sensor networks and state space things'),
    ...many(90, 'Sense of transformers'),
    ...many(1, 'Sensr alone'),
    ...many(4, 'Tree search'),
  )
  const read = (typed: string) =>
    library.search(parseQuery(typed, today).query).corrections.map(one => `${one.typed}: ${one.read}`)

  test.each([
    ['senso networks', ['senso: sensor']],
    ['senser', ['senser: sense']],
    ['sensr networks', ['sensr: sensor']],
    ['sensr', []],
    ['sensr alone', []],
    ['tre search', ['tre: tree']],
    ['tre', []],
    ['statespace', ['statespace: state space']],
    ['trans former tree', ['trans former: transformer']],
    ['SENSE NTWRK', []],
    ['SENSO networks', ['SENSO: sensor']],
    ['TREs', []],
  ])('%s', (typed, expected) => expect(read(typed)).toEqual(expected))
})

describe('which of several words', () => {
  const library = engineOf(
    ...many(40, 'Use of it'),
    ...many(20, 'User'),
    ...many(60, 'Compressible flows'),
    ...many(90, 'Distributions'),
    ...many(3, 'Distribut ins'),
    ...many(30, 'Aggregation alone'),
  )
  const read = (typed: string) =>
    library.search(parseQuery(typed, today).query).corrections.map(one => one.read)

  test('letters are swapped and left out sooner than put in', () => expect(read('usre')).toEqual(['user']))

  test('a word a slip away goes before two words that hardly anybody writes', () =>
    expect(read('distributins')).toEqual(['distributions']))

  test('words two slips away stand beside the others somewhere', () => {
    expect(read('comprssble')).toEqual(['compressible'])
    expect(read('comprssble flows')).toEqual(['compressible'])
    expect(read('comprssble aggregation')).toEqual([])
    expect(read('incompressible flows')).toEqual([])
  })

  test('in a long query a word that fits nowhere stays', () => {
    const long = 'flows of user distributions in an aggregation alone, its use'
    expect(read(`${long} compresible`)).toEqual([])
    expect(read(`${long} compresible flows`)).toEqual(['compressible'])
  })
})

test('what is typed in one is read at its capitals, where a paper writes it so', () => {
  const library = engineOf(paper('1', 'Sleeper Agents: deception'), paper('2', 'GUI Odyssey: a data set'))
  const first = (typed: string) => library.search(parseQuery(typed, today).query).matches[0]?.id
  expect(first('SleeperAgents')).toBe('1')
  expect(first('GUIOdyssey')).toBe('2')
  expect(first('AgentsSleeper')).toBeUndefined()
})

test('a capital within a part is no border, where a paper writes it so; nor is a stop word a part at the end', () => {
  const library = engineOf(
    paper('quant', 'Quant VideoGen: video'),
    paper('readmes', 'Agent READMEs: an empirical study'),
    paper('mask', 'A mask is a mask, and of tutors'),
  )
  const read = (typed: string) =>
    library.search(parseQuery(typed, today).query).corrections.map(one => one.read)
  expect(read('QuantVideoGen')).toEqual(['quant videogen'])
  expect(read('quantvideogen')).toEqual(['quant videogen'])
  expect(read('AgentREADMEs')).toEqual(['agent readmes'])
  for (const typed of ['MaskIS', 'AndOfTutors', 'andmask', 'VideoQuant', 'A'.repeat(8) + 'aB'.repeat(9)])
    expect(read(typed)).toEqual([])
})

describe('two known words that are one', () => {
  const library = engineOf(
    ...many(60, 'Transformers'),
    ...many(2, 'Trans people'),
    ...many(2, 'The former thing'),
    ...many(60, 'Dataset'),
    ...many(8, 'A data set'),
    ...many(10, 'Chatbot'),
    ...many(1, 'Chat'),
    ...many(1, 'Bot'),
  )
  const read = (typed: string, exact = false) =>
    library
      .search(parseQuery(typed, today).query, { exact })
      .corrections.map(one => `${one.typed}: ${one.read}`)

  test('are read as it where far more papers have that, unless papers write them so too', () => {
    expect(read('trans former')).toEqual(['trans former: transformer'])
    expect(read('trans former data')).toEqual(['trans former: transformer'])
    expect(read('data set')).toEqual([])
    expect(read('chat bot')).toEqual([])
    expect(read('former trans')).toEqual([])
  })

  test('stay as they are within what was typed in one, in quotes, in a long query and where that is asked for', () => {
    for (const typed of ['trans-former', 'old-trans former', 'trans former-data', '"trans former"'])
      expect(read(typed)).toEqual([])
    expect(read('trans former', true)).toEqual([])
    expect(read('trans former of data set thing people chatbot transformers dataset')).toEqual([])
  })
})

test('a name of one paper that was typed in two goes before a correction of either', () => {
  const library = engineOf(
    ...many(1, 'A mover'),
    ...many(60, 'Object cover'),
    ...many(60, 'VQ by com'),
    paper('mover', 'ObjectMover: objects that move'),
    paper('comm', 'CommVQ: VQ'),
    paper('by', 'Objects', '', { authors: ['Comm Vicu'] }),
    paper('commvicu', 'CommVicu'),
  )
  const mover = parseQuery('Object Mover', today).query
  expect(library.search(mover).matches[0]!.id).toBe('mover')
  expect(library.correct(mover).corrections).toEqual([{ typed: 'Object Mover', read: 'objectmover' }])
  expect(find(library, 'Comm VQ')[0]).toBe('comm')
  expect(find(library, 'objects Comm VQ')[0]).toBe('comm')
  expect(library.correct(parseQuery('Comm Vicu', today).query).corrections).toEqual([])
})

test('a title with a slip comes first as the title itself does', () => {
  const library = engineOf(
    paper('long', 'Diffusion models and other models', 'Diffusion models, diffusion models.'),
    paper('title', 'Diffusion models', 'A book.'),
  )
  expect(find(library, 'difusion models')).toEqual(['title', 'long'])
})

test('a rare word that lacks a letter of one 1000 times as frequent is read as it, alone too', () => {
  const library = engineOf(
    ...many(1001, 'Transformers in action, and evaluation'),
    ...['tranformers', 'transofrmers', 'auction', 'valuation', 'acton'].map(word =>
      paper(word, `About ${word}`),
    ),
    paper('once', 'About evalution'),
    paper('twice', 'Of evalution'),
  )
  const read = (typed: string) =>
    library.correct(parseQuery(typed, today).query).corrections.map(one => one.read)
  expect(read('tranformers')).toEqual(['transformers'])
  expect(read('transofrmers')).toEqual(['transformers'])
  for (const typed of ['about tranformers', 'auction', 'valuation', 'acton', 'evalution'])
    expect(read(typed)).toEqual([])
})

test('the name of a Greek letter is not corrected', () => {
  const library = engineOf(...many(60, 'Zeta VAE'), ...many(1, 'Beta alone'))
  expect(library.correct(parseQuery('beta VAE', today).query).corrections).toEqual([])
  expect(library.correct(parseQuery('beto VAE', today).query).corrections).toEqual([
    { typed: 'beto', read: 'beta' },
  ])
})

test('exact takes words as typed', () => {
  expect(corrections('difusion', true)).toEqual([])
  expect(find(engine, 'difusion', { exact: true })).toEqual([])
})

test('words of removed papers are not read', () => {
  const removed = engineOf(paper('1', 'Difussion'), paper('2', 'Heat'), paper('3', 'Light'))
  removed.remove(['1'])
  expect(removed.search(parseQuery('difusion', today).query).corrections).toEqual([])
})

test('a word that is longer than any that people type stays as it is, however few letters it was typed in', () => {
  const word = 'pneumono'.repeat(6)
  const library = engineOf(paper('1', `${word} and ${word}s`, 'ﷺ'.repeat(40)))
  const read = (typed: string) =>
    library.search(parseQuery(typed, today).query).corrections.map(one => one.read)
  expect(read(word.replace('u', 'o').slice(0, 48))).toEqual([word])
  expect(read(`${word.replace('u', 'o')}s`)).toEqual([])
  expect(read('ﷺ'.repeat(39))).toEqual([])
})

describe('a name', () => {
  const library = engineOf(
    ...many(1010, 'Temporal masks'),
    ...many(20, 'Of GraphRAG'),
    paper('tempora', 'Tempora, a system'),
    paper('seek', 'DeepSeekR1 and others'),
    paper('seeks', 'DeepSeek R1 and others'),
  )
  const read = (typed: string) =>
    library.search(parseQuery(typed, today).query).corrections.map(one => one.read)

  test('with a capital that a paper has is no slip', () => {
    expect(read('tempora')).toEqual(['temporal'])
    for (const typed of ['Tempora', 'TEMPORA']) expect(find(library, typed)).toEqual(['tempora'])
    expect(read('Tempora masks')).toEqual(['temporal'])
  })

  test('with a capital inside is only read with letters left out or swapped', () => {
    for (const typed of ['GraphRGA', 'GrphRAG']) expect(read(typed)).toEqual(['graphrag'])
    for (const typed of ['GraphRGA', 'GrraphRAG']) expect(read(typed)).toEqual(['graphrag'])
    for (const typed of ['GraphRAGs', 'MaskIS', 'GraphRAA', 'TemporXl', 'HraphRAG', 'GraphGA'])
      expect(read(typed)).toEqual([])
    expect(read('maskis')).toEqual(['masks'])
    expect(read('mAsks of eTmporal')).toEqual(['temporal'])
  })

  test('with a capital has its first letter right', () => {
    expect(read('remporal')).toEqual(['temporal'])
    expect(read('Remporal')).toEqual([])
    expect(read('Temporxl')).toEqual(['temporal'])
  })

  test('is divided as papers write it after its correction too', () => {
    const { withEvery, words } = library.search(parseQuery('DeepSekeR1', today).query)
    expect([withEvery, words]).toEqual([2, ['deepseek-r1']])
  })
})

test('a slip that some paper has beside the same words is read as what far more have there', () => {
  const library = engineOf(
    ...many(1010, 'Large language models'),
    ...many(1, 'Large languge models. Speeches of languge'),
    ...many(3, 'Speeches of language'),
  )
  const read = (typed: string) =>
    library.search(parseQuery(typed, today).query).corrections.map(one => one.read)
  expect(read('languge models')).toEqual(['language'])
  expect(read('Languge models')).toEqual([])
  expect(read('of languge')).toEqual([])
})
