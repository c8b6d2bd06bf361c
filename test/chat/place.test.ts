import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PaperboyError } from '../../src/errors.ts'
import { formatPlace, formatScope, type Place, parsePlace, scopeOf } from '../../src/chat/place.ts'

const part = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter(text => !/[:\s]/u.test(text) && !text.startsWith('@'))
const place: fc.Arbitrary<Place> = fc
  .record({ platform: part, workspace: part, where: part, direct: fc.boolean(), thread: fc.option(part) })
  .map(({ platform, workspace, where, direct, thread }) => ({
    platform,
    workspace,
    ...(direct ? { person: where } : { channel: where }),
    ...(thread === null ? {} : { thread }),
  }))

/** The text of the place that a text is, or the code of what is wrong with it. */
const rewritten = (text: string): unknown => {
  try {
    return formatPlace(parsePlace(text))
  } catch (error) {
    return error instanceof PaperboyError ? error.code : error
  }
}

describe('places', () => {
  test.each([
    ['slack:T1:C2', { platform: 'slack', workspace: 'T1', channel: 'C2' }],
    ['discord:G1:C2:T3', { platform: 'discord', workspace: 'G1', channel: 'C2', thread: 'T3' }],
    ['slack:T1:@U1', { platform: 'slack', workspace: 'T1', person: 'U1' }],
    [
      'slack:T1:C2:1503435956.000247',
      { platform: 'slack', workspace: 'T1', channel: 'C2', thread: '1503435956.000247' },
    ],
  ])('%s is written and read', (text, expected) => {
    expect(parsePlace(text)).toEqual(expected)
    expect(formatPlace(expected)).toBe(text)
  })

  test('what is written reads back as the same place', () => {
    fc.assert(
      fc.property(place, given => {
        expect(parsePlace(formatPlace(given))).toEqual(given)
      }),
    )
  })

  test('what reads as a place is written the same', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), parts => {
        const text = parts.join(':')
        expect(rewritten(text)).toBeOneOf([text, 'place.unreadable'])
      }),
    )
  })

  test.each([
    '',
    'slack',
    'slack:T1',
    'slack:T1:',
    'slack:T1:@',
    'slack::C2',
    'slack:T1:C2:',
    'a:b:c:d:e',
    'slack:T 1:C2',
  ])('%j is no place', text =>
    expect(() => parsePlace(text)).toThrow(expect.objectContaining({ code: 'place.unreadable' })),
  )

  test.each([
    { channel: 'C:2' },
    { channel: '' },
    { channel: '@U1' },
    { person: '' },
    { channel: 'C2', person: 'U1' },
    {},
    { channel: 'C2', thread: '' },
  ])('%j cannot be written', where =>
    expect(() => formatPlace({ platform: 'slack', workspace: 'T1', ...where })).toThrow(
      expect.objectContaining({ code: 'place.unwritable' }),
    ),
  )
})

describe('scopes', () => {
  const channel = { platform: 'slack', workspace: 'T1', channel: 'C2' }

  test('public channels of a workspace are one scope', () => {
    expect(formatScope(scopeOf(channel, 'public'))).toBe('slack:T1')
    expect(formatScope(scopeOf({ ...channel, channel: 'C3', thread: '1' }, 'public'))).toBe('slack:T1')
  })

  test('a private channel and its threads are one scope, and what is not known is private', () => {
    expect(formatScope(scopeOf({ ...channel, thread: '1' }, 'private'))).toBe('slack:T1:C2')
    expect(formatScope(scopeOf(channel, 'unknown'))).toBe('slack:T1:C2')
  })

  test('a direct conversation is never public', () => {
    const direct = { platform: 'slack', workspace: 'T1', person: 'U1' }
    expect(formatScope(scopeOf(direct, 'public'))).toBe('slack:T1:@U1')
  })

  test('what is shared with another workspace is private, and says who else is there', () => {
    expect(scopeOf({ ...channel, thread: '1' }, 'shared')).toEqual({
      kind: 'private',
      place: channel,
      withOutsiders: true,
    })
  })

  test('a private scope is never written as a public one', () => {
    fc.assert(
      fc.property(place, place, (a, b) => {
        const everybody = { kind: 'public' as const, platform: b.platform, workspace: b.workspace }
        expect(formatScope(scopeOf(a, 'private'))).not.toBe(formatScope(everybody))
      }),
    )
  })
})
