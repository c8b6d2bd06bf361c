import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkOptions, describeOptions } from '../../src/chat/options.ts'
import { explain, UserError } from '../../src/errors.ts'
import { commands } from './commands.ts'

const [search, daily, subscribe] = commands as [
  (typeof commands)[0],
  (typeof commands)[0],
  (typeof commands)[0],
]

test('options are described from their schema', () => {
  expect(describeOptions(search)).toEqual([
    { name: 'query', description: 'what to look for', required: true, completes: 'queries', maxLength: 200 },
    {
      name: 'sort',
      description: 'order',
      required: false,
      choices: ['relevance', 'newest', 'upvotes'],
      default: 'relevance',
    },
    { name: 'page', description: 'page', required: false, internal: true },
  ])
})

test('transformed and preprocessed options are described by what is typed', () => {
  const options = z.object({
    flag: z.enum(['yes', 'no']).transform(said => said === 'yes'),
    shown: z.preprocess(typed => String(typed).toLowerCase(), z.enum(['mine', 'team'])).optional(),
    page: z.coerce.number().default(1),
  })
  expect(describeOptions({ options })).toMatchObject([
    { name: 'flag', choices: ['yes', 'no'] },
    { name: 'shown', choices: ['mine', 'team'] },
    { name: 'page', required: false, default: '1' },
  ])
})

const complaint = (check: () => unknown): string => {
  try {
    check()
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return explain(error)
  }
  throw new Error('Nothing was wrong.')
}

describe('checked options', () => {
  test('are parsed, with defaults, without what the command does not know', () => {
    expect(checkOptions(search, { query: 'kv', other: 'x' })).toEqual({ query: 'kv', sort: 'relevance' })
  })

  test.each([
    [search, {}, '"search" needs a value for "query". An example that works: search kv cache'],
    [search, { query: '' }, '"search" needs a value for "query". An example that works: search kv cache'],
    [
      search,
      { query: 'kv', sort: 'stars' },
      'I don\'t know the sort "stars". It can be relevance, newest or upvotes. An example that works: search kv cache',
    ],
    [
      search,
      { query: 'x'.repeat(201) },
      'The query is 201 characters long; 200 is the most. An example that works: search kv cache',
    ],
    [
      daily,
      { date: '2026-02-30' },
      'I can\'t read the date "2026-02-30". An example that works: daily 2026-08-20',
    ],
    [
      subscribe,
      { time: 'noon' },
      '"noon" is no time of day. An example that works: subscribe "KV cache" time:09:00 zone:Europe/Berlin',
    ],
  ])('%#: what was wrong, the value, and an example', (command, raw, said) => {
    expect(complaint(() => checkOptions(command, raw))).toBe(said)
  })

  test('a long wrong value is cut', () => {
    expect(complaint(() => checkOptions(daily, { date: 'x'.repeat(5000) })).length).toBeLessThan(200)
  })
})
