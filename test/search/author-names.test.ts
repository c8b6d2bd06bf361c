import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { compileTopic, matches as isOn } from '../../src/search/topics/topic.ts'
import { engineOf, find, many, paper, today } from './papers.ts'

describe('the name of an author', () => {
  const authors = [
    'Bernhard Schölkopf',
    'Ada Mueller',
    'Jürgen Müller',
    'Joel Doe',
    'Søren Åberg',
    'Jo\u0308rg Muller',
  ]
  const papers = authors.map((author, at) => paper(`${at}`, 'A title', '', { authors: [author] }))
  const engine = engineOf(...papers)

  test.each([
    ['author:"Bernhard Schoelkopf"', ['0']],
    ['author:Scholkopf', ['0']],
    ['author:SCHÖLKOPF', ['0']],
    ['author:Mueller', ['1', '2']],
    ['author:"Juergen Mueller"', ['2']],
    ['author:Müller', ['1', '2', '5']],
    ['author:Muller', ['2', '5']],
    ['author:Joel', ['3']],
    ['author:Jol', []],
    ['author:Jöl', ['3']],
    ['author:"Soeren Aaberg"', ['4']],
    ['author:"Soren Aberg"', ['4']],
    ['author:Joerg', ['5']],
    ['author:"J. Müller"', ['2', '5']],
    ['author:"Muller J"', ['2', '5']],
    ['author:J', ['2', '3', '5']],
  ])('%s', (typed, ids) => {
    expect(find(engine, typed).sort()).toEqual(ids)
    const topic = compileTopic(parseQuery(typed, today).query)
    const matching = papers.filter(one => isOn(topic, new ReadPaper(one)).matched)
    expect(matching.map(({ id }) => id)).toEqual(ids)
  })

  test('is known in both ways', () => {
    for (const typed of [
      'Bernhard Schoelkopf',
      'Bernhard Schölkopf',
      'Ada Müller',
      'Jorg Muller',
      'B. Scholkopf',
      'Schölkopf',
      'Schoelkopf',
      'Joerg',
    ])
      expect(engine.namesAuthor(parseQuery(typed, today).query)).toBe(true)
    expect(engine.namesAuthor(parseQuery('Jol Doe', today).query)).toBe(false)
    for (const typed of ['A. Scholkopf', 'Scholk', 'B', 'title'])
      expect(engine.namesAuthor(parseQuery(typed, today).query)).toBe(false)
  })
})

test('the name of an author is not corrected, alone or among other words', () => {
  const library = engineOf(
    ...many(30, 'Ann index'),
    ...many(30, 'World models'),
    paper('1', 'Worlds', '', { authors: ['Yann LeCun', 'Kàrl X. Modle'] }),
  )
  const read = (typed: string) =>
    library.search(parseQuery(typed, today).query).corrections.map(one => one.read)
  expect(read('yann')).toEqual(['ann'])
  expect(read('yann index')).toEqual(['ann'])
  for (const typed of [
    'yann lecun',
    'LeCun, Yann',
    'karl modle',
    'Yann LeCun world',
    'world models of yann lecun',
  ])
    expect(read(typed)).toEqual([])
})
