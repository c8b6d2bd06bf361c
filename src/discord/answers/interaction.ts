/** What is read of Discord's interactions (https://docs.discord.com/developers/interactions/receiving-and-responding). */
import { ApplicationCommandType, type ChannelType, ComponentType, InteractionType } from 'discord.js'
import { z } from 'zod'

const user = z.object({ id: z.string(), username: z.string(), global_name: z.string().nullish() })

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).transform(String),
  focused: z.boolean().optional(),
})

const subCommand = z.object({ name: z.string(), options: z.array(option).default([]) })

const typedData = z.object({
  type: z.literal(ApplicationCommandType.ChatInput),
  options: z.tuple([subCommand]),
})

/** Where text may stand in a message that somebody else wrote: anything deeper is looked through for it. */
const content = z.object({
  content: z.string().default(''),
  embeds: z.array(z.unknown()).default([]),
  components: z.array(z.unknown()).default([]),
})

/** With the messages that it forwards. */
const foundMessage = content.extend({
  message_snapshots: z.array(z.object({ message: content })).default([]),
})

const menuData = z.object({
  type: z.literal(ApplicationCommandType.Message),
  name: z.string(),
  target_id: z.string(),
  resolved: z.object({ messages: z.record(z.string(), foundMessage) }),
})

const filledIn = z.object({
  custom_id: z.string(),
  value: z.string().optional(),
  values: z.array(z.string()).optional(),
})

const label = z.object({ type: z.literal(ComponentType.Label), component: filledIn })

/** Kinds that are not known yet are channels, too. */
const channelType = z.number().transform((type): ChannelType => type)

const common = z.object({
  id: z.string(),
  application_id: z.string(),
  token: z.string(),
  locale: z.string().default('en-US'),
  guild_id: z.string().optional(),
  channel: z.object({ id: z.string(), type: channelType, parent_id: z.string().nullish() }).optional(),
  member: z.object({ user, nick: z.string().nullish(), permissions: z.string() }).optional(),
  user: user.optional(),
  /** Whose installation brought the command here: `0` the server's id, `1` a person's id. */
  authorizing_integration_owners: z.record(z.string(), z.string()).default({}),
  /** The message that the pressed component stands in, or that the form was opened from. */
  message: z
    .object({ id: z.string(), flags: z.number().default(0), components: z.array(z.unknown()).default([]) })
    .optional(),
})

/** An interaction of a kind that Paperboy answers. */
export const interactionSchema = z.discriminatedUnion('type', [
  common.extend({
    type: z.literal(InteractionType.ApplicationCommand),
    /** None: a command that Paperboy didn't register. */
    data: z.discriminatedUnion('type', [typedData, menuData]).optional().catch(undefined),
  }),
  common.extend({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: typedData }),
  common.extend({
    type: z.literal(InteractionType.MessageComponent),
    data: z.object({ custom_id: z.string(), values: z.array(z.string()).optional() }),
  }),
  common.extend({
    type: z.literal(InteractionType.ModalSubmit),
    data: z.object({ custom_id: z.string(), components: z.array(z.unknown()) }),
  }),
])

export type Interaction = z.infer<typeof interactionSchema>
export type FoundMessage = z.infer<typeof foundMessage>
export type MessageContent = z.infer<typeof content>
/** What people filled in; a modal's other components say nothing. */
export const labelSchema = label
