/** Discord's interactions, as the gateway delivers them, in the words of the core. Pure. */
import { InteractionType, MessageFlags } from 'discord.js'
import type { CommandDescription, Invocation } from '../../chat/command.ts'
import type { CompletionRequest, Request, Surface } from '../../chat/request.ts'
import { describeOptions } from '../../chat/options.ts'
import {
  type FoundMessage,
  type Interaction,
  interactionSchema,
  labelSchema,
  type MessageContent,
} from './interaction.ts'
import { actorOf, type VisibilityOf, whereOf } from './place.ts'

/** What a person did. The ids of components are still to be decoded. */
export type Act =
  | { readonly kind: 'invocation'; readonly invocation: Invocation }
  | { readonly kind: 'press'; readonly id: string; readonly value?: string }
  | { readonly kind: 'submit'; readonly id: string; readonly values: Readonly<Record<string, string>> }

/** The message that a component was pressed in. */
export interface PressedMessage {
  readonly id: string
  /** Whether only the person who pressed sees it. */
  readonly private: boolean
  readonly components: readonly unknown[]
}

/** What is needed to answer an interaction; the token holds for 15 minutes. */
export interface AnswerAddress {
  readonly id: string
  readonly token: string
  readonly applicationId: string
}

/** Something to be answered with a message or a form. */
export interface Asked {
  readonly kind: 'asked'
  readonly address: AnswerAddress
  readonly act: Act
  readonly message?: PressedMessage
  /** What every request that comes of it has in common. */
  readonly request: Omit<Request, 'command' | 'options'>
}

/** Something to be answered with choices. */
export interface Typing {
  readonly kind: 'typing'
  readonly address: AnswerAddress
  readonly request: CompletionRequest
}

interface ParseContext {
  readonly commands: readonly CommandDescription[]
  readonly visibilityOf: VisibilityOf
}

/**
 * @param raw the data of INTERACTION_CREATE
 * @throws ZodError for anything that cannot be answered
 */
export function parseInteraction(raw: unknown, context: ParseContext): Asked | Typing {
  const interaction = interactionSchema.parse(raw)
  const { id, token, application_id: applicationId, locale, message } = interaction
  const address = { id, token, applicationId }
  const where = whereOf(interaction, context.visibilityOf)
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete) {
    return { kind: 'typing', address, request: { ...typingIn(interaction), ...where } }
  }
  const { act, surface } = actOf(interaction, context.commands)
  const pressed = message && pressedMessage(message)
  return {
    kind: 'asked',
    address,
    act,
    ...(pressed && { message: pressed }),
    request: {
      id,
      actor: actorOf(interaction),
      ...where,
      surface,
      locale,
      ...(act.kind === 'press' && pressed && !pressed.private && { message: pressed.id }),
    },
  }
}

type Typed = Extract<Interaction, { type: InteractionType.ApplicationCommandAutocomplete }>

function typingIn({ data }: Typed): Pick<CompletionRequest, 'command' | 'option' | 'typed'> {
  const [{ name: command, options }] = data.options
  const focused = options.find(option => option.focused)
  return { command, option: focused?.name ?? '', typed: focused?.value ?? '' }
}

function actOf(
  interaction: Exclude<Interaction, Typed>,
  commands: readonly CommandDescription[],
): { act: Act; surface: Surface } {
  const { type, data } = interaction
  if (type === InteractionType.MessageComponent) {
    const value = data.values?.[0]
    return {
      act: { kind: 'press', id: data.custom_id, ...(value !== undefined && { value }) },
      surface: 'button',
    }
  }
  if (type === InteractionType.ModalSubmit) {
    return {
      act: { kind: 'submit', id: data.custom_id, values: valuesOf(data.components) },
      surface: 'form',
    }
  }
  if (!data) return { act: { kind: 'invocation', invocation: help }, surface: 'typed' }
  if ('resolved' in data) {
    const text = textOf(data.resolved.messages[data.target_id])
    return {
      act: { kind: 'invocation', invocation: fromMenu(data.name, text, commands) },
      surface: 'message',
    }
  }
  const [{ name: command, options }] = data.options
  const values = options.map(({ name, value }) => [name, value] as const)
  return {
    act: { kind: 'invocation', invocation: { command, options: Object.fromEntries(values) } },
    surface: 'typed',
  }
}

/** What whoever asks for something unknown gets. */
const help: Invocation = { command: 'help', options: {} }

/** The command with this entry in a message's menu; the text is its first option. */
function fromMenu(entry: string, text: string, commands: readonly CommandDescription[]): Invocation {
  const command = commands.find(({ menu }) => menu === entry)
  if (!command) return { command: entry, options: {} }
  const first = describeOptions(command)[0]
  return { command: command.name, options: first ? { [first.name]: text } : {} }
}

/** All that can be read in a message: what was written, previews, what bots show, and what is forwarded. */
function textOf(message: FoundMessage | undefined): string {
  const parts: MessageContent[] = message
    ? [message, ...message.message_snapshots.map(one => one.message)]
    : []
  return parts
    .flatMap(part => [part.content, ...textsIn(part.embeds), ...textsIn(part.components)])
    .filter(Boolean)
    .join('\n')
}

const readable = new Set(['content', 'title', 'description', 'url', 'value', 'name'])

function textsIn(value: unknown, key?: string): string[] {
  if (typeof value === 'string') return key && readable.has(key) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, part]) => textsIn(part, inner))
}

/** A form's values by the names of its fields. A choice that was not made is left out. */
function valuesOf(components: readonly unknown[]): Record<string, string> {
  const entries = components.flatMap(component => {
    const { data: label } = labelSchema.safeParse(component)
    const value = label?.component.value ?? label?.component.values?.[0]
    return label && value !== undefined ? [[label.component.custom_id, value] as const] : []
  })
  return Object.fromEntries(entries)
}

function pressedMessage({ id, flags, components }: NonNullable<Interaction['message']>): PressedMessage {
  return { id, private: (flags & MessageFlags.Ephemeral) !== 0, components }
}
