import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { today } from './papers.ts'

const parse = (text: string) => parseQuery(text, today)

describe('what was copied', () => {
  const entry =
    '@misc{yang2024,\n  booktitle={Never},\n  title = {Depth {A}nything V2: $\\pi_0$},\n  year={2024}}'
  test.each([
    [entry, 'Depth Anything V2: π₀'],
    ['@article{a, title="Mixtral of Experts"}', 'Mixtral of Experts'],
    ['Title: Mixtral of Experts', 'Mixtral of Experts'],
    ['Untitled: a study', 'Untitled: a study'],
  ])('%j', (text, read) => expect(parse(text).query.text).toBe(read))

  test('an entry with an id is that paper', () =>
    expect(parse('@article{a, title={Mixtral}, journal={arXiv:2401.04088}}').query.id).toBe('2401.04088'))
})
