/** The Slack adapter on the loopback, with commands that answer what a test says. */
import { Temporal } from '@js-temporal/polyfill'
import { pino } from 'pino'
import { expect } from 'vitest'
import { z } from 'zod'
import type { CommandDescription } from '../../src/chat/command.ts'
import type { Handlers, Platform } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Answer, Reply } from '../../src/chat/reply.ts'
import type { Request } from '../../src/chat/request.ts'
import type { UserError } from '../../src/errors.ts'
import { createSlack, type SlackOptions } from '../../src/slack/adapter.ts'
import { scopeTable } from '../../src/slack/manifest.ts'
import { memoryButtons } from '../fakes/button-store.ts'
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../fakes/slack/server.ts'

/** Every scope of the manifest. */
export const scopes: readonly string[] = scopeTable.flatMap(feature => feature.scopes)

const describe = (name: string, more: Partial<CommandDescription> = {}): CommandDescription => ({
  name,
  summary: `Test ${name}`,
  options: z.object({ query: z.string().optional(), filter: z.string().optional() }),
  examples: [`${name} kv cache`],
  access: 'anyone',
  surfaces: ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home'],
  ...more,
})

/** `search` asks with `filter:yes`; `data` with `filter:workspace` is for administrators; `mentioned` is in the menu of messages, `remove` removes. */
export const commands: readonly CommandDescription[] = [
  describe('search', { asks: options => options['filter'] === 'yes' }),
  describe('mentioned', { menu: 'Find papers here' }),
  describe('help'),
  describe('remove', { removes: true, surfaces: ['button'] }),
  describe('data', {
    access: ({ filter }) => (filter === 'workspace' ? 'administrator' : 'anyone'),
  }),
]

/** A private reply that replaces what was pressed, with a button "Next", and "Share", whose answer tests make public. */
export const page = (text: string, more: Partial<Reply> = {}): Reply => ({
  summary: text,
  visibility: 'private',
  replaces: true,
  blocks: [
    { kind: 'text', text: [text] },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Next', command: 'search', options: { query: 'next' } },
        { label: 'Share', command: 'search', options: { query: 'share' } },
        { label: 'Filter', command: 'search', options: { filter: 'yes', query: 'kv' } },
        { label: 'Remove', command: 'remove', options: {} },
        { label: 'arXiv', url: 'https://arxiv.org' },
      ],
    },
  ],
  ...more,
})

export const publicPage = (text: string): Reply => page(text, { visibility: 'public' })

export const form: Reply = {
  summary: 'Filter',
  visibility: 'private',
  blocks: [
    {
      kind: 'form',
      title: 'Filter',
      command: 'search',
      options: { query: 'kv' },
      fields: [{ kind: 'text', name: 'filter', label: 'Filter by' }],
      submit: 'Search',
    },
  ],
}

export interface Bot {
  readonly slack: FakeSlack
  readonly platform: Platform
  readonly requests: Request[]
  readonly ended: UserError[]
  /** What the log holds, as one text. */
  logged(): string
  /** What every request is answered with from now on. */
  answerWith(answer: Handlers['handle'] | Reply | Answer): void
  /** Stops everything, and expects that nothing was sent that Slack refuses. */
  close(): Promise<void>
}

interface BotOptions extends FakeSlackOptions {
  readonly options?: Partial<SlackOptions>
  readonly start?: boolean
}

/** The adapter, not started, on a Slack that runs. */
export function adapterOn(slack: FakeSlack, options: Partial<SlackOptions> = {}) {
  const ended: UserError[] = []
  const lines: string[] = []
  const platform = createSlack({
    botToken: slack.botToken,
    appToken: slack.appToken,
    host: '127.0.0.1',
    port: 0,
    apiUrl: slack.url,
    buttons: memoryButtons(),
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    now: () => Temporal.Instant.fromEpochMilliseconds(slack.clock.nowMs()),
    onEnd: error => ended.push(error),
    ...options,
    timing: {
      postEveryMs: 1,
      laterMs: 50,
      slowMs: 10_000,
      reconnectMs: 1,
      closeMs: 100,
      stopMs: 2000,
      ...options.timing,
    },
  })
  return { platform, ended, logged: () => lines.join('') }
}

const heard: Handlers['handle'] = async ({ options: { query } }) => ({ reply: notice(`Heard ${query}`) })

export async function startBot({ options = {}, start = true, ...rest }: BotOptions = {}): Promise<Bot> {
  const slack = await startFakeSlack({ scopes, ...rest })
  const adapter = adapterOn(slack, options)
  const requests: Request[] = []
  let handle = heard
  const handlers: Handlers = {
    commands,
    complete: () => [],
    expected: async () => 'private',
    handle: request => {
      requests.push(request)
      return handle(request)
    },
  }
  if (start) await adapter.platform.start(handlers)
  return {
    slack,
    ...adapter,
    requests,
    answerWith(answer) {
      if (typeof answer === 'function') handle = answer
      else handle = async () => ('reply' in answer ? answer : { reply: answer })
    },
    async close() {
      await adapter.platform.stop()
      await slack.close()
      expect(slack.violations).toEqual([])
    },
  }
}
