import { Temporal } from '@js-temporal/polyfill'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf, readMessage, readReply, writeMessage } from '../../src/delivery/stored.ts'
import { arbitraryReply } from '../chat/arbitrary-reply.ts'
import { channel, claimOf, openWorld, post } from './fixture.ts'

test('an instant is written as Temporal writes it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_102_444_800_000 }),
      fc.constantFrom(1, 10, 100, 1000),
      (ms, unit) => {
        const at = ms - (ms % unit)
        expect(instantOf(at)).toBe(Temporal.Instant.fromEpochMilliseconds(at).toString())
      },
    ),
  )
})

test('any reply is read as it was written', () => {
  fc.assert(
    fc.property(arbitraryReply, reply => {
      const json = JSON.stringify(reply)
      expect(readReply(json)).toEqual(JSON.parse(json))
    }),
  )
})

test('any damage to its shape is seen', () => {
  const buttons = [{ label: 'Open', command: 'paper', options: { paper: '2608.00001' } }]
  const item = { number: 1, title: 'Zetta', url: 'https://x.org', lines: [['small']], buttons }
  const reply = {
    summary: 'One paper',
    visibility: 'public',
    blocks: [
      { kind: 'papers', items: [item] },
      { kind: 'text', text: ['words', { bold: 'bold' }] },
    ],
  }
  const required = [
    'summary',
    'visibility',
    'blocks',
    'kind',
    'items',
    'title',
    'lines',
    'buttons',
    'label',
    'text',
  ]
  expect(readReply(JSON.stringify(reply))).toEqual(reply)
  for (const name of required)
    expect(() =>
      readReply(JSON.stringify(reply, (key, value: unknown) => (key === name ? undefined : value))),
    ).toThrow(`"${name}"`)
})

test('a message is read with its thread', () => {
  for (const thread of [{}, { thread: { ...channel(), thread: 't1' } }])
    expect(readMessage(writeMessage({ place: channel(), message: 'm1', ...thread }))).toEqual({
      place: channel(),
      message: 'm1',
      ...thread,
    })
})

test.each([
  '{"summary":"cut',
  '{"summary":"x"}',
  '{"summary":"x","visibility":"public","blocks":[{"kind":"?"}]}',
])('a damaged message (%s) is set aside and reported, never sent, and what follows is sent', async reply => {
  const world = await openWorld()
  const { delivery } = world.bot()
  await delivery.claim(claimOf('2026-08-20', { posts: [post('damaged'), post('sound')] }))
  await world.db.updateTable('outbox').set({ reply }).where('key', '=', 'damaged').execute()
  const { delivery: next } = await world.started()
  await world.advance(1000)
  expect(world.shown).toEqual(['sound'])
  expect(world.log.error).toHaveBeenCalledWith(
    expect.objectContaining({ post: 'damaged' }),
    expect.any(String),
  )
  const aside = await world.db.selectFrom('damaged_values').selectAll().execute()
  expect(aside).toMatchObject([
    { namespace: 'outbox', key: 'damaged', value: expect.stringContaining('summary') },
  ])
  const slot = await next.slot('s1', '2026-08-20')
  expect(slot?.posts[0]?.delivered).toMatchObject({
    kind: 'refused',
    forLog: expect.stringMatching(/^damaged/),
  })
})

test('where a thread is damaged in the middle of its sending, what follows is sent', async () => {
  const world = await openWorld()
  const { delivery } = world.bot()
  await delivery.claim(claimOf('2026-08-20', { posts: [post('damaged'), post('sound')] }))
  const at = world.now().epochMilliseconds
  const sending = { state: 'sending', thread: '{"title":"cut', at, due: at } as const
  await world.db.updateTable('outbox').set(sending).where('key', '=', 'damaged').execute()
  await world.started()
  await world.advance(1000)
  expect(world.shown).toEqual(['sound'])
})
