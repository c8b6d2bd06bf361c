/** Papers like one that is named in a sentence. */
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { today } from './papers.ts'

test.each([
  ['like 2402.17764', '2402.17764', []],
  ['papers similar to arXiv:2402.17764v2', '2402.17764', []],
  ['something like https://arxiv.org/abs/2402.17764 on video', '2402.17764', ['on', 'video']],
  ['vision papers related to 2402.17764', '2402.17764', ['vision']],
  ['I would like papers similar to 2402.17764', '2402.17764', []],
])('%s asks for papers like one', (text, like, words) => {
  const { query } = parseQuery(text, today)
  expect(query).toMatchObject({ like, words })
  expect(query.id).toBeUndefined()
})

test.each([
  'I dislike 2402.17764',
  'unlike 2402.17764',
  'agents not like 2402.17764',
  'agents NOT similar to 2402.17764',
  'like 2402.17764 and 2306.00978',
])('%s asks for none', text => expect(parseQuery(text, today).query.like).toBeUndefined())

test('a phrase stays whole beside the paper that others shall be like', () =>
  expect(parseQuery('papers on "attention is all" like 2402.17764', today).query).toMatchObject({
    like: '2402.17764',
    words: [],
    phrases: ['attention is all'],
  }))
