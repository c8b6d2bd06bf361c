import { describe, expect, test } from 'vitest'
import type { SearchOptions } from '../../src/search/result.ts'
import { parseQuery, plainQuery } from '../../src/search/query/parse-query.ts'
import { engineOf, find, paper, today } from './papers.ts'

const defining = [
  paper('d1', 'Retrieval-augmented generation (RAG)', 'Reads first.'),
  paper('d2', 'Again', 'Retrieval-Augmented Generation (RAG) reads.'),
]

describe('the long form of an acronym', () => {
  const engine = engineOf(
    ...defining,
    paper('long', 'Retrieval augmented generation in hospitals', 'Nothing shorter.'),
    paper('short', 'RAG in hospitals', 'Reads and answers.'),
    paper('part', 'Generation of images', 'Nothing read.'),
  )

  test('finds papers that carry the acronym alone, behind those that write it out', () => {
    const { matches, withEvery } = engine.search(plainQuery('retrieval augmented generation'))
    const ids = matches.map(({ id }) => id)
    expect(withEvery).toBe(4)
    expect(ids.indexOf('short')).toBe(3)
    const { score, reasons, standIns } = matches[3]!
    expect(standIns).toEqual(['RAG'])
    expect(reasons.map(({ text }) => text)).toContain('written as "RAG"')
    expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9)
    expect(matches[0]!.standIns).toEqual([])
  })

  test('does so within longer queries, and not when words are taken as typed', () => {
    const typed = plainQuery('retrieval augmented generation for answers in hospitals')
    expect(engine.search(typed).matches.map(({ id }) => id)).toContain('short')
    expect(engine.search(typed).withEvery).toBe(1)
    expect(engine.search(typed, { exact: true }).withEvery).toBe(0)
    expect(find(engine, 'retrieval augmented generation', { exact: true })).not.toContain('short')
  })

  const said = (typed: string, options?: SearchOptions) =>
    engine.search(parseQuery(typed, today).query, options).standIns

  test('is told of where it brought papers of the page, and not where words are taken as typed', () => {
    expect(said('retrieval augmented generation')).toEqual(['RAG'])
    expect(said('retrieval augmented generation', { limit: 1 })).toEqual([])
    expect(said('retrieval augmented generation', { exact: true })).toEqual([])
    expect(said('retrieval augmented generation -answers')).toEqual([])
    expect(said('RAG')).toEqual(['retrieval-augmented generation'])
    expect(said('generation augmented retrieval')).toEqual([])
    expect(said('hospitals')).toEqual([])
  })

  test('is told of behind the page too where it brought half of the papers with every word', () => {
    engine.add([paper('second', 'Second RAG'), paper('third', 'Third RAG')])
    expect(said('retrieval augmented generation', { limit: 1 })).toEqual(['RAG'])
    engine.remove(['second', 'third'])
  })

  test('is no more than its words where they stand apart', () => {
    expect(engine.search(plainQuery('generation augmented retrieval')).withEvery).toBe(3)
  })
})

test('the acronym of a part of what was typed does not stand for it; plural and singular are one', () => {
  const engine = engineOf(
    ...['a', 'b'].map(id => paper(id, `Large language models (LLMs) number ${id}`)),
    ...['c', 'd'].map(id => paper(id, `A language model (LM) number ${id}`)),
    paper('large', 'A large LM'),
    paper('llm', 'An LLM'),
    paper('llms', 'Some LLMs'),
  )
  expect(engine.acronymsIn(plainQuery('large language models')).map(({ short }) => short)).toEqual(['LLM'])
  expect(engine.search(plainQuery('large language models')).withEvery).toBe(4)
  for (const typed of ['LLM', 'llms']) expect(engine.search(plainQuery(typed)).withEvery).toBe(4)
  expect(engine.search(plainQuery('llms')).standIns).toEqual([])
})

describe('one word and two', () => {
  const engine = engineOf(
    paper('open', 'Flash attention of kernels'),
    ...['a', 'b'].map(id => paper(id, `Some flash attention of kind ${id}`)),
    paper('closed', 'FlashAttention for kernels'),
    paper('hyphen', 'Flash-attention on chips'),
    paper('neither', 'Attention in a flash'),
  )
  const all = ['a', 'b', 'closed', 'hyphen', 'open']

  test.each(['flash attention', 'FlashAttention', 'flash-attention'])(
    '%s finds all ways to write it, of which nobody is told',
    typed => {
      const { matches, withEvery, standIns } = engine.search(plainQuery(typed))
      const found = matches.slice(0, 5).map(({ id }) => id)
      expect(found.toSorted()).toEqual(all)
      expect(withEvery).toBe(typed.includes('-') ? 6 : typed.includes(' ') ? 6 : 5)
      expect(standIns).toEqual([])
    },
  )

  test('what is spelt as typed comes first', () => {
    expect(find(engine, 'FlashAttention kernels')[0]).toBe('closed')
    expect(find(engine, 'flash attention kernels')[0]).toBe('open')
  })
})
