/** Discord's JSON in the words of the core: who, where, what. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInteraction } from '../../../src/discord/answers/parse.ts'
import { commands } from '../harness.ts'

const context = { commands, visibilityOf: () => 'public' as const }
const ada = { id: '11', username: 'ada', global_name: 'Ada' }
const member = (more: object = {}) => ({ user: ada, nick: null, permissions: '0', ...more })
const typed = (more: object = {}) => ({
  id: '1',
  application_id: '2',
  token: 't',
  type: 2,
  locale: 'de',
  guild_id: '5',
  channel: { id: '6', type: 0 },
  member: member(),
  authorizing_integration_owners: { 0: '5' },
  data: { type: 1, options: [{ name: 'search', options: [{ name: 'query', type: 3, value: 'kv' }] }] },
  ...more,
})
const asked = (raw: object) => {
  const parsed = parseInteraction(raw, context)
  if (parsed.kind !== 'asked') throw new Error('Expected a request.')
  return parsed
}
const server = { platform: 'discord', workspace: '5' }

const named = (more: object) => asked(typed({ member: member(more) })).request.actor.name
const label = (component: object) => ({ type: 18, id: 1, component })
const actorWith = (permissions: bigint, more: object = {}) =>
  asked(typed({ member: member({ permissions: String(permissions) }), ...more })).request.actor
const manages = (permissions: bigint, more: object = {}) => actorWith(permissions, more).manages
const where = (more: object, visibility: 'public' | 'private' | 'unknown' = 'public') => {
  const parsed = parseInteraction(typed(more), { ...context, visibilityOf: () => visibility })
  return parsed.kind === 'asked' && { place: parsed.request.place, scope: parsed.request.scope }
}

test('a typed command', () => {
  expect(asked(typed())).toEqual({
    kind: 'asked',
    address: { id: '1', token: 't', applicationId: '2' },
    act: { kind: 'invocation', invocation: { command: 'search', options: { query: 'kv' } } },
    request: {
      id: '1',
      actor: { id: '11', name: 'Ada', manages: false, administers: false },
      place: { ...server, channel: '6' },
      scope: { kind: 'public', ...server },
      surface: 'typed',
      locale: 'de',
    },
  })
})

test('a name is what the server calls the person, else what they call themselves', () => {
  expect(named({ nick: 'Lovelace' })).toBe('Lovelace')
  expect(named({ user: { ...ada, global_name: null } })).toBe('ada')
})

describe('who manages', () => {
  test.each([
    ['Manage Channels', 1n << 4n, true],
    ['Administrator', 1n << 3n, true],
    ['Manage Server', 1n << 5n, false],
    ['Send Messages', 1n << 11n, false],
  ])('%s', (_name, permission, expected) => {
    expect(manages(permission)).toBe(expected)
    expect(manages(permission | (1n << 40n))).toBe(expected)
  })

  test.each([
    ['Manage Server', 1n << 5n, true],
    ['Administrator', 1n << 3n, true],
    ['Manage Channels', 1n << 4n, false],
  ])('the server is administered with %s', (_name, permission, expected) => {
    expect(actorWith(permission).administers).toBe(expected)
    expect(actorWith(permission, { authorizing_integration_owners: { 1: '11' } }).administers).toBe(false)
  })

  test('nobody, where the server did not invite the bot', () => {
    expect(manages(1n << 4n, { authorizing_integration_owners: { 1: '11' } })).toBe(false)
    expect(manages(1n << 4n, { authorizing_integration_owners: { 0: '77' } })).toBe(false)
  })
})

describe('where', () => {
  const direct = { platform: 'discord', workspace: '@me', person: '11' }

  test('a public thread belongs to its channel', () => {
    expect(where({ channel: { id: '7', type: 11, parent_id: '6' } })).toEqual({
      place: { ...server, channel: '6', thread: '7' },
      scope: { kind: 'public', ...server },
    })
  })

  test('a private thread stands for itself', () => {
    const place = { ...server, channel: '7' }
    expect(where({ channel: { id: '7', type: 12, parent_id: '6' } })).toEqual({
      place,
      scope: { kind: 'private', place },
    })
  })

  test.each(['private', 'unknown'] as const)('a channel that is %s is private', visibility => {
    const place = { ...server, channel: '6' }
    expect(where({}, visibility)).toEqual({ place, scope: { kind: 'private', place } })
  })

  test.each([
    ['direct messages', { guild_id: undefined, member: undefined, user: ada, channel: { id: '8', type: 1 } }],
    ['a server where only the person installed the bot', { authorizing_integration_owners: { 1: '11' } }],
  ])('%s', (_name, more) => {
    expect(where(more)).toEqual({ place: direct, scope: { kind: 'private', place: direct } })
  })
})

test('what is being typed', () => {
  const options = [
    { name: 'sort', type: 3, value: 'new' },
    { name: 'query', type: 3, value: 'org:nv', focused: true },
  ]
  expect(
    parseInteraction(typed({ type: 4, data: { type: 1, options: [{ name: 'search', options }] } }), context),
  ).toEqual({
    kind: 'typing',
    address: { id: '1', token: 't', applicationId: '2' },
    request: {
      command: 'search',
      option: 'query',
      typed: 'org:nv',
      place: { ...server, channel: '6' },
      scope: { kind: 'public', ...server },
    },
  })
})

test("a message's menu reads all that the message shows", () => {
  const message = {
    content: 'AWQ:',
    embeds: [{ url: 'https://arxiv.org/abs/2306.00978', author: { name: 'arXiv' } }],
    components: [{ type: 17, components: [{ type: 10, content: 'and 1706.03762' }] }],
  }
  const data = { type: 3, name: 'Find papers here', target_id: '9', resolved: { messages: { 9: message } } }
  const { act, request } = asked(typed({ data }))
  expect(request.surface).toBe('message')
  expect(act).toEqual({
    kind: 'invocation',
    invocation: {
      command: 'find-here',
      options: { query: 'AWQ:\nhttps://arxiv.org/abs/2306.00978\narXiv\nand 1706.03762' },
    },
  })
})

test('the messages that a message forwards are read, too', () => {
  const forwarded = { content: 'see 2306.00978', embeds: [{ url: 'https://arxiv.org/abs/1706.03762' }] }
  const message = { content: '', message_snapshots: [{ message: forwarded }] }
  const data = { type: 3, name: 'Find papers here', target_id: '9', resolved: { messages: { 9: message } } }
  expect(asked(typed({ data })).act).toMatchObject({
    invocation: {
      command: 'find-here',
      options: { query: 'see 2306.00978\nhttps://arxiv.org/abs/1706.03762' },
    },
  })
})

test.each([
  ['the root command alone', { type: 1, name: 'papers' }],
  ['the root command without a sub-command', { type: 1, name: 'papers', options: [] }],
  ["an entry of a person's menu", { type: 2, name: 'Who is this', target_id: '9' }],
  ['nothing', undefined],
])('%s is answered with help', (_name, data) => {
  expect(asked(typed({ data })).act).toEqual({
    kind: 'invocation',
    invocation: { command: 'help', options: {} },
  })
})

test('a press, and whether its message is private', () => {
  const message = { id: '3', flags: 64 | (1 << 15), components: [{ type: 17 }] }
  const pressed = asked(
    typed({ type: 3, data: { custom_id: 'search?query=kv', component_type: 2 }, message }),
  )
  expect(pressed).toMatchObject({
    act: { kind: 'press', id: 'search?query=kv' },
    message: { id: '3', private: true, components: [{ type: 17 }] },
    request: { surface: 'button' },
  })
  const choice = asked(
    typed({ type: 3, data: { custom_id: 'x?', values: ['a'] }, message: { id: '3', flags: 0 } }),
  )
  expect(choice).toMatchObject({ act: { value: 'a' }, message: { private: false } })
})

test('a form, with what was not chosen left out', () => {
  const components = [
    label({ type: 4, custom_id: 'org', value: 'nvidia' }),
    label({ type: 3, custom_id: 'sort', values: ['new'] }),
    label({ type: 3, custom_id: 'max', values: [] }),
    { type: 10, id: 4 },
  ]
  expect(asked(typed({ type: 5, data: { custom_id: 'search?', components } }))).toMatchObject({
    act: { kind: 'submit', id: 'search?', values: { org: 'nvidia', sort: 'new' } },
    request: { surface: 'form' },
  })
})

test('anything else is an error, never a request', () => {
  fc.assert(
    fc.property(fc.jsonValue(), raw => {
      expect(() => parseInteraction(raw, context)).toThrow(Error)
      expect(() => parseInteraction({ ...typed({ type: 3 }), data: raw }, context)).toThrow(Error)
    }),
  )
})
