import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { citationKeys } from '../../../src/papers/citation/citation-key.ts'
import type { Paper } from '../../../src/papers/paper.ts'
import { paper } from '../../library/fixture.ts'
import { hostileName, hostileTitle } from './titles.ts'

const keyOf = (facts: Partial<Paper>, id = '2608.19880'): string => citationKeys([paper(id, facts)]).get(id)!

test.each<[string, Partial<Paper>, string?]>([
  [
    'vaswani2017attention',
    { authors: ['Ashish Vaswani'], title: 'Attention Is All You Need', published: '2017-06-12' },
  ],
  ['oord2016wavenet', { authors: ['Aäron van den Oord'], title: 'The WaveNet', published: '2016-09-12' }],
  ['ozgur2026ecole', { authors: ['Şebnem Özgür'], title: "On the \\'{E}cole" }],
  ['kaiser2026bit', { authors: ['Łukasz Kaiser'], title: '$2$-Bit 50% Caches' }],
  ['deepseekai2026llms', { authors: ['DeepSeek-AI'], title: 'LLMs' }],
  ['anonymous2026', { authors: ['何恺明'], title: '视觉' }],
  ['gold1967language', { authors: ['E. Mark Gold'], title: 'Language', listDate: '1967-05-01' }],
  ['thurston2003three', { authors: ['Bill Thurston'], title: 'Three' }, 'math/0309136'],
  ['thurston1999three', { authors: ['Bill Thurston'], title: 'Three' }, 'math/9909136'],
])('%s', (key, facts, id) => expect(keyOf(facts, id)).toBe(key))

test('papers that would have one key have their ids behind it, in whichever order they come', () => {
  const [one, two] = [paper('2608.00001', { title: 'Same' }), paper('2608.00002', { title: 'Same again' })]
  const keys = citationKeys([one, two])
  expect([...keys.values()]).toEqual(['lovelace2026same-2608-00001', 'lovelace2026same-2608-00002'])
  expect(Object.fromEntries(citationKeys([two, one]))).toEqual(Object.fromEntries(keys))
})

test('a key is letters, digits and hyphens, and each paper has its own', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostileTitle, hostileName), { maxLength: 6 }), all => {
      const papers = all.map(([title, name], at) => paper(`2608.0000${at}`, { title, authors: [name] }))
      const keys = [...citationKeys(papers).values()]
      for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(new Set(keys).size).toBe(papers.length)
    }),
  )
})
