/** How a platform takes requests and shows answers: the part of its suite (`platform.ts`) that people see. */
import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, vi } from 'vitest'
import { z } from 'zod'
import { type CommandDescription, defineCommand } from '../../src/chat/command.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Handlers, MessageRef } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Reply, Visibility } from '../../src/chat/reply.ts'
import type { Request } from '../../src/chat/request.ts'
import { type Capability, type PlatformHarness, shared } from './platform-harness.ts'

/** A platform that runs in a test, and the core that it asks. */
export interface Running {
  harness: PlatformHarness
  requests: Request[]
  answer: Handlers['handle']
  expected: Visibility
}

export interface Suite {
  /** Of the present test. */
  readonly on: Running
  /** A test of what the platform can do; where it can't, it is skipped and the reason stands in the report. */
  readonly when: (needed: readonly Capability[], title: string, run: () => Promise<void>) => void
  readonly post: (place: Place, text: string) => Promise<MessageRef>
}

const search = defineCommand({
  name: 'search',
  summary: 'Search papers',
  options: z.object({ query: z.string().describe('what to look for') }),
  examples: ['search kv cache'],
  access: 'anyone',
  surfaces: ['typed', 'mention', 'direct', 'button'],
  run: async ({ options }) => ({ reply: notice(options.query) }),
}) satisfies CommandDescription

const remove = defineCommand({
  name: 'remove',
  summary: 'Remove what was shared',
  options: z.object({ by: z.string() }),
  examples: ['remove'],
  access: 'anyone',
  surfaces: ['button'],
  removes: true,
  run: async () => ({ reply: removed }),
}) satisfies CommandDescription

const removed: Reply = { ...notice('It is removed.'), removes: true }

/** What a platform is started with. */
export const handlersOf = (on: Running): Handlers => ({
  handle: request => {
    on.requests.push(request)
    return on.answer(request)
  },
  expected: async () => on.expected,
  complete: () => [],
  commands: [search, remove],
})

export function requestContract({ on, when }: Suite): void {
  describe('requests', () => {
    when(['input'], 'what a person types is handled, and the reply is shown', async () => {
      expect(await on.harness.say('search kv cache')).toContain('Heard kv cache')
      expect(on.requests).toHaveLength(1)
      expect(on.requests[0]).toMatchObject({
        command: 'search',
        options: { query: 'kv cache' },
        place: { platform: on.harness.platform.name },
        locale: expect.stringMatching(/^[a-z]{2}/),
      })
      expect(on.requests[0]!.id).not.toBe('')
      expect(on.requests[0]!.actor.id).not.toBe('')
      expect(formatPlace(on.requests[0]!.place)).not.toBe('')
    })

    when(['input'], 'two requests have two ids', async () => {
      await on.harness.say('search one')
      await on.harness.say('search one')
      expect(new Set(on.requests.map(request => request.id)).size).toBe(2)
    })

    when(['input'], 'a better reply that comes later is shown', async () => {
      on.answer = async () => ({ reply: notice('At once'), later: Promise.resolve(notice('Better')) })
      expect(await on.harness.say('search kv cache')).toContain('Better')
    })

    when(['input'], 'a reply without a better one stays', async () => {
      on.answer = async () => ({ reply: notice('At once'), later: Promise.resolve(undefined) })
      expect(await on.harness.say('search kv cache')).toContain('At once')
    })

    when(['input'], 'what was acknowledged is finished before stopping', async () => {
      const gate = Promise.withResolvers<void>()
      onTestFinished(() => gate.resolve())
      on.answer = () => gate.promise.then(() => ({ reply: notice('Finished') }))
      const shown = on.harness.say('search kv cache')
      await vi.waitFor(() => expect(on.requests).toHaveLength(1))
      const stopped = on.harness.platform.stop()
      expect(await Promise.race([stopped, setImmediate('working')])).toBe('working')
      gate.resolve()
      await stopped
      expect(await shown).toContain('Finished')
    })
  })
}

const shareIn = async ({ on }: Suite, place: Place): Promise<MessageRef> => {
  on.answer = async () => ({ reply: shared('Shared') })
  await on.harness.say('search kv cache')
  const message = await vi.waitUntil(async () =>
    (await on.harness.messages(place)).find(({ text }) => text.includes('Shared')),
  )
  return { place, message: message.id }
}

export function publicAnswerContract(suite: Suite): void {
  const { on, when, post } = suite
  describe('answers for everyone', () => {
    for (const visibility of ['private', 'public'] as const) {
      when(['input', 'channel'], `one that was expected to be ${visibility} stands there once`, async () => {
        on.expected = visibility
        const place = await on.harness.place('channel')
        await shareIn(suite, place)
        const [message, ...more] = await on.harness.messages(place)
        expect(message).toMatchObject({ notified: false })
        expect(more).toEqual([])
      })
    }

    when(['input', 'channel'], 'one that became private leaves nothing there', async () => {
      on.expected = 'public'
      expect(await on.harness.say('search kv cache')).toContain('Heard kv cache')
      expect(await on.harness.messages(await on.harness.place('channel'))).toEqual([])
    })

    when(['input', 'channel'], 'a press takes one away, and is told so', async () => {
      const place = await on.harness.place('channel')
      const { message } = await shareIn(suite, place)
      on.answer = async () => ({ reply: removed })
      expect(await on.harness.press(place, message, 'Remove')).toContain('It is removed.')
      expect(await on.harness.messages(place)).toEqual([])
      expect(on.requests[1]).toMatchObject({
        command: 'remove',
        options: { by: 'U1' },
        surface: 'button',
        message,
      })
    })

    when(['input', 'channel'], 'a press that is refused leaves it', async () => {
      const place = await on.harness.place('channel')
      const { message } = await shareIn(suite, place)
      on.answer = async () => ({ reply: notice('Only Ada can remove it.') })
      expect(await on.harness.press(place, message, 'Remove')).toContain('Only Ada can remove it.')
      expect(await on.harness.messages(place)).toMatchObject([{ id: message }])
    })

    when(['input', 'channel'], 'one that is gone already counts as taken away', async () => {
      const place = await on.harness.place('channel')
      const ref = await shareIn(suite, place)
      on.answer = async () => {
        await on.harness.remove(ref)
        return { reply: removed }
      }
      expect(await on.harness.press(place, ref.message, 'Remove')).toContain('It is removed.')
      expect(await on.harness.messages(place)).toEqual([])
    })

    when(['input', 'channel'], 'the others stay, and none gets its id', async () => {
      const place = await on.harness.place('channel')
      const before = await post(place, 'before')
      const { message } = await shareIn(suite, place)
      on.answer = async () => ({ reply: removed })
      await on.harness.press(place, message, 'Remove')
      const after = await post(place, 'after')
      expect((await on.harness.messages(place)).map(({ id }) => id)).toEqual([before.message, after.message])
      expect(after.message).not.toBe(message)
    })
  })
}
