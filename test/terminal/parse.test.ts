import { describe, expect, test } from 'vitest'
import * as fc from 'fast-check'
import { UserError } from '../../src/errors.ts'
import { homePlace, namePlace, readPlace } from '../../src/terminal/places.ts'
import { parseLine } from '../../src/terminal/parse.ts'
import { pressablesOf } from '../../src/terminal/pressables.ts'
import { cardReply, commands, searchReply } from './replies.ts'

const onSearch = { commands, pressables: pressablesOf(searchReply) }
const onCard = { commands, pressables: pressablesOf(cardReply) }

const pressed = (line: string, context = onSearch) => {
  const intent = parseLine(line, context)
  if (intent.kind !== 'press' || intent.press.kind !== 'command') return intent
  return [intent.surface, intent.press.command, intent.press.options]
}

describe('a line is', () => {
  test('a command with or without the slash word, or a search', () => {
    const search = ['typed', 'search', { query: 'kv cache' }]
    expect(pressed('/papers search kv cache')).toEqual(search)
    expect(pressed('search kv cache')).toEqual(search)
    expect(pressed('  kv cache ')).toEqual(search)
    expect(pressed('/papers')).toEqual(['typed', 'help', {}])
  })

  test('a number or a word of what was shown last', () => {
    const first = ['button', 'paper', { paper: '2605.19660' }]
    for (const line of ['1', '1.', 'open 1', 'OPEN 1', 'o 1']) expect(pressed(line)).toEqual(first)
    expect(pressed('similar 2')).toEqual(['button', 'similar', { paper: '2602.02958' }])
    const next = ['button', 'search', { query: 'kv cache quantization', page: '2' }]
    for (const line of ['3', 'next', 'n', 'NEXT']) expect(pressed(line)).toEqual(next)
    expect(pressed('team', onCard)).toEqual(['button', 'vote', { paper: '2608.14929' }])
    expect(parseLine('3', onCard)).toMatchObject({
      press: { kind: 'link', url: 'https://example.org/traces' },
    })
  })

  test('a command where a command and a label begin alike, unless it is the whole label', () => {
    expect(pressed('search exactly')).toEqual(['button', 'search', { query: 'quantisaton', exact: 'yes' }])
    expect(pressed('search exact')).toEqual(['typed', 'search', { query: 'exact' }])
    expect(pressed('save 2605.19660')).toEqual(['typed', 'save', { paper: '2605.19660' }])
    expect(pressed('save 1')).toEqual(['button', 'save', { paper: '2605.19660' }])
    expect(pressed('/papers save 1')).toEqual(['typed', 'save', { paper: '1' }])
  })

  test('the same command after every answer, where it needs nothing else', () => {
    const buttons = ['Help', 'Save'].map(label => ({ label, command: 'why', options: { paper: label } }))
    const pressables = pressablesOf({ ...searchReply, blocks: [{ kind: 'buttons', buttons }] })
    const shown = { commands, pressables }
    expect(pressed('help', shown)).toEqual(['typed', 'help', {}])
    expect(pressed('Help', shown)).toEqual(['typed', 'help', {}])
    expect(pressed('1', shown)).toEqual(['button', 'why', { paper: 'Help' }])
    expect(pressed('hel', shown)).toEqual(['button', 'why', { paper: 'Help' }])
    expect(pressed('save', shown)).toEqual(['button', 'why', { paper: 'Save' }])
    expect(pressed('save 2605.19660', shown)).toEqual(['typed', 'save', { paper: '2605.19660' }])
  })

  test('a search where the beginning of a label has more than one end, or more words follow', () => {
    expect(pressed('s')).toEqual(['typed', 'search', { query: 's' }])
    expect(pressed('next token prediction')).toEqual(['typed', 'search', { query: 'next token prediction' }])
    expect(pressed('gpt 4')).toEqual(['typed', 'search', { query: 'gpt 4' }])
  })

  test('a word about the terminal itself, when it stands alone', () => {
    expect(parseLine('', onSearch)).toEqual({ kind: 'nothing' })
    expect(parseLine('Quit', onSearch)).toEqual({ kind: 'end' })
    expect(parseLine('exit', onSearch)).toEqual({ kind: 'end' })
    expect(parseLine('places', onSearch)).toEqual({ kind: 'places' })
    expect(parseLine('go', onSearch)).toEqual({ kind: 'places' })
    expect(parseLine('go @me', onSearch)).toMatchObject({ kind: 'go', place: { person: 'me' } })
    expect(parseLine('go #papers/t1', onSearch)).toEqual({
      kind: 'go',
      place: { ...homePlace, thread: 't1' },
    })
    expect(pressed('go explore first')).toEqual(['typed', 'search', { query: 'go explore first' }])
    expect(pressed('places365')).toEqual(['typed', 'search', { query: 'places365' }])
  })

  test('answered with what works, where it names what is not there', () => {
    expect(() => parseLine('7', onSearch)).toThrow('no number 7')
    expect(() => parseLine('7', { commands, pressables: [] })).toThrow('has nothing with the number 7')
    expect(() => parseLine('next', { commands, pressables: [] })).toThrow('no next page')
    expect(() => parseLine('go #a:b', onSearch)).toThrow('There is no place "#a:b".')
    expect(() => parseLine('go @ada', onSearch)).toThrow('There is no place "@ada".')
  })
})

test('numbers are unique, also where papers of two lists bear the same', () => {
  const twice = pressablesOf({ ...searchReply, blocks: [...searchReply.blocks, ...searchReply.blocks] })
  const numbers = twice.filter(({ role }) => role !== 'action').map(({ number }) => number)
  expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('any line means something, or is answered with a sentence', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), line => {
      expect(meaningOf(line)).not.toBe('')
    }),
  )
})

function meaningOf(line: string): string {
  try {
    return parseLine(line, onSearch).kind
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
}

test('a place is read as it is shown', () => {
  for (const name of ['#papers', '#papers/t12', '#kv_cache-2', '@me'])
    expect(namePlace(readPlace(name))).toBe(name)
})
