/** What stands around what is asked for is no word to search for. */
import { expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { engineOf, paper, today } from './papers.ts'

const engine = engineOf(
  paper('pruning', 'Pruning language models', 'We remove what attention does not need.'),
  paper('papers', 'Papers and articles', 'Research is interested in what it can find.'),
)

test.each([
  'Are there any research papers on pruning of language models?',
  'I am interested in articles about language models',
  "I'd like to find papers on pruning",
  'Find all discussions of pruning',
  'which papers remove attention',
  'Could you suggest studies that remove attention?',
  'How does pruning work',
  'what is known about pruning',
  'research on pruning',
  'explain pruning',
  'explain how pruning works',
  'summarize papers on pruning',
  'compare pruning and attention',
  'latest pruning papers',
  'what are the latest papers on pruning',
  'recent papers on pruning',
  'best pruning papers',
  'pruning et al.',
])('%s', typed => {
  const { withEvery, matches } = engine.search(parseQuery(typed, today).query)
  expect(withEvery).toBe(1)
  expect(matches[0]!.id).toBe('pruning')
})

test.each([
  'can research prune language models',
  'we find pruning',
  'this paper prunes',
  'pruning papers',
  'literature pruning',
  'recent pruning',
  'pruning explain',
  'latest papers pruning explain',
])('what may be asked for stays: %s', typed => {
  expect(engine.search(parseQuery(typed, today).query).withEvery).toBe(0)
})

test.each(['papers on what we find', 'what is research', 'recent papers', 'best papers', 'explain articles'])(
  'nothing else is asked for: %s',
  typed => {
    expect(engine.search(parseQuery(typed, today).query).matches[0]!.id).toBe('papers')
  },
)
