/**
 * The suite that every platform passes. A platform brings a harness: itself, connected to a stand-in of its service,
 * and the ways in which people and the service act on it.
 */
import { setImmediate } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { type CommandDescription, defineCommand } from '../../src/chat/command.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Handlers, MessageRef } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Visibility } from '../../src/chat/reply.ts'
import type { Request } from '../../src/chat/request.ts'
import { type Capability, expectRefused, type PlatformHarness, said, sent } from './platform-harness.ts'

export type { Capability, PlatformHarness } from './platform-harness.ts'

export interface PlatformContract {
  readonly name: string
  open(): PlatformHarness | Promise<PlatformHarness>
  /** What the platform lacks, each with the reason. */
  readonly unsupported?: Readonly<Partial<Record<Capability, string>>>
}

const search = defineCommand({
  name: 'search',
  summary: 'Search papers',
  options: z.object({ query: z.string().describe('what to look for') }),
  examples: ['search kv cache'],
  access: 'anyone',
  visibility: 'private',
  surfaces: ['typed', 'mention', 'direct', 'button'],
  run: async ({ options }) => ({ reply: notice(options.query) }),
}) satisfies CommandDescription

const inTheFuture = (): string => new Date(Date.now() + 60_000).toISOString()
const longAgo = '2020-01-01T00:00:00Z'

export function platformContract(contract: PlatformContract): void {
  const { name, unsupported = {} } = contract
  let harness: PlatformHarness
  let requests: Request[]
  let answer: Handlers['handle']
  let expected: Visibility

  const handlers: Handlers = {
    handle: request => {
      requests.push(request)
      return answer(request)
    },
    expected: async () => expected,
    complete: () => [],
    commands: [search],
  }

  /** A test of what the platform can do; where it can't, it is skipped and the reason stands in the report. */
  const when = (needed: readonly Capability[], title: string, run: () => Promise<void>): void => {
    const lacking = needed.find(capability => unsupported[capability] !== undefined)
    // oxlint-disable-next-line vitest/valid-title -- the callers name it
    test(title, async ({ skip }) => {
      skip(lacking !== undefined, lacking && unsupported[lacking])
      expect.hasAssertions()
      await run()
    })
  }
  const texts = async (place: Place): Promise<string[]> =>
    (await harness.messages(place)).map(message => message.text)
  const post = async (place: Place, text: string, key = `key-${text}`): Promise<MessageRef> =>
    sent(await harness.platform.post(place, said(text), key))
  const openThread = async (parent: MessageRef | Place, key = 'key-thread'): Promise<MessageRef> =>
    sent(await harness.platform.openThread(parent, { title: 'Zetta', tags: [], reply: said('opening') }, key))

  describe(`${name} as a platform`, () => {
    beforeEach(async () => {
      requests = []
      expected = 'private'
      answer = async ({ options }) => ({ reply: notice(`Heard ${options.query}`) })
      harness = await contract.open()
      await harness.platform.start(handlers)
    })
    afterEach(async () => {
      await harness.platform.stop()
      await harness.close()
    })

    describe('requests', () => {
      when(['input'], 'what a person types is handled, and the reply is shown', async () => {
        expect(await harness.say('search kv cache')).toContain('Heard kv cache')
        expect(requests).toHaveLength(1)
        expect(requests[0]).toMatchObject({
          command: 'search',
          options: { query: 'kv cache' },
          place: { platform: harness.platform.name },
          locale: expect.stringMatching(/^[a-z]{2}/),
        })
        expect(requests[0]!.id).not.toBe('')
        expect(requests[0]!.actor.id).not.toBe('')
        expect(formatPlace(requests[0]!.place)).not.toBe('')
      })

      when(['input'], 'two requests have two ids', async () => {
        await harness.say('search one')
        await harness.say('search one')
        expect(new Set(requests.map(request => request.id)).size).toBe(2)
      })

      when(['input'], 'a better reply that comes later is shown', async () => {
        answer = async () => ({ reply: notice('At once'), later: Promise.resolve(notice('Better')) })
        expect(await harness.say('search kv cache')).toContain('Better')
      })

      when(['input'], 'a reply without a better one stays', async () => {
        answer = async () => ({ reply: notice('At once'), later: Promise.resolve(undefined) })
        expect(await harness.say('search kv cache')).toContain('At once')
      })

      when(['input'], 'what was acknowledged is finished before stopping', async () => {
        const gate = Promise.withResolvers<void>()
        onTestFinished(() => gate.resolve())
        answer = () => gate.promise.then(() => ({ reply: notice('Finished') }))
        const shown = harness.say('search kv cache')
        await vi.waitFor(() => expect(requests).toHaveLength(1))
        const stopped = harness.platform.stop()
        expect(await Promise.race([stopped, setImmediate('working')])).toBe('working')
        gate.resolve()
        await stopped
        expect(await shown).toContain('Finished')
      })
    })

    describe('posts', () => {
      when(['channel'], 'a post is one message, and alerts nobody', async () => {
        const place = await harness.place('channel')
        const message = await post(place, 'Hello @everyone @here <!channel> <@U1>', 'key-1')
        const shown = await harness.messages(place)
        expect(shown).toHaveLength(1)
        expect(shown[0]).toMatchObject({ id: message.message, notified: false })
        expect(shown[0]!.text).toContain('Hello')
        expect(formatPlace(message.place)).toBe(formatPlace(place))
      })

      when(['channel'], 'mark-up in a text is text', async () => {
        const place = await harness.place('channel')
        await post(place, '5 < 6 & 7 > 3')
        expect((await texts(place))[0]).toContain('5 < 6 & 7 > 3')
      })

      when(['channel'], 'two keys are two messages', async () => {
        const place = await harness.place('channel')
        const [first, second] = [await post(place, 'same', 'key-1'), await post(place, 'same', 'key-2')]
        expect(first.message).not.toBe(second.message)
        expect(await harness.messages(place)).toHaveLength(2)
      })

      when(['direct'], 'a person can be written to', async () => {
        const place = await harness.place('direct')
        await post(place, 'to you')
        expect((await texts(place)).join('\n')).toContain('to you')
      })

      when(['channel', 'edit'], 'an edit changes the message where it is', async () => {
        const place = await harness.place('channel')
        const message = await post(place, 'before', 'key-1')
        expect(sent(await harness.platform.edit(message, said('after'), 'key-1')).message).toBe(
          message.message,
        )
        const shown = await texts(place)
        expect(shown).toHaveLength(1)
        expect(shown[0]).toContain('after')
        expect(shown[0]).not.toContain('before')
      })

      when(['channel', 'edit'], 'a message that is gone cannot be edited', async () => {
        const message = await post(await harness.place('channel'), 'before', 'key-1')
        await harness.remove(message)
        expectRefused(await harness.platform.edit(message, said('after'), 'key-1'))
      })
    })

    describe('find', () => {
      when(['channel', 'find'], 'each message is found by its own key', async () => {
        const place = await harness.place('channel')
        const first = await post(place, 'one', 'key-1')
        const second = await post(place, 'two', 'key-2')
        expect(await harness.platform.find(place, 'key-1', longAgo)).toMatchObject({ message: first.message })
        expect(await harness.platform.find(place, 'key-2', longAgo)).toMatchObject({
          message: second.message,
        })
      })

      when(['channel', 'find'], 'what was never posted is not there', async () => {
        const place = await harness.place('channel')
        await post(place, 'one', 'key-1')
        expect(await harness.platform.find(place, 'key-10', longAgo)).toBe('none')
        expect(await harness.platform.find(place, 'key-', longAgo)).toBe('none')
      })

      when(['channel', 'find'], 'what is older than asked for is not looked at', async () => {
        const place = await harness.place('channel')
        await post(place, 'one', 'key-1')
        expect(await harness.platform.find(place, 'key-1', inTheFuture())).toBe('none')
      })

      when(['channel', 'find', 'edit'], 'an edited message is still found', async () => {
        const place = await harness.place('channel')
        const message = await post(place, 'before', 'key-1')
        await harness.platform.edit(message, said('after'), 'key-1')
        expect(await harness.platform.find(place, 'key-1', longAgo)).toMatchObject({
          message: message.message,
        })
      })

      when(['channel', 'find', 'thread'], 'a thread is looked through by itself', async () => {
        const place = await harness.place('channel')
        const { thread } = await openThread(await post(place, 'parent'))
        const reply = await post(thread!, 'inside', 'key-inside')
        expect(await harness.platform.find(thread!, 'key-inside', longAgo)).toMatchObject({
          message: reply.message,
        })
        expect(await harness.platform.find(place, 'key-inside', longAgo)).toBe('none')
      })

      when(['channel', 'find', 'gone'], 'a place that is gone cannot be looked at', async () => {
        const place = await harness.place('channel')
        await harness.apply('gone', place)
        expect(await harness.platform.find(place, 'key-1', longAgo)).toBe('cannot look')
      })
    })

    describe('threads', () => {
      when(['channel', 'thread'], 'a thread opens under a message, with its first message', async () => {
        const place = await harness.place('channel')
        const { thread } = await openThread(await post(place, 'parent'))
        expect(thread).toMatchObject({ channel: place.channel, thread: expect.any(String) })
        expect((await texts(thread!)).join('\n')).toContain('opening')
        expect(await harness.platform.inspect(thread!)).toMatchObject({
          kind: 'thread',
          state: 'open',
          replies: 0,
        })
      })

      when(['channel', 'thread'], 'a message has one thread, however often it is opened', async () => {
        const parent = await post(await harness.place('channel'), 'parent')
        const first = await openThread(parent, 'key-1')
        const second = await openThread(parent, 'key-2')
        expect(formatPlace(second.thread!)).toBe(formatPlace(first.thread!))
      })

      when(['forum'], 'a forum takes a post as a thread', async () => {
        const forum = await harness.place('forum')
        expect(await harness.platform.inspect(forum)).toMatchObject({ kind: 'forum', state: 'open' })
        const { thread } = await openThread(forum, 'key-1')
        expect((await texts(thread!)).join('\n')).toContain('opening')
        expect(await harness.platform.find(thread!, 'key-1', longAgo)).toMatchObject({ place: thread })
      })

      when(['forum'], 'a forum takes no plain message', async () => {
        expectRefused(await harness.platform.post(await harness.place('forum'), said('plain'), 'key-1'))
      })
    })

    describe('the place of direct messages', () => {
      when(['direct'], 'is known for whoever is in a workspace', async () => {
        const direct = await harness.place('direct')
        const { workspace } = await harness.place('channel')
        expect(harness.platform.directPlace(direct.person!, workspace)).toEqual(direct)
      })
    })

    describe('inspect', () => {
      when(['channel'], 'a public channel', async () => {
        expect(await harness.platform.inspect(await harness.place('channel'))).toMatchObject({
          kind: 'channel',
          private: false,
          state: 'open',
          missing: [],
        })
      })

      when(['private'], 'a private channel', async () => {
        const inspection = await harness.platform.inspect(await harness.place('private'))
        expect(inspection).toMatchObject({ kind: 'channel', private: true, state: 'open' })
      })

      when(['direct'], "a person's direct messages", async () => {
        const inspection = await harness.platform.inspect(await harness.place('direct'))
        expect(inspection).toMatchObject({ kind: 'direct', private: true, state: 'open' })
        expect(inspection).not.toHaveProperty('name')
      })

      when(
        ['channel', 'thread'],
        'a thread has the name of its channel, without a sign before it',
        async () => {
          const place = await harness.place('channel')
          const { thread } = await openThread(await post(place, 'parent'))
          const inspection = await harness.platform.inspect(place)
          expect(inspection.name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u)
          expect(await harness.platform.inspect(thread!)).toMatchObject({ name: inspection.name })
        },
      )
    })

    describe('faults', () => {
      for (const fault of ['gone', 'forbidden', 'archived'] as const) {
        when(['channel', fault], `a channel that is ${fault} refuses, and says why`, async () => {
          const place = await harness.place('channel')
          await harness.apply(fault, place)
          expectRefused(await harness.platform.post(place, said('lost'), 'key-1'))
        })
      }

      when(['channel', 'gone'], 'a channel that is gone is seen as gone', async () => {
        const place = await harness.place('channel')
        await harness.apply('gone', place)
        expect(await harness.platform.inspect(place)).toMatchObject({ state: 'gone' })
      })

      when(['channel', 'archived'], 'an archived channel is seen as archived', async () => {
        const place = await harness.place('channel')
        await harness.apply('archived', place)
        expect(await harness.platform.inspect(place)).toMatchObject({ state: 'archived' })
      })

      when(['channel', 'forbidden'], 'a missing permission is named', async () => {
        const place = await harness.place('channel')
        await harness.apply('forbidden', place)
        expect((await harness.platform.inspect(place)).missing).not.toEqual([])
      })

      when(['channel', 'limited'], 'told to wait, it says how long, and nothing was posted', async () => {
        const place = await harness.place('channel')
        await harness.apply('limited', place)
        const outcome = await harness.platform.post(place, said('early'), 'key-1')
        expect(outcome).toEqual({ kind: 'retry', afterMs: expect.any(Number) })
        expect(outcome.kind === 'retry' && outcome.afterMs).toBeGreaterThan(0)
        expect(await harness.messages(place)).toEqual([])
        await post(place, 'early', 'key-1')
      })

      when(['channel', 'dropped', 'find'], 'a lost answer is unknown, and not sent again', async () => {
        const place = await harness.place('channel')
        await harness.apply('dropped', place)
        const outcome = await harness.platform.post(place, said('maybe'), 'key-1')
        expect(outcome).toEqual({ kind: 'unknown', forLog: expect.stringMatching(/\S/) })
        const shown = await harness.messages(place)
        expect(shown).toHaveLength(1)
        expect(await harness.platform.find(place, 'key-1', longAgo)).toMatchObject({ message: shown[0]!.id })
      })
    })
  })
}
