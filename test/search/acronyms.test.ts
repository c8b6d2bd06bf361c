import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { definitionsIn } from '../../src/search/acronyms.ts'
import { plainQuery } from '../../src/search/parse-query.ts'
import { engineOf, find, paper } from './papers.ts'

describe('what a text defines', () => {
  test.each([
    ['We use low-rank adaptation (LoRA) here.', ['LoRA: low rank adapt']],
    ['Retrieval-Augmented Generation (RAG)', ['RAG: retriev augment generat']],
    ['Mixture-of-Experts models (MoEs) and a Key-Value (KV) cache', ['KV: key valu']],
    ['A sentence. Group relative policy optimization (GRPO, for short)', ['GRPO: group relat polici optim']],
    ['The graph neural network (GNN) is a net.', ['GNN: graph neural network']],
    ['Nothing of the kind (as said in 2024), nor (see Figure 3).', []],
    ['Words that do not fit (XQZ).', []],
    ['Retrieval (R).', []],
  ])('%s', (text, expected) =>
    expect(definitionsIn(text).map(({ short, long }) => `${short}: ${long.join(' ')}`)).toEqual(expected),
  )

  test('any text is read, in time that grows with its length', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => void definitionsIn(text)))
    const start = performance.now()
    definitionsIn('low-rank (LoRA) '.repeat(20_000))
    definitionsIn('('.repeat(300_000))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('a search', () => {
  const engine = engineOf(
    paper('defines', 'Low-rank adaptation (LoRA)', 'Tuning.'),
    paper('too', 'Again', 'Low-Rank Adaptation (LoRA) is used.'),
    paper('only', 'Low-rank adaptations of layers', 'Not named.'),
    paper('apart', 'Adaptation that is low in rank', ''),
    paper('star', 'Self-taught reasoner (STaR)', ''),
    ...Array.from({ length: 60 }, (_, at) => paper(`s${at}`, `Star number ${at}`, '')),
    paper('star2', 'Self-taught reasoner (STaR) again', ''),
    paper('self', 'A self-taught reasoner', ''),
  )

  test('for an acronym finds papers that only write it out, and says so', () => {
    const { matches, withEvery } = engine.search(plainQuery('lora'))
    expect(matches.map(({ id }) => id)).toEqual(['defines', 'too', 'only'])
    expect(withEvery).toBe(3)
    for (const { score, reasons } of matches)
      expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9)
    expect(matches[2]!.reasons.map(({ text }) => text)).toContain('written as "low-rank adaptation"')
  })

  test('takes the acronym as typed when it is asked to, or is part of a long query', () => {
    expect(find(engine, 'lora', { exact: true })).toEqual(['defines', 'too'])
    expect(find(engine, 'lora one two three')).not.toContain('only')
  })

  test('takes a word that most papers use without defining it as a word', () => {
    expect(find(engine, 'star', { limit: 100 })).not.toContain('self')
  })

  test('forgets what removed papers defined', () => {
    const two = engineOf(
      paper('1', 'Fast model search (FMS)'),
      paper('2', 'Fast model search (FMS)'),
      paper('3', 'Fast model search'),
    )
    expect(find(two, 'fms').toSorted()).toEqual(['1', '2', '3'])
    two.remove(['1'])
    expect(find(two, 'fms')).toEqual(['2'])
  })
})
