import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isInternal } from '../../src/chat/command.ts'
import { formatCommandLine, parseCommandLine } from '../../src/chat/command-line.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import { commands } from './commands.ts'

const write = (command: string, options: Record<string, string>) =>
  formatCommandLine({ command, options }, commands)
const parse = (text: string) => parseCommandLine(text, commands)

describe('a command line', () => {
  test.each([
    ['search kv cache', 'search', { query: 'kv cache' }],
    ['/papers search kv cache', 'search', { query: 'kv cache' }],
    ['  /Papers   SEARCH kv cache ', 'search', { query: 'kv cache' }],
    [
      'search author:hinton "kv cache" sort:newest',
      'search',
      { query: 'author:hinton "kv cache"', sort: 'newest' },
    ],
    ['search sort=upvotes  -survey  has:code', 'search', { query: '-survey  has:code', sort: 'upvotes' }],
    ['search “kv cache” Sort:“newest”', 'search', { query: '“kv cache”', sort: 'newest' }],
    ['search "a sort:newest b"', 'search', { query: '"a sort:newest b"' }],
    ['search query:"kv cache" quantization', 'search', { query: 'kv cache quantization' }],
    ['search query:"kv cache" lora query:moe', 'search', { query: 'kv cache lora, moe' }],
    ['search 5" screens sort:newest', 'search', { query: '5" screens', sort: 'newest' }],
    ['search', 'search', {}],
    ['find kv cache', 'search', { query: 'kv cache' }],
    ['today', 'daily', {}],
    ['today 2026-08-20', 'daily', { date: '2026-08-20' }],
    [
      'sub "KV cache", "speculative decoding" time:09:00',
      'subscribe',
      { topics: '"KV cache", "speculative decoding"', time: '09:00' },
    ],
    ['subscribe zone:Europe/Berlin', 'subscribe', { zone: 'Europe/Berlin' }],
    ['unsubscribe', 'subscriptions', {}],
    ['subscriptions page:2', 'subscriptions', { page: '2' }],
    ['help search', 'help', { command: 'search' }],
    ['remove', 'remove', {}],
    ['', 'help', {}],
    ['/papers', 'help', {}],
  ])('%j', (text, command, options) => {
    expect(parse(text)).toEqual({ command, options })
  })

  test.each([
    'kv cache quantization',
    '/paperspace gradient',
    'constructor',
    '__proto__',
    'subscriptions in economics',
    '2608.14929',
    'research',
    'trending',
    'serach for kv',
    'remove background noise',
    'remove by:U1',
    'removed',
    'subscriptions author:hinton',
    'subscriptions 2',
    'subscriptions models time:series forecasting',
    'subscriptions "time:09:00"',
  ])('%j names no command and is searched for', text =>
    expect(parse(text)).toEqual({ command: 'search', options: { query: text } }),
  )

  test('a search without the word takes the options of search', () => {
    expect(parse('kv cache sort:newest')).toEqual({
      command: 'search',
      options: { query: 'kv cache', sort: 'newest' },
    })
  })

  test.each([
    ['serach', 'search'],
    ['Hlep', 'help'],
    ['dayly', 'daily'],
    ['subscripe', 'subscribe'],
  ])('%j nearly is a command, and is asked about', (text, meant) => {
    const parsed = parse(text)
    expect(parsed).toHaveProperty('reply')
    if (!('reply' in parsed)) return
    expect(parsed.reply.visibility).toBe('private')
    expect(flatten(parsed.reply)).toContain(`"${text}". Did you mean "${meant}"?`)
    expect(parsed.reply.blocks.at(-1)).toMatchObject({
      buttons: [{ command: meant }, { command: 'search', options: { query: text } }],
    })
  })

  test.each([
    ['subscriptions sort:newest', 'sort'],
    ['unsubscribe Time=09:00 zone:"Europe/Berlin"', 'time, zone'],
  ])('%j is no search: the command has no options', (text, options) => {
    const parsed = parse(text)
    if (!('reply' in parsed)) throw new Error('It was read as a command.')
    expect(parsed.reply.visibility).toBe('private')
    expect(flatten(parsed.reply)).toBe(
      `"subscriptions" has no options, so it can't take "${options}".\n[Subscriptions] [Search "subscriptions"]`,
    )
    expect(parsed.reply.blocks.at(-1)).toMatchObject({
      buttons: [
        { command: 'subscriptions', options: {} },
        { command: 'search', options: { query: 'subscriptions' } },
      ],
    })
  })

  test('an alias whose command is missing is searched for', () => {
    const some = commands.filter(({ name }) => name !== 'daily')
    expect(parseCommandLine('today', some)).toEqual({ command: 'search', options: { query: 'today' } })
  })

  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '"',
      '“',
      '”',
      '\\',
      ' ',
      ':',
      '=',
      'sort:',
      'query:',
      'search',
      '/papers',
      'newest',
      '\n',
      '«',
    ),
  )
  const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''))

  test('anything is read, as a command that exists or a reply', () => {
    const names = commands.map(({ name }) => name)
    fc.assert(
      fc.property(text, line => {
        const parsed = parse(line)
        if ('reply' in parsed) return
        expect(names).toContain(parsed.command)
        const known = Object.keys(commands.find(({ name }) => name === parsed.command)!.options.shape)
        expect(known).toEqual(expect.arrayContaining(Object.keys(parsed.options)))
      }),
    )
  })

  test('what is written reads back, whatever the values', () => {
    const invocation = fc.constantFrom(...commands.filter(one => !isInternal(one))).chain(command => {
      const values = Object.keys(command.options.shape).map(name => [name, text] as const)
      return fc
        .record(Object.fromEntries(values), { requiredKeys: [], noNullPrototype: true })
        .map(options => ({
          command: command.name,
          options: options as Record<string, string>,
        }))
    })
    fc.assert(
      fc.property(invocation, given => {
        expect(parse(formatCommandLine(given, commands))).toEqual(given)
      }),
      { numRuns: 1000 },
    )
  })

  test('what is written is what a person would type', () => {
    expect(write('search', { query: 'author:hinton "kv cache"', sort: 'newest' })).toBe(
      'search author:hinton "kv cache" sort:newest',
    )
    expect(write('search', { query: 'sort:newest' })).toBe('search query:sort:newest')
    expect(write('subscribe', { zone: 'Europe/Berlin' })).toBe('subscribe zone:Europe/Berlin')
    expect(write('daily', {})).toBe('daily')
  })

  test('a long line of quotes is read in time', () => {
    const started = performance.now()
    parse(`search ${'"\\'.repeat(2000)}`)
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
