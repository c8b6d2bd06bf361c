import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { today } from './papers.ts'

const parse = (text: string) => parseQuery(text, today)

describe('NOT in capitals', () => {
  test.each([
    ['diffusion NOT image', 'diffusion -image'],
    ['NOT diffusion', '-diffusion'],
    ['nets AND NOT "case study" of it', 'nets -"case study" of it'],
    ['nets ANDNOT survey', 'nets -survey'],
    ['nets AND NOT survey AND NOT review', 'nets -survey -review'],
  ])('%s is a minus', (text, read) => expect(parse(text).query).toEqual(parse(read).query))

  test.each([
    'Stronger Models are NOT Stronger Teachers',
    'Learning What NOT to Count',
    'ATTENTION IS NOT ALL YOU NEED',
    'When Does It (NOT) Work',
    '"nets NOT image"',
    'title:"nets NOT image"',
    'nets NOT (image OR video)',
    'nets NOT',
    'nets not image',
  ])('%s has none', text => {
    const { query } = parse(text)
    expect([query.text, query.excluded]).toEqual([text, []])
  })
})

test('OR is left aside, and so are the quotes that it stands beside', () => {
  expect(parse('"flow matching" OR "rectified flow" nets')).toMatchObject({
    complaints: [
      'OR was left aside: without quotes some of the words are enough, and papers with all come first.',
    ],
    meant: 'flow matching OR rectified flow nets',
  })
  expect(parse('lora OR qlora').complaints).toEqual([
    'OR was left aside: one of the words is enough anyway, and papers with all come first.',
  ])
  for (const text of ['lora OR qlora', '"lora OR qlora"', 'OR lora', 'lora or qlora'])
    expect(parse(text).meant).toBeUndefined()
})
