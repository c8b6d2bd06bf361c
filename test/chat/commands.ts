/** Commands to parse, check and run in tests: one of each kind. */
import { z } from 'zod'
import { defineCommand } from '../../src/chat/command.ts'
import { UserError } from '../../src/errors.ts'
import { notice } from '../../src/chat/replies.ts'

/** What the commands were asked. */
export interface Log {
  readonly ran: string[]
}

const everywhere = ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home', 'link'] as const
const base = { access: 'anyone', surfaces: everywhere } as const

const search = defineCommand({
  ...base,
  name: 'search',
  summary: 'Search papers',
  options: z.object({
    query: z.string().min(1).max(200).describe('what to look for').meta({ completes: 'queries' }),
    sort: z.enum(['relevance', 'newest', 'upvotes']).default('relevance').describe('order'),
    page: z.string().optional().meta({ internal: true }),
  }),
  examples: ['search kv cache'],
  run: async ({ options }, { ran }: Log) => {
    ran.push(`search ${options.query} by ${options.sort}`)
    return { reply: notice(`Found ${options.query}`) }
  },
})

const daily = defineCommand({
  ...base,
  name: 'daily',
  summary: 'A list of Daily Papers',
  options: z.object({ date: z.iso.date().optional().describe('the date of the list') }),
  examples: ['daily 2026-08-20'],
  run: async (_request, { ran }: Log) => {
    ran.push('daily')
    return { reply: notice('The list') }
  },
})

const subscribe = defineCommand({
  ...base,
  access: 'manager',
  surfaces: ['typed', 'direct'],
  name: 'subscribe',
  summary: 'Daily papers here',
  options: z.object({
    topics: z.string().optional().describe('topics'),
    time: z
      .string()
      .regex(/^\d\d:\d\d$/, { error: issue => `"${String(issue.input)}" is no time of day.` })
      .optional(),
    zone: z.string().optional(),
  }),
  examples: ['subscribe "KV cache" time:09:00 zone:Europe/Berlin'],
  run: async (_request, { ran }: Log) => {
    ran.push('subscribe')
    return { reply: notice('Saved') }
  },
})

const subscriptions = defineCommand({
  ...base,
  name: 'subscriptions',
  summary: 'What is posted here',
  options: z.object({ page: z.string().optional().meta({ internal: true }) }),
  examples: ['subscriptions'],
  run: async () => {
    throw new UserError('test.mendable', 'Nothing is subscribed here.', { help: 'Try: subscribe "KV cache"' })
  },
})

const help = defineCommand({
  ...base,
  name: 'help',
  summary: 'What can be done',
  options: z.object({ command: z.string().optional() }),
  examples: ['help search'],
  run: async () => {
    throw new Error('secret token abc')
  },
})

/** Only buttons run it. */
const remove = defineCommand({
  ...base,
  name: 'remove',
  summary: 'Remove what was shared',
  options: z.object({ by: z.string() }),
  examples: ['search kv cache'],
  surfaces: ['button'],
  run: async () => ({ reply: { ...notice('Removed.'), removes: true } }),
})

export const commands = [search, daily, subscribe, subscriptions, help, remove]
