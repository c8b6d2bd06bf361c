/** What Slack delivers, read as what a person asks and how it can be answered. Pure. */
import type { z } from 'zod'
import { parseCommandLine } from '../chat/command-line.ts'
import type { CommandDescription, Invocation } from '../chat/command.ts'
import { describeOptions } from '../chat/options.ts'
import type { Reply } from '../chat/reply.ts'
import type { Surface } from '../chat/request.ts'
import { actionPrefixes } from './controls.ts'
import { decodeText } from './mention.ts'
import { messageText } from './message-text.ts'
import { parseEvent } from './parse-event.ts'
import * as payloads from './payloads.ts'
import { isDirect } from './place.ts'
import { messageKey, type Origin, readOrigin, type Way } from './way.ts'

export interface Asked {
  /** The same for whatever is delivered again. */
  readonly id: string
  readonly surface: Surface
  readonly person: { readonly id: string; readonly name?: string | undefined }
  /** Where it was asked; nowhere on Home. */
  readonly channel?: string | undefined
  readonly thread?: string | undefined
  /** Whether the payload says that the channel is not public; undefined where it says nothing of it. */
  readonly isPrivate: boolean | undefined
  readonly way: Way
  /** The message that was pressed, where all in the channel see it. */
  readonly message?: string | undefined
  /** The message of a direct conversation that was pressed, whosever conversation that is. */
  readonly inDirect?: string | undefined
  /** Opens one view, within three seconds. */
  readonly trigger?: string | undefined
  readonly says: Said
}

/** A command, a reply to a line that is none, or a control, which is decoded with the store that keeps long ones. */
export type Said =
  | Invocation
  | { readonly reply: Reply }
  | { readonly button: string; readonly filledIn?: Readonly<Record<string, string>> }

/** Several where a message has several links. `ended`: the bot was taken out of the workspace. */
export type Incoming = Asked | readonly Asked[] | 'ended' | undefined

export interface ParseContext {
  readonly commands: readonly CommandDescription[]
  readonly botUserId: string
}

/** Reads any payload; `undefined` for what asks nothing of the bot. */
export function parse(body: unknown, context: ParseContext): Incoming {
  const { data: event } = payloads.event.safeParse(body)
  if (event) return parseEvent(event, context)
  const { data: command } = payloads.command.safeParse(body)
  if (command) return fromCommand(command, context)
  const { data: press } = payloads.press.safeParse(body)
  if (press) return fromPress(press)
  const { data: shortcut } = payloads.shortcut.safeParse(body)
  if (shortcut) return fromShortcut(shortcut, context)
  const { data: submission } = payloads.submission.safeParse(body)
  return submission && fromSubmission(submission)
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands: the name of what is not public is one of these. */
const isPrivateName = (name = ''): boolean => /^(?:directmessage|privategroup|mpdm-.*)$/u.test(name)

function fromCommand(payload: z.infer<typeof payloads.command>, { commands }: ParseContext): Asked {
  return {
    id: payload.trigger_id,
    surface: 'typed',
    person: { id: payload.user_id, name: payload.user_name },
    channel: payload.channel_id,
    isPrivate: isPrivateName(payload.channel_name),
    way: { kind: 'response', url: payload.response_url },
    trigger: payload.trigger_id,
    says: parseCommandLine(decodeText(payload.text), commands),
  }
}

function fromPress(payload: z.infer<typeof payloads.press>): Incoming {
  const { action_id: id, value, selected_option: chosen } = payload.actions[0]!
  const button = chosen?.value ?? value
  if (!id.startsWith(actionPrefixes.press) || !button) return undefined
  const { container, channel, view, trigger_id: trigger, user: person } = payload
  const origin = view && readOrigin(view.private_metadata)
  const pressed = channel && container.message_ts && messageKey(channel.id, container.message_ts)
  const thread = threadOfPress(payload) ?? origin?.thread
  return {
    id: trigger,
    surface: 'button',
    person,
    channel: channel?.id ?? origin?.channel,
    thread,
    isPrivate: channel && isPrivateName(channel.name),
    way: wayOfPress(payload, pressed),
    message: pressed && !container.is_ephemeral ? container.message_ts : undefined,
    inDirect: channel && isDirect(channel.id) ? pressed : undefined,
    trigger,
    says: { button },
  }
}

const threadOfPress = ({ container }: z.infer<typeof payloads.press>): string | undefined =>
  payloads.threadOf({ ts: container.message_ts, thread_ts: container.thread_ts })

/** A private message is the person's own. */
function wayOfPress(payload: z.infer<typeof payloads.press>, pressed: string | undefined): Way {
  const { view, channel, response_url: url, container } = payload
  if (view?.type === 'modal') return { kind: 'modal', view: view.id }
  if (!url || !channel) return { kind: 'modal' }
  const thread = threadOfPress(payload)
  return container.is_ephemeral
    ? { kind: 'response', url, replaces: pressed, thread }
    : { kind: 'response', url, removes: true, thread }
}

function fromShortcut(payload: z.infer<typeof payloads.shortcut>, { commands }: ParseContext): Incoming {
  const command = commands.find(({ name, menu }) => menu && name === payload.callback_id)
  if (!command) return undefined
  const { channel, message, trigger_id: trigger, user: person, response_url: url } = payload
  const [first] = describeOptions(command)
  const thread = payloads.threadOf(message)
  return {
    id: trigger,
    surface: 'message',
    person,
    channel: channel.id,
    thread,
    isPrivate: isPrivateName(channel.name),
    way: { kind: 'response', url, thread },
    trigger,
    says: { command: command.name, options: first ? { [first.name]: messageText(message) } : {} },
  }
}

function fromSubmission({ user, view, trigger_id: trigger }: z.infer<typeof payloads.submission>): Incoming {
  const origin = readOrigin(view.private_metadata)
  if (origin?.submits === undefined) return undefined
  const filledIn = Object.values(view.state.values).flatMap(Object.entries<string | undefined>)
  return {
    id: trigger ?? view.id,
    surface: 'form',
    person: user,
    channel: origin.channel,
    thread: origin.thread,
    isPrivate: undefined,
    way: wayOfSubmission(origin, view.id),
    says: {
      button: origin.submits,
      filledIn: Object.fromEntries(filledIn.filter(([, value]) => value !== undefined)) as Record<
        string,
        string
      >,
    },
  }
}

/** What was opened from a modal stays in it. */
const wayOfSubmission = ({ way }: Origin, view: string): Way =>
  way.kind === 'modal' ? { kind: 'modal', view } : way
