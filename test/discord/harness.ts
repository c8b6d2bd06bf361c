/** The Discord adapter, connected to the loopback Discord, with a core that answers what a test says. */
import { Temporal } from '@js-temporal/polyfill'
import { pino } from 'pino'
import { afterEach, expect } from 'vitest'
import { z } from 'zod'
import type { CommandDescription } from '../../src/chat/command.ts'
import type { Handlers, Platform } from '../../src/chat/platform.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Answer, Reply } from '../../src/chat/reply.ts'
import type { Request } from '../../src/chat/request.ts'
import { createDiscord, type DiscordOptions } from '../../src/discord/adapter.ts'
import type { UserError } from '../../src/errors.ts'
import { memoryButtons } from '../fakes/button-store.ts'
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../fakes/discord/server.ts'

const describe = (name: string, more: Partial<CommandDescription> = {}): CommandDescription => ({
  name,
  summary: `Test ${name}`,
  options: z.object({
    query: z.string().optional().meta({ completes: 'queries' }),
    filter: z.string().optional(),
    share: z.string().optional(),
  }),
  examples: [`${name} kv cache`],
  access: 'anyone',
  surfaces: ['typed', 'button', 'form', 'message'],
  ...more,
})

/** `search` asks with `filter:yes`; `discuss` is answered in public; `find-here` is in the menu of messages, `remove` removes. */
export const commands: readonly CommandDescription[] = [
  describe('search', { asks: options => options['filter'] === 'yes' }),
  describe('discuss'),
  describe('remove', { removes: true, surfaces: ['button'] }),
  describe('find-here', { menu: 'Find papers here', surfaces: ['message'] }),
]

/** A reply whose buttons are found by their labels. */
export const page = (text: string, more: Partial<Reply> = {}): Reply => ({
  summary: text,
  visibility: 'private',
  blocks: [
    { kind: 'text', text: [text] },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Next', command: 'search', options: { query: 'next' } },
        { label: 'Share', command: 'search', options: { query: 'kv', share: 'yes' } },
        { label: 'Filter', command: 'search', options: { query: 'kv', filter: 'yes' } },
        { label: 'Remove', command: 'remove', options: {} },
        { label: 'Long', command: 'search', options: { query: 'long '.repeat(30) } },
        { label: 'Long filter', command: 'search', options: { query: 'long '.repeat(30), filter: 'yes' } },
      ],
    },
    {
      kind: 'select',
      placeholder: 'Open a paper…',
      command: 'search',
      option: 'query',
      options: {},
      choices: [
        { label: 'Attention', value: '1706.03762' },
        { label: 'AWQ', value: '2306.00978' },
      ],
    },
  ],
  ...more,
})

/** Another page of the list that was pressed. */
export const nextPage = (text: string): Reply => page(text, { replaces: true })

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
      fields: [
        { kind: 'text', name: 'org', label: 'Organisation' },
        {
          kind: 'choice',
          name: 'sort',
          label: 'Sort by',
          choices: [
            { label: 'Newest', value: 'new' },
            { label: 'Best', value: 'best' },
          ],
          value: 'best',
        },
      ],
      submit: 'Search',
    },
  ],
}

export interface Bot {
  readonly discord: FakeDiscord
  readonly platform: Platform
  readonly requests: readonly Request[]
  readonly ended: readonly UserError[]
  logged(): string
  /** How every request is answered from now on. */
  answerWith(answer: Handlers['handle'] | Reply | Answer): void
  start(): Promise<void>
}

interface BotOptions extends FakeDiscordOptions {
  readonly options?: Partial<DiscordOptions>
  readonly complete?: Handlers['complete']
  /** Default: `discuss` and what is shared with `share:yes` are for everyone. */
  readonly expected?: Handlers['expected']
}

const echo: Handlers['handle'] = async ({ options }) => ({ reply: notice(`Heard ${options['query']}`) })

const asAsked: Handlers['expected'] = async ({ command, options }) =>
  command === 'discuss' || options['share'] === 'yes' ? 'public' : 'private'

const running: Bot[] = []

/** Every test that used a bot ends by stopping it; nothing that Discord refuses may have been sent. */
export function checkedAfterEach(): void {
  afterEach(async () => {
    for (const { platform, discord } of running.splice(0)) {
      await platform.stop()
      await discord.close()
      expect(discord.violations).toEqual([])
    }
  })
}

/** The adapter, not started, on a Discord that runs. */
export async function openBot({
  options,
  complete = () => [],
  expected = asAsked,
  ...fake
}: BotOptions = {}): Promise<Bot> {
  const discord = await startFakeDiscord(fake)
  const requests: Request[] = []
  const ended: UserError[] = []
  const lines: string[] = []
  let handle: Handlers['handle'] = echo
  const platform = createDiscord({
    token: discord.token,
    apiUrl: discord.url,
    buttons: memoryButtons(),
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    now: () => Temporal.Instant.fromEpochMilliseconds(Math.floor(discord.clock.now())),
    onEnd: error => ended.push(error),
    ...options,
  })
  const bot: Bot = {
    discord,
    platform,
    requests,
    ended,
    logged: () => lines.join(''),
    answerWith(answer) {
      handle =
        typeof answer === 'function' ? answer : async () => ('reply' in answer ? answer : { reply: answer })
    },
    start: () =>
      platform.start({
        commands,
        complete,
        expected,
        handle: request => {
          requests.push(request)
          return handle(request)
        },
      }),
  }
  running.push(bot)
  return bot
}

export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const bot = await openBot(options)
  await bot.start()
  return bot
}
