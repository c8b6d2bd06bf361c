import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { today } from './papers.ts'

const parse = (text: string) => parseQuery(text, today)

describe('a date in words is offered as a condition', () => {
  test.each([
    ['agents since 2026', 'since 2026', 'after:2026', 'agents after:2026'],
    ['agents until March 2026', 'until March 2026', 'before:2026-03', 'agents before:2026-03'],
    [
      'papers from Dec 2025',
      'from Dec 2025',
      'after:2025-12 before:2026-01',
      'papers after:2025-12 before:2026-01',
    ],
    ['agents of 2025?', 'of 2025', 'after:2025 before:2026', 'agents after:2025 before:2026'],
    ['agents in the last month', 'in the last month', 'after:2026-10-21', 'agents after:2026-10-21'],
    ['past week', 'past week', 'after:2026-11-14', 'after:2026-11-14'],
  ])('%s', (text, typed, condition, meant) => {
    expect(parse(text)).toMatchObject({
      complaints: [`"${typed}" was read as words. For the date write ${condition}.`],
      meant,
    })
  })

  test.each([
    '"since 2026"',
    'NTIRE 2026',
    'in 2048x',
    'since soon',
    'resin 2025',
    'of 2025-13',
    'of Decision 2025',
    'in ſep 2025',
  ])('%s is none', text => expect(parse(text).meant).toBeUndefined())
})

test.each([
  ['nets until:2024-02-30', "I don't know until:. before", '2024-02-30'],
  ['nets since:2024-13', "I don't know since:. after", '2024-13'],
  ['nets until 2024-02-30.', '"until 2024-02-30" was read as words. before', '2024-02-30'],
  ['nets of 2023-02-29', '"of 2023-02-29" was read as words. after', '2023-02-29'],
])('a date that does not exist is told, and not offered: %s', (text, beginning, date) => {
  const { complaints, meant } = parse(text)
  expect(complaints).toEqual([expect.stringMatching(`^${beginning}: needs a date, .*; it was "${date}"\\.$`)])
  expect(meant).toBeUndefined()
})
