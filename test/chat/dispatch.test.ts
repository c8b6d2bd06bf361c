import { Temporal } from '@js-temporal/polyfill'
import { describe, expect, test } from 'vitest'
import { type Command, defineCommand } from '../../src/chat/command.ts'
import { createDispatch, type DispatchContext } from '../../src/chat/dispatch.ts'
import { scopeOf } from '../../src/chat/place.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Policy } from '../../src/chat/policy.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Answer } from '../../src/chat/reply.ts'
import type { Request } from '../../src/chat/request.ts'
import { commands, type Log } from './commands.ts'

const place = { platform: 'slack', workspace: 'T1', channel: 'C2' }
const request = (
  command: string,
  options: Record<string, string> = {},
  more: Partial<Request> = {},
): Request => ({
  id: `${command} ${JSON.stringify(options)}`,
  command,
  options,
  actor: { id: 'U1', name: 'Ada', manages: false },
  place,
  scope: scopeOf(place, 'public'),
  surface: 'typed',
  locale: 'en',
  ...more,
})

const policy: Policy = {
  visibility: async () => 'private',
  mayManage: async () => false,
  mayShare: async () => 'some',
}

function setUp(changes: Partial<DispatchContext<Log>> = {}) {
  const ran: string[] = []
  const logged: object[] = []
  const handled = new Set<string>()
  const dispatch = createDispatch<Log>({
    commands,
    services: { ran },
    completers: {
      queries: (typed, services) => [{ label: typed, value: `${typed} ${services.ran.length}` }],
    },
    policy,
    now: () => Temporal.Instant.from('2026-08-21T09:00:00Z'),
    seen: { first: id => !handled.has(id) && handled.add(id).has(id) },
    log: { error: details => void logged.push(details) },
    newReference: () => 'ref-1',
    ...changes,
  })
  const ask = async (...asked: Parameters<typeof request>): Promise<string> => {
    const { reply } = await dispatch.handle(request(...asked))
    expect(reply.visibility).toBe('private')
    return flatten(reply)
  }
  return { dispatch, ask, ran, logged }
}

/** A command that answers as told. */
const answering = (run: () => Promise<Answer>) =>
  commands.map(command =>
    command.name === 'daily' ? defineCommand<Log, typeof command.options>({ ...command, run }) : command,
  )

/** Only managers may fill in this option. */
const withAccessTo =
  (option: string) =>
  (command: Command<Log>): Command<Log> => ({
    ...command,
    access: options => (options[option] === undefined ? 'anyone' : 'manager'),
  })

describe('a request', () => {
  test('runs its command with checked options', async () => {
    const { ask, ran } = setUp()
    expect(await ask('search', { query: 'kv cache' })).toBe('Found kv cache')
    expect(ran).toEqual(['search kv cache by relevance'])
  })

  test.each([
    ['teleport', {}, {}, 'I don\'t know the command "teleport". "help" lists all of them.'],
    [
      'search',
      { query: 'kv', sort: 'x' },
      {},
      'I don\'t know the sort "x". It can be relevance, newest or upvotes. An example that works: search kv cache',
    ],
    [
      'subscribe',
      {},
      { surface: 'home' as const },
      '"subscribe" does not work from the home page. Use it from a typed command or a direct message.',
    ],
    [
      'subscribe',
      {},
      {},
      'Only people who manage this channel may do this with "subscribe". Ask one of them.',
    ],
    [
      'remove',
      { by: 'U1' },
      {},
      '"remove" is a button, and cannot be typed. What leads to it: search kv cache',
    ],
    ['subscriptions', {}, {}, 'Nothing is subscribed here. Try: subscribe "KV cache"'],
  ])('%s %j %j is answered with what can be mended', async (command, options, more, said) => {
    const { ask, ran, logged } = setUp()
    expect(await ask(command, options, more)).toBe(said)
    expect(ran).toEqual([])
    expect(logged).toEqual([])
  })

  test('access may depend on what is asked for', async () => {
    const { ask } = setUp({ commands: commands.map(withAccessTo('topics')) })
    expect(await ask('subscribe')).toBe('Saved')
    expect(await ask('subscribe', { topics: 'kv' })).toBe(
      'Only people who manage this channel may do this with "subscribe". Ask one of them.',
    )
  })

  test('a manager may', async () => {
    const { ask } = setUp({ policy: { ...policy, mayManage: async ({ actor }) => actor.id === 'U1' } })
    expect(await ask('subscribe')).toBe('Saved')
  })

  test('a fault is logged, and shown as a reference only', async () => {
    const { ask, logged } = setUp()
    expect(await ask('help')).toBe('A fault of the bot stopped this. Reference: ref-1')
    expect(logged).toMatchObject([
      { code: 'unexpected', reference: 'ref-1', command: 'help', err: expect.any(Error) },
    ])
  })

  test.each([
    { scope: scopeOf({ ...place, workspace: 'T9' }, 'public') },
    { scope: scopeOf({ ...place, channel: 'C9' }, 'private') },
    { place: { platform: 'slack', workspace: 'T1', person: 'U1' } },
  ])('outside its scope it is a fault: %j', async more => {
    const { ask, ran, logged } = setUp()
    expect(await ask('search', { query: 'kv' }, more)).toContain('ref-1')
    expect(logged).toMatchObject([{ code: 'dispatch.scope' }])
    expect(ran).toEqual([])
  })

  test('a thread is inside the scope of its channel', async () => {
    const { ask } = setUp()
    const more = { place: { ...place, thread: '1' }, scope: scopeOf(place, 'private') }
    expect(await ask('search', { query: 'kv' }, more)).toBe('Found kv')
  })
})

describe('a request that comes again', () => {
  test('while it runs and afterwards gets the same answer, marked as such, and is done once', async () => {
    const { dispatch, ran } = setUp()
    const [first, second] = [dispatch.handle(request('daily')), dispatch.handle(request('daily'))]
    expect(await first).not.toHaveProperty('again')
    expect(await second).toEqual({ ...(await first), again: true })
    expect(await dispatch.handle(request('daily'))).toEqual(await second)
    expect(ran).toEqual(['daily'])
  })

  test('after a restart is not done again', async () => {
    const { dispatch, ask, ran } = setUp({ seen: { first: async () => false } })
    expect(await ask('daily')).toBe('This was answered already.')
    expect(await dispatch.handle(request('daily', {}, { id: 'other' }))).toMatchObject({ again: true })
    expect(ran).toEqual([])
  })

  test('is answered where it cannot be remembered, as on a full disk', async () => {
    const { ask, logged } = setUp({ seen: { first: () => Promise.reject(new Error('The disk is full.')) } })
    expect(await ask('search', { query: 'kv cache' })).toBe('Found kv cache')
    expect(logged).toMatchObject([{ reference: 'ref-1', err: { message: 'The disk is full.' } }])
  })

  test('in another workspace is another request', async () => {
    const { dispatch, ran } = setUp()
    const other = { ...place, workspace: 'T2' }
    await dispatch.handle(request('daily'))
    await dispatch.handle(request('daily', {}, { place: other, scope: scopeOf(other, 'public') }))
    expect(ran).toHaveLength(2)
  })

  test('is remembered by thousands of others later, at least not done again', async () => {
    const { dispatch, ran } = setUp()
    for (let at = 0; at < 3000; at++) await dispatch.handle(request('daily', {}, { id: String(at) }))
    await dispatch.handle(request('daily', {}, { id: '0' }))
    expect(ran).toHaveLength(3000)
  })
})

describe('a better reply', () => {
  test('is never shown to more people than the first', async () => {
    const better = { ...notice('Better'), visibility: 'public' as const }
    const { dispatch } = setUp({
      commands: answering(async () => ({ reply: notice('At once'), later: Promise.resolve(better) })),
    })
    const { later } = await dispatch.handle(request('daily'))
    expect(await later).toEqual({ ...better, visibility: 'private' })
  })

  test('that fails is logged and left out', async () => {
    const { dispatch, logged } = setUp({
      commands: answering(async () => ({
        reply: notice('At once'),
        later: Promise.reject(new Error('late')),
      })),
    })
    const { reply, later } = await dispatch.handle(request('daily'))
    expect(flatten(reply)).toBe('At once')
    expect(await later).toBeUndefined()
    expect(logged).toMatchObject([{ reference: 'ref-1', command: 'daily' }])
  })
})

const fails = (): never => {
  throw new Error('broken')
}

describe('completion', () => {
  const asked = { command: 'search', option: 'query', typed: 'kv', place, scope: scopeOf(place, 'public') }

  test('is the completer that the option names', () => {
    expect(setUp().dispatch.complete(asked)).toEqual([{ label: 'kv', value: 'kv 0' }])
    expect(setUp().dispatch.complete({ ...asked, option: 'sort' })).toEqual([])
    expect(setUp().dispatch.complete({ ...asked, command: 'teleport' })).toEqual([])
  })

  test('that fails offers nothing, and is logged', () => {
    const { dispatch, logged } = setUp({ completers: { queries: fails } })
    expect(dispatch.complete(asked)).toEqual([])
    expect(logged).toHaveLength(1)
  })

  test('by nobody is found at the start', () => {
    expect(() => setUp({ completers: {} })).toThrow(expect.objectContaining({ code: 'dispatch.completer' }))
  })
})

test('a form that nothing can open is behind a button', async () => {
  const form = {
    kind: 'form',
    title: 'Daily papers',
    command: 'subscribe',
    options: {},
    fields: [],
    submit: 'Save',
  } as const
  const asking = answering(async () => ({
    reply: { summary: 'Daily papers', visibility: 'private', blocks: [form] },
  }))
  const { dispatch } = setUp({ commands: asking })
  const said = await dispatch.handle(request('daily', {}, { surface: 'direct' }))
  expect(flatten(said.reply)).toBe('Daily papers: this is filled in as a form.\n[Open the form]')
  const pressed = await dispatch.handle(request('daily', {}, { surface: 'button', id: 'pressed' }))
  expect(pressed.reply.blocks).toEqual([form])
})
