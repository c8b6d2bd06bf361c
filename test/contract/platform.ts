/**
 * The suite that every platform passes. A platform brings a harness: itself, connected to a stand-in of its service,
 * and the ways in which people and the service act on it.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Handlers, MessageRef } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import {
  handlersOf,
  publicAnswerContract,
  requestContract,
  type Running,
  type Suite,
} from './platform-answers.ts'
import { discussionContract } from './platform-discussions.ts'
import { type Capability, expectRefused, type PlatformHarness, said, sent } from './platform-harness.ts'

export type { Capability, PlatformHarness } from './platform-harness.ts'

export interface PlatformContract {
  readonly name: string
  open(): PlatformHarness | Promise<PlatformHarness>
  /** What the platform lacks, each with the reason. */
  readonly unsupported?: Readonly<Partial<Record<Capability, string>>>
}

const heard: Handlers['handle'] = async ({ options }) => ({ reply: notice(`Heard ${options['query']}`) })
const inTheFuture = (): string => new Date(Date.now() + 60_000).toISOString()
const longAgo = '2020-01-01T00:00:00Z'

export function platformContract(contract: PlatformContract): void {
  const { name, unsupported = {} } = contract
  const on = {} as Running

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
    (await on.harness.messages(place)).map(message => message.text)
  const post = async (place: Place, text: string, key = `key-${text}`): Promise<MessageRef> =>
    sent(await on.harness.platform.post(place, said(text), key))
  const openThread = async (parent: MessageRef | Place, key = 'key-thread'): Promise<MessageRef> =>
    sent(
      await on.harness.platform.openThread(parent, { title: 'Zetta', tags: [], reply: said('opening') }, key),
    )

  const suite: Suite = { on, when, post }

  describe(`${name} as a platform`, () => {
    beforeEach(async () => {
      Object.assign(on, { requests: [], expected: 'private', answer: heard, harness: await contract.open() })
      await on.harness.platform.start(handlersOf(on))
    })
    afterEach(async () => {
      await on.harness.platform.stop()
      await on.harness.close()
    })

    requestContract(suite)
    publicAnswerContract(suite)
    discussionContract(suite)

    describe('posts', () => {
      when(['channel'], 'a post is one message, and alerts nobody', async () => {
        const place = await on.harness.place('channel')
        const message = await post(place, 'Hello @everyone @here <!channel> <@U1>', 'key-1')
        const shown = await on.harness.messages(place)
        expect(shown).toHaveLength(1)
        expect(shown[0]).toMatchObject({ id: message.message, notified: false })
        expect(shown[0]!.text).toContain('Hello')
        expect(formatPlace(message.place)).toBe(formatPlace(place))
      })

      when(['channel'], 'mark-up in a text is text', async () => {
        const place = await on.harness.place('channel')
        await post(place, '5 < 6 & 7 > 3')
        expect((await texts(place))[0]).toContain('5 < 6 & 7 > 3')
      })

      when(['channel'], 'two keys are two messages', async () => {
        const place = await on.harness.place('channel')
        const [first, second] = [await post(place, 'same', 'key-1'), await post(place, 'same', 'key-2')]
        expect(first.message).not.toBe(second.message)
        expect(await on.harness.messages(place)).toHaveLength(2)
      })

      when(['direct'], 'a person can be written to', async () => {
        const place = await on.harness.place('direct')
        await post(place, 'to you')
        expect((await texts(place)).join('\n')).toContain('to you')
      })

      when(['channel', 'edit'], 'an edit changes the message where it is', async () => {
        const place = await on.harness.place('channel')
        const message = await post(place, 'before', 'key-1')
        expect(sent(await on.harness.platform.edit(message, said('after'), 'key-1')).message).toBe(
          message.message,
        )
        const shown = await texts(place)
        expect(shown).toHaveLength(1)
        expect(shown[0]).toContain('after')
        expect(shown[0]).not.toContain('before')
      })

      when(['channel', 'edit'], 'a message that is gone cannot be edited', async () => {
        const message = await post(await on.harness.place('channel'), 'before', 'key-1')
        await on.harness.remove(message)
        expectRefused(await on.harness.platform.edit(message, said('after'), 'key-1'))
      })
    })

    describe('find', () => {
      when(['channel', 'find'], 'each message is found by its own key', async () => {
        const place = await on.harness.place('channel')
        const first = await post(place, 'one', 'key-1')
        const second = await post(place, 'two', 'key-2')
        expect(await on.harness.platform.find(place, 'key-1', longAgo)).toMatchObject({
          message: first.message,
        })
        expect(await on.harness.platform.find(place, 'key-2', longAgo)).toMatchObject({
          message: second.message,
        })
      })

      when(['channel', 'find'], 'what was never posted is not there', async () => {
        const place = await on.harness.place('channel')
        await post(place, 'one', 'key-1')
        expect(await on.harness.platform.find(place, 'key-10', longAgo)).toBe('none')
        expect(await on.harness.platform.find(place, 'key-', longAgo)).toBe('none')
      })

      when(['channel', 'find'], 'what is older than asked for is not looked at', async () => {
        const place = await on.harness.place('channel')
        await post(place, 'one', 'key-1')
        expect(await on.harness.platform.find(place, 'key-1', inTheFuture())).toBe('none')
      })

      when(['channel', 'find', 'edit'], 'an edited message is still found', async () => {
        const place = await on.harness.place('channel')
        const message = await post(place, 'before', 'key-1')
        await on.harness.platform.edit(message, said('after'), 'key-1')
        expect(await on.harness.platform.find(place, 'key-1', longAgo)).toMatchObject({
          message: message.message,
        })
      })

      when(['channel', 'find', 'thread'], 'a thread is looked through by itself', async () => {
        const place = await on.harness.place('channel')
        const { thread } = await openThread(await post(place, 'parent'))
        const reply = await post(thread!, 'inside', 'key-inside')
        expect(await on.harness.platform.find(thread!, 'key-inside', longAgo)).toMatchObject({
          message: reply.message,
        })
        expect(await on.harness.platform.find(place, 'key-inside', longAgo)).toBe('none')
      })

      when(['channel', 'find', 'gone'], 'a place that is gone cannot be looked at', async () => {
        const place = await on.harness.place('channel')
        await on.harness.apply('gone', place)
        expect(await on.harness.platform.find(place, 'key-1', longAgo)).toBe('cannot look')
      })
    })

    describe('threads', () => {
      when(['channel', 'thread'], 'a thread opens under a message, with its first message', async () => {
        const place = await on.harness.place('channel')
        const { thread } = await openThread(await post(place, 'parent'))
        expect(thread).toMatchObject({ channel: place.channel, thread: expect.any(String) })
        expect((await texts(thread!)).join('\n')).toContain('opening')
        expect(await on.harness.platform.inspect(thread!)).toMatchObject({
          kind: 'thread',
          state: 'open',
          replies: 0,
        })
      })

      when(['channel', 'thread'], 'a message has one thread, however often it is opened', async () => {
        const parent = await post(await on.harness.place('channel'), 'parent')
        const first = await openThread(parent, 'key-1')
        const second = await openThread(parent, 'key-2')
        expect(formatPlace(second.thread!)).toBe(formatPlace(first.thread!))
      })

      when(['forum'], 'a forum takes a post as a thread', async () => {
        const forum = await on.harness.place('forum')
        expect(await on.harness.platform.inspect(forum)).toMatchObject({ kind: 'forum', state: 'open' })
        const { thread } = await openThread(forum, 'key-1')
        expect((await texts(thread!)).join('\n')).toContain('opening')
        expect(await on.harness.platform.find(thread!, 'key-1', longAgo)).toMatchObject({ place: thread })
      })

      when(['forum'], 'a forum takes no plain message', async () => {
        expectRefused(await on.harness.platform.post(await on.harness.place('forum'), said('plain'), 'key-1'))
      })
    })

    describe('the address of a message', () => {
      when(['channel', 'thread', 'link'], 'is its own, in a thread too', async () => {
        const place = await on.harness.place('channel')
        const [first, second] = [await post(place, 'one'), await post(place, 'two')]
        const opener = await openThread(first)
        const links = [first, second, opener].map(message => on.harness.platform.linkTo(message))
        for (const link of links) expect(link).toMatch(/^https:\/\/[\w.-]+\/\S+$/)
        expect(new Set(links).size).toBe(3)
      })
    })

    describe('the place of direct messages', () => {
      when(['direct'], 'is known for whoever is in a workspace', async () => {
        const direct = await on.harness.place('direct')
        const { workspace } = await on.harness.place('channel')
        expect(on.harness.platform.directPlace(direct.person!, workspace)).toEqual(direct)
      })
    })

    describe('inspect', () => {
      when(['channel'], 'a public channel', async () => {
        expect(await on.harness.platform.inspect(await on.harness.place('channel'))).toMatchObject({
          kind: 'channel',
          private: false,
          state: 'open',
          missing: [],
          missingForThreads: [],
        })
        expect(await on.harness.platform.inspect(await on.harness.place('channel'))).not.toHaveProperty(
          'withOutsiders',
        )
      })

      when(['private'], 'a private channel', async () => {
        const inspection = await on.harness.platform.inspect(await on.harness.place('private'))
        expect(inspection).toMatchObject({ kind: 'channel', private: true, state: 'open' })
      })

      when(['direct'], "a person's direct messages", async () => {
        const inspection = await on.harness.platform.inspect(await on.harness.place('direct'))
        expect(inspection).toMatchObject({ kind: 'direct', private: true, state: 'open' })
        expect(inspection).not.toHaveProperty('name')
      })

      when(
        ['channel', 'thread'],
        'a thread has the name of its channel, without a sign before it',
        async () => {
          const place = await on.harness.place('channel')
          const { thread } = await openThread(await post(place, 'parent'))
          const inspection = await on.harness.platform.inspect(place)
          expect(inspection.name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u)
          expect(await on.harness.platform.inspect(thread!)).toMatchObject({ name: inspection.name })
        },
      )
    })

    describe('faults', () => {
      for (const fault of ['gone', 'forbidden', 'archived'] as const) {
        when(['channel', fault], `a channel that is ${fault} refuses, and says why`, async () => {
          const place = await on.harness.place('channel')
          await on.harness.apply(fault, place)
          expectRefused(await on.harness.platform.post(place, said('lost'), 'key-1'))
        })
      }

      when(['channel', 'gone'], 'a channel that is gone is seen as gone', async () => {
        const place = await on.harness.place('channel')
        await on.harness.apply('gone', place)
        expect(await on.harness.platform.inspect(place)).toMatchObject({ state: 'gone' })
      })

      when(['channel', 'archived'], 'an archived channel is seen as archived', async () => {
        const place = await on.harness.place('channel')
        await on.harness.apply('archived', place)
        expect(await on.harness.platform.inspect(place)).toMatchObject({ state: 'archived' })
      })

      when(['channel', 'forbidden'], 'a missing permission is named', async () => {
        const place = await on.harness.place('channel')
        await on.harness.apply('forbidden', place)
        expect((await on.harness.platform.inspect(place)).missing).not.toEqual([])
      })

      when(['channel', 'limited'], 'told to wait, it says how long, and nothing was posted', async () => {
        const place = await on.harness.place('channel')
        await on.harness.apply('limited', place)
        const outcome = await on.harness.platform.post(place, said('early'), 'key-1')
        expect(outcome).toEqual({ kind: 'retry', afterMs: expect.any(Number) })
        expect(outcome.kind === 'retry' && outcome.afterMs).toBeGreaterThan(0)
        expect(await on.harness.messages(place)).toEqual([])
        await post(place, 'early', 'key-1')
      })

      when(['channel', 'dropped', 'find'], 'a lost answer is unknown, and not sent again', async () => {
        const place = await on.harness.place('channel')
        await on.harness.apply('dropped', place)
        const outcome = await on.harness.platform.post(place, said('maybe'), 'key-1')
        expect(outcome).toEqual({ kind: 'unknown', forLog: expect.stringMatching(/\S/) })
        const shown = await on.harness.messages(place)
        expect(shown).toHaveLength(1)
        expect(await on.harness.platform.find(place, 'key-1', longAgo)).toMatchObject({
          message: shown[0]!.id,
        })
      })
    })
  })
}
