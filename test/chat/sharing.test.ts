/** Who sees an answer, seen through dispatch: by what was asked for, by the place's default, and within limits. */
import { Temporal } from '@js-temporal/polyfill'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineCommand } from '../../src/chat/command.ts'
import { createDispatch } from '../../src/chat/dispatch.ts'
import { scopeOf } from '../../src/chat/place.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Policy } from '../../src/chat/policy.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Answer, Reply } from '../../src/chat/reply.ts'
import type { Request } from '../../src/chat/request.ts'

const everywhere = ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home'] as const
const base = { access: 'anyone', summary: 'Test', surfaces: everywhere } as const
const reply = (text: string, isPublic: boolean): Reply => ({
  ...notice(text),
  visibility: isPublic ? 'public' : 'private',
})

const list = defineCommand({
  ...base,
  name: 'list',
  options: z.object({ of: z.string().max(20).optional(), share: z.enum(['yes', 'no']).optional() }),
  examples: ['list'],
  run: async ({ options: { of, share } }): Promise<Answer> => {
    if (of === 'faults') throw new Error('broken')
    if (of === 'nothing') return { reply: notice('There is nothing.') }
    const isPublic = share === 'yes'
    const better = of === 'more' && { later: Promise.resolve(reply('A longer list', isPublic)) }
    return { reply: reply('The list', isPublic), ...better }
  },
})

/** It cannot be shown to everyone, whatever the place's default. */
const status = defineCommand({
  ...base,
  name: 'status',
  options: z.object({}),
  examples: ['status'],
  run: async ({ options }) => ({ reply: notice(`Fine ${JSON.stringify(options)}`) }),
})

const place = { platform: 'discord', workspace: 'G1', channel: 'C2' }

function setUp(set: Partial<Policy> = {}) {
  let now = Temporal.Instant.from('2026-08-21T09:00:00Z')
  let requests = 0
  const faults: object[] = []
  const dispatch = createDispatch({
    commands: [list, status],
    services: {},
    completers: {},
    policy: {
      visibility: async () => 'private',
      mayManage: async () => false,
      mayShare: async () => 'some',
      ...set,
    },
    now: () => now,
    seen: { first: () => true },
    log: { error: details => void faults.push(details) },
    newReference: () => 'ref-1',
  })
  const request = (command: string, options: Request['options'], more: Partial<Request>): Request => ({
    id: `${++requests}`,
    command,
    options,
    actor: { id: 'U1', name: 'Ada', manages: false },
    place,
    scope: scopeOf(more.place ?? place, 'public'),
    surface: 'typed',
    locale: 'en',
    ...more,
  })
  /** What is expected, what is shown to whom, and the better version of it. */
  async function ask(command: string, options: Request['options'] = {}, more: Partial<Request> = {}) {
    const asked = request(command, options, more)
    const expected = await dispatch.expected(asked)
    const answer = await dispatch.handle(asked)
    const better = await answer.later
    return {
      expected,
      shown: answer.reply.visibility,
      text: flatten(answer.reply),
      ...(better && { better: flatten(better) }),
    }
  }
  const share = (more: Partial<Request> = {}) => ask('list', { share: 'yes' }, more)
  return {
    dispatch,
    ask,
    share,
    faults,
    request,
    wait: (minutes: number) => void (now = now.add({ minutes })),
    times: async <T>(count: number, act: () => Promise<T>): Promise<T[]> =>
      Promise.all(Array.from({ length: count }, act)),
  }
}

const open: Partial<Policy> = { visibility: async () => 'public' }
const toAll = { expected: 'public', shown: 'public', text: 'The list' }
const toOne = { expected: 'private', shown: 'private', text: 'The list' }
const bob = { actor: { id: 'U2', manages: false } }

test('an answer is private unless it is asked to be shared', async () => {
  const { ask } = setUp()
  expect(await ask('list')).toEqual(toOne)
  expect(await ask('list', { share: 'no' })).toEqual(toOne)
  expect(await ask('list', { share: 'yes' })).toEqual(toAll)
  expect(await ask('list', { share: 'yes' }, { surface: 'button' })).toEqual(toAll)
})

test.each([
  ['typed', toAll],
  ['mention', toAll],
  ['button', toOne],
  ['form', toOne],
  ['message', toOne],
  ['home', toOne],
] as const)('where the default is public, from %s it is answered so', async (surface, answered) => {
  expect(await setUp(open).ask('list', {}, { surface })).toEqual(answered)
})

test('share:no keeps it private where the default is public', async () => {
  expect(await setUp(open).ask('list', { share: 'no' })).toEqual(toOne)
})

test('what cannot be shared stays private where the default is public', async () => {
  expect(await setUp(open).ask('status')).toEqual({ ...toOne, text: 'Fine {}' })
})

test("a person's own messages have no default: nobody else is there", async () => {
  const own = { platform: 'discord', workspace: '@me', person: 'U1' }
  const { ask } = setUp(open)
  expect(await ask('list', {}, { place: own, scope: scopeOf(own, 'private') })).toEqual(toOne)
})

const tooMany =
  'You shared 10 answers within an hour, so only you see this; the next can be shared at 10:00 UTC.'
const notAllowed = 'Only people who manage this channel may share here, so only you see this.'

test('ten in an hour can be shared; the next is private and says when it is possible again', async () => {
  const { share, wait, times } = setUp()
  expect(await times(9, share)).toEqual(Array.from({ length: 9 }, () => toAll))
  wait(20)
  expect(await share()).toEqual(toAll)
  expect(await share()).toEqual({ ...toOne, text: `The list\n${tooMany}` })
  wait(39)
  expect((await share()).text).toContain(tooMany)
  wait(1)
  expect(await share()).toEqual(toAll)
})

test('many at once are no more than ten', async () => {
  const { dispatch, request, times } = setUp()
  const answers = await times(30, () => dispatch.handle(request('list', { share: 'yes' }, {})))
  expect(answers.filter(({ reply: { visibility } }) => visibility === 'public')).toHaveLength(10)
})

test('the better version says it too', async () => {
  const { share, ask, times } = setUp()
  await times(10, share)
  expect(await ask('list', { of: 'more', share: 'yes' })).toEqual({
    ...toOne,
    text: `The list\n${tooMany}`,
    better: `A longer list\n${tooMany}`,
  })
})

test('what is public by default alone is then given privately, without a word', async () => {
  const { share, ask, times } = setUp(open)
  await times(10, share)
  expect(await ask('list')).toEqual(toOne)
})

test('others, and the same person in another workspace, have ten of their own', async () => {
  const { share, times } = setUp()
  await times(10, share)
  expect(await share(bob)).toEqual(toAll)
  const other = { ...place, workspace: 'G2' }
  expect(await share({ place: other, scope: scopeOf(other, 'public') })).toEqual(toAll)
  expect(await share({ place: { ...place, channel: 'C3' } })).toMatchObject({ shown: 'private' })
})

test('who manages may share any number', async () => {
  const { share, times } = setUp({ mayShare: async () => 'any number' })
  expect(await times(25, share)).toEqual(Array.from({ length: 25 }, () => toAll))
})

test('what became private after all is not counted', async () => {
  const { share, ask, times } = setUp()
  await times(10, () => ask('list', { of: 'nothing', share: 'yes' }))
  await times(10, () => ask('list', { of: 'faults', share: 'yes' }))
  await times(10, () => ask('list', { of: 'far too long to be the name of a list', share: 'yes' }))
  expect(await times(10, share)).toEqual(Array.from({ length: 10 }, () => toAll))
})

test('who may not share is told so, or is answered privately where that is only the default', async () => {
  const { ask, share } = setUp({ ...open, mayShare: async () => 'none' })
  expect(await share()).toEqual({ ...toOne, text: `The list\n${notAllowed}` })
  expect(await ask('list')).toEqual(toOne)
})

test('what is set and cannot be read is a fault, and expected to be private', async () => {
  const { ask, faults } = setUp({ mayShare: () => Promise.reject(new Error('the disk is gone')) })
  expect(await ask('list', { share: 'yes' })).toMatchObject({ expected: 'private', shown: 'private' })
  expect(faults).toHaveLength(2)
})

test('nobody expects anything of a command that does not exist', async () => {
  expect(await setUp(open).ask('teleport')).toMatchObject({ expected: 'private', shown: 'private' })
})
