/** Words that are no slips of others; names among them lead to authors. */
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { engineOf, paper, today } from './papers.ts'

const many = (count: number, title: string) =>
  Array.from({ length: count }, (_, at) => paper(`${title} ${at}`, title))

test('one of the names of an author is read as another word only where that is much more frequent', () => {
  const library = engineOf(
    ...many(30, 'Train of thought'),
    ...many(3, 'Angle of it'),
    paper('authors', 'Nothing', '', { authors: ['Trian Bo', 'Angel Bo'] }),
  )
  const read = (typed: string) =>
    library.correct(parseQuery(typed, today).query).corrections.map(one => one.read)
  expect(read('trian')).toEqual(['train'])
  expect(read('angel')).toEqual([])
  expect(read('angel of')).toEqual(['angle'])
})

test('a word two slips away is in three papers, or in as large a share of few', () => {
  const library = (papers: number) =>
    engineOf(...many(100 - papers, 'Of it'), ...many(papers, 'Compressible'))
  const typed = parseQuery('comprssble', today).query
  expect(library(2).correct(typed).corrections).toEqual([])
  expect(library(3).correct(typed).corrections).toHaveLength(1)
  expect(engineOf(...many(1, 'Compressible')).correct(typed).corrections).toHaveLength(1)
})

test('a name with a capital inside is no slip of another', () => {
  const library = engineOf(paper('1', 'MM-Zero: games'), ...many(3, 'GraphRAG things'))
  const read = (typed: string) =>
    library.correct(parseQuery(typed, today).query).corrections.map(one => one.read)
  expect(read('MuZero')).toEqual([])
  expect(read('GraphRGA')).toEqual(['graphrag'])
})

test('the author among other words: as cited, by the whole name, or by a name that no paper says', () => {
  const library = engineOf(
    paper('1', 'The LoRA of Han', '', { authors: ['Song Han', 'Ada Lora', 'Kan Liu', 'Ada Meitner'] }),
    ...many(3, 'LoRA and GAN'),
    paper('2', 'Nothing', '', { authors: ['Bo Gan', 'Cy Gan', 'Di Gan', 'Ed Gan', 'Fi Gan', 'Gus Schön'] }),
  )
  const within = (typed: string) => {
    const { name, others } = library.authorWithin(parseQuery(typed, today).query) ?? {}
    return name === undefined ? undefined : `${name} | ${others!.join(' ')}`
  }
  expect(within('Liu et al. 2024 kan')).toBe('Liu | kan')
  expect(within('Song Han et al. (2024b) LoRA')).toBe('Song Han | LoRA')
  expect(within('lora Han et al., nets')).toBe('Han | lora nets')
  expect(within('Nobody et al. LoRA')).toBeUndefined()
  expect(within('nets by song han')).toBe('song han | nets by')
  expect(within('meitner nets')).toBe('meitner | nets')
  expect(within('Schoen LoRA+')).toBe('Schoen | LoRA+')
  expect(within('LoRA+ nets')).toBeUndefined()
  const isNamed = (typed: string) => library.namesAuthor(parseQuery(typed, today).query)
  expect(['gan', 'Gan', 'GAN', 'LoRA', 'meitner?'].map(isNamed)).toEqual([true, true, false, false, true])
})

test('a name is found as a whole word, between others and alone', () => {
  const authors = ['Ana', 'An', 'Anan', 'Bo-An Li', 'Ban An', 'O’An', 'Éan']
  const library = engineOf(
    ...authors.map((author, at) => paper(`${at}`, 'Nothing', '', { authors: [author] })),
  )
  const named = (typed: string) => library.namesAuthor(parseQuery(typed, today).query)
  expect(['Ana', 'anan', 'bo', 'li', 'ban', 'oan', 'ean'].filter(one => !named(one))).toEqual([])
  expect(['na', 'a', 'nan', 'anab', 'nl'].filter(named)).toEqual([])
  library.remove(['1'])
  expect([named('an'), named('ana')]).toEqual([true, true])
  library.remove(['3', '4'])
  expect([named('an'), named('ana')]).toEqual([false, true])
})
