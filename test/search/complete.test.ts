import { expect, test } from 'vitest'
import { engineOf, paper } from './papers.ts'

const org = (name: string) => ({ organization: { name } })
const engine = engineOf(
  paper('2401.00001', 'Sparse Attention for Video', '', { upvotes: 3, ...org('NVIDIA') }),
  paper('2401.00002', 'Dense $\\alpha$-Attention', 'sparse', { upvotes: 9, ...org('Ünited AI') }),
  paper('2402.00003', 'Vidéo Sparsity', '', org('NVIDIA')),
)
const ids = (typed: string, limit = 10): string[] => engine.complete(typed, limit).map(({ id }) => id)

test.each([
  ['att', ['2401.00002', '2401.00001']],
  ['spar', ['2401.00001', '2402.00003']],
  ['vid SPARS', ['2401.00001', '2402.00003']],
  ['attention for v', ['2401.00001']],
  ['alpha', ['2401.00002']],
  ['tention', []],
  ['2401.', ['2401.00002', '2401.00001']],
  ['  ', []],
  ['!', []],
])('%s', (typed, expected) => expect(ids(typed)).toEqual(expected))

test('titles come as text, no more than asked, without removed papers', () => {
  expect(engine.complete('dense', 1)).toEqual([{ id: '2401.00002', title: 'Dense α-Attention' }])
  expect(ids('att', 1)).toEqual(['2401.00002'])
  const other = engineOf(paper('1', 'Attention'))
  other.remove(['1'])
  expect(other.complete('att', 5)).toEqual([])
})

test('organisations by what their name holds, most papers first', () => {
  expect(engine.completeOrganization('', 10)).toEqual(['NVIDIA', 'Ünited AI'])
  expect(engine.completeOrganization('UNITED', 10)).toEqual(['Ünited AI'])
  expect(engine.completeOrganization('i', 1)).toEqual(['NVIDIA'])
  expect(engine.completeOrganization('google', 10)).toEqual([])
})
