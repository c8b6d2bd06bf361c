/** The parts of Slack's payloads that are read, checked where they come in (https://docs.slack.dev/interactivity). */
import { z } from 'zod'

const person = z
  .object({ id: z.string(), name: z.string().optional(), username: z.string().optional() })
  .transform(({ id, name, username }) => ({ id, name: name ?? username }))

/** The thread that something stands in; its parent, which names itself, stands in the channel. */
export const threadOf = (said: {
  readonly ts?: string | undefined
  readonly thread_ts?: string | undefined
}): string | undefined => (said.thread_ts === said.ts ? undefined : said.thread_ts)

const option = z.object({ value: z.string() }).nullish()

export const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  response_url: z.string(),
  trigger_id: z.string(),
  user_id: z.string(),
  user_name: z.string().optional(),
  channel_id: z.string(),
  channel_name: z.string().default(''),
})

export const press = z.object({
  type: z.literal('block_actions'),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  user: person,
  channel: z.object({ id: z.string(), name: z.string().optional() }).optional(),
  container: z.looseObject({
    type: z.string(),
    message_ts: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
    thread_ts: z.string().optional(),
  }),
  view: z.object({ id: z.string(), type: z.string(), private_metadata: z.string().default('') }).optional(),
  actions: z
    .array(
      z.looseObject({
        type: z.string(),
        action_id: z.string(),
        value: z.string().optional(),
        selected_option: option,
      }),
    )
    .min(1),
})

export const shortcut = z.object({
  type: z.literal('message_action'),
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
  user: person,
  channel: z.object({ id: z.string(), name: z.string().optional() }),
  message: z.looseObject({
    text: z.string().optional(),
    ts: z.string().optional(),
    thread_ts: z.string().optional(),
    bot_id: z.string().optional(),
    blocks: z.unknown().optional(),
    attachments: z.unknown().optional(),
  }),
})

/** An input's state: text inputs have a value, selects and radio buttons an option. */
const input = z
  .looseObject({ value: z.string().nullish(), selected_option: option })
  .transform(({ value, selected_option: chosen }) => chosen?.value ?? value ?? undefined)

export const submission = z.object({
  type: z.literal('view_submission'),
  trigger_id: z.string().optional(),
  user: person,
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), input)) }),
  }),
})

/** A mention that was edited comes again (https://docs.slack.dev/reference/events/app_mention); it was answered then. */
const mention = z.object({
  type: z.literal('app_mention'),
  user: z.string(),
  bot_id: z.undefined().optional(),
  edited: z.undefined().optional(),
  text: z.string(),
  channel: z.string(),
  ts: z.string(),
  thread_ts: z.string().optional(),
})

/** Subtypes of what people write: with a file, or a reply that is shown in the channel too. */
export const subtypesOfPeople = ['file_share', 'thread_broadcast'] as const

/** Direct messages that people write; edits, joins, other bots and the like have another subtype or a bot's id. */
const direct = z.object({
  type: z.literal('message'),
  channel_type: z.literal('im'),
  user: z.string(),
  text: z.string(),
  channel: z.string(),
  subtype: z.enum(subtypesOfPeople).optional(),
  bot_id: z.undefined().optional(),
  ts: z.string().optional(),
  thread_ts: z.string().optional(),
})

const home = z.object({ type: z.literal('app_home_opened'), user: z.string(), tab: z.literal('home') })

const joined = z.object({
  type: z.literal('member_joined_channel'),
  user: z.string(),
  channel: z.string(),
  inviter: z.string(),
})

/**
 * Links to the app's domains in a message that was sent; while one is being written, Slack tells of them with another
 * source (https://docs.slack.dev/reference/events/link_shared).
 */
const links = z.object({
  type: z.literal('link_shared'),
  user: z.string(),
  channel: z.string(),
  message_ts: z.string(),
  thread_ts: z.string().optional(),
  source: z.literal('conversations_history').optional(),
  links: z.array(z.object({ url: z.string() })),
})

const uninstalled = z.object({ type: z.literal('app_uninstalled') })

const revoked = z.object({
  type: z.literal('tokens_revoked'),
  tokens: z.object({ bot: z.array(z.string()).min(1) }),
})

export const event = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event: z.union([mention, direct, home, joined, links, uninstalled, revoked]),
})
