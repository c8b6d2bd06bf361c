/**
 * A platform whose service is a list of messages in memory. It holds the platform contract (see
 * `test/contract/platform.test.ts`), so that what stands on platforms can be tested without one.
 */
import { newSettings } from '../../src/channels/settings.ts'
import { parseCommandLine } from '../../src/chat/command-line.ts'
import { formatPlace, type Place, scopeOf } from '../../src/chat/place.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Handlers, Inspection, MessageRef, Outcome, Platform } from '../../src/chat/platform.ts'
import type { Invocation } from '../../src/chat/command.ts'
import type { ActionButton, Reply } from '../../src/chat/reply.ts'
import type { Surface } from '../../src/chat/request.ts'

export interface MemoryMessage {
  readonly id: string
  readonly place: Place
  readonly key: string
  reply: Reply
}

/** `archived`: a thread is opened again by writing in it. `unreachable`: nothing is taken, and nothing can be known; `silent`: not even that is said. `threadless`: no threads may be opened. */
type Fault =
  | 'gone'
  | 'forbidden'
  | 'archived'
  | 'locked'
  | 'limited'
  | 'dropped'
  | 'unreachable'
  | 'silent'
  | 'threadless'

const refused: Outcome = { kind: 'refused', forOwner: 'Paperboy may not post there.', forLog: 'refused' }
const publicly = { zone: 'UTC' }

export class MemoryPlatform implements Platform {
  readonly name: string
  readonly messages: MemoryMessage[] = []
  readonly faults = new Map<string, Fault>()
  /** Channels that have become private. */
  readonly private = new Set<string>()
  /** Messages that people wrote in threads. */
  readonly replies = new Map<string, number>()
  /** The clock, ISO. */
  now = '2026-08-21T09:00:00Z'
  private posted = 0
  private handlers: Handlers | undefined
  private readonly underway = new Set<Promise<unknown>>()

  constructor(name = 'memory') {
    this.name = name
  }

  async start(handlers: Handlers): Promise<void> {
    this.handlers = handlers
  }

  async stop(): Promise<void> {
    await Promise.all(this.underway)
  }

  /** A person types a line in a public channel; resolves with what is shown at the end, as plain text. */
  say(line: string, place: Place = this.place('channel')): Promise<string> {
    const parsed = parseCommandLine(line, this.handlers!.commands)
    if ('reply' in parsed) return Promise.resolve(flatten(parsed.reply, publicly))
    return this.working(this.answer(parsed, place, 'typed'))
  }

  /** A person presses a button of a message; resolves with what is shown. */
  press(message: string, label: string): Promise<string> {
    const { reply, place } = this.messages.find(({ id }) => id === message)!
    const buttons = reply.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
    const button = buttons.find(one => one.label === label && 'command' in one) as ActionButton
    return this.working(this.answer(button, place, 'button', message))
  }

  /** Somebody deletes a message. */
  remove(message: string): void {
    const at = this.messages.findIndex(({ id }) => id === message)
    if (at >= 0) this.messages.splice(at, 1)
  }

  place(kind: 'channel' | 'private' | 'direct' | 'forum'): Place {
    const where = kind === 'direct' ? { person: 'ada' } : { channel: kind }
    return { platform: this.name, workspace: 'lab', ...where }
  }

  directPlace(person: string, workspace: string): Place {
    return { platform: this.name, workspace, person }
  }

  /** The messages of a place, oldest first, without those of its threads. */
  in(place: Place): MemoryMessage[] {
    return this.messages.filter(message => formatPlace(message.place) === formatPlace(place))
  }

  async post(place: Place, reply: Reply, key: string): Promise<Outcome> {
    const fault = this.faultIn(place)
    if (fault === 'limited') {
      this.faults.delete(formatPlace(place))
      return { kind: 'retry', afterMs: 1000 }
    }
    if (this.faults.get(formatPlace(place)) === 'archived' && place.thread) {
      this.faults.delete(formatPlace(place))
      return this.post(place, reply, key)
    }
    if (fault === 'unreachable') return { kind: 'unknown', forLog: 'no connection' }
    if ((fault && fault !== 'dropped') || (place.channel === 'forum' && !place.thread)) return refused
    const id = `m${++this.posted}`
    this.messages.push({ id, place, key, reply })
    return fault ? { kind: 'unknown', forLog: 'the connection was lost' } : sentAs(place, id)
  }

  async edit({ place, message, thread }: MessageRef, reply: Reply): Promise<Outcome> {
    const found = this.messages.find(({ id }) => id === message)
    if (!found) return refused
    found.reply = reply
    return { kind: 'sent', message: { place, message, ...(thread ? { thread } : {}) } }
  }

  async openThread(parent: MessageRef | Place, { reply }: { reply: Reply }, key: string): Promise<Outcome> {
    const place = 'message' in parent ? parent.place : parent
    if (['gone', 'forbidden', 'archived'].includes(this.faults.get(formatPlace(place)) ?? '')) return refused
    const thread = { ...place, thread: 'message' in parent ? parent.message : `t${key.replaceAll(':', '-')}` }
    const opener = 'message' in parent && this.in(thread)[0]
    if (opener) return { kind: 'sent', message: { place: thread, message: opener.id, thread } }
    const outcome = await this.post(thread, reply, key)
    return outcome.kind === 'sent' ? { ...outcome, message: { ...outcome.message, thread } } : outcome
  }

  async find(place: Place, key: string, since: string): Promise<MessageRef | 'none' | 'cannot look'> {
    this.connected(place)
    if (this.faults.get(formatPlace(place)) === 'gone') return 'cannot look'
    const ofForum = place.channel === 'forum' && !place.thread
    const within = ofForum
      ? this.messages.filter(message => message.place.channel === 'forum')
      : this.in(place)
    const found = within.find(message => message.key === key && since <= this.now)
    return found ? { place: found.place, message: found.id, ...(ofForum && { thread: found.place }) } : 'none'
  }

  async inspect(place: Place): Promise<Inspection> {
    this.connected(place)
    const fault = this.faultIn(place)
    if (fault === 'silent') return new Promise(() => {})
    const channel = formatPlace(newSettings(place).place)
    const channelKind = place.channel === 'forum' ? 'forum' : 'channel'
    return {
      ...(place.channel && { name: place.channel }),
      kind: place.thread ? 'thread' : place.person ? 'direct' : channelKind,
      // Of what is gone nobody says that it is public.
      private:
        fault === 'gone' ||
        place.person !== undefined ||
        place.channel === 'private' ||
        this.private.has(channel),
      ...(place.channel?.startsWith('shared') && { withOutsiders: true }),
      state: fault === 'gone' || fault === 'archived' || fault === 'locked' ? fault : 'open',
      replies: this.replies.get(formatPlace(place)) ?? 0,
      tags: [],
      missing: fault === 'forbidden' ? ['Send messages'] : [],
      ...(place.channel === 'voice' && { threadless: true }),
      missingForThreads: fault === 'threadless' ? ['Create threads'] : [],
    }
  }

  /** A thread is archived with its channel. */
  private faultIn(place: Place): Fault | undefined {
    const around = this.faults.get(formatPlace(newSettings(place).place))
    return this.faults.get(formatPlace(place)) ?? (around === 'archived' ? around : undefined)
  }

  private connected(place: Place): void {
    if (this.faults.get(formatPlace(place)) === 'unreachable') throw new Error('no connection')
  }

  linkTo({ place, message }: MessageRef): string {
    return `https://memory.example/${formatPlace(place).replaceAll(':', '/')}/${message}`
  }

  private working(shown: Promise<string>): Promise<string> {
    this.underway.add(shown)
    return shown.finally(() => this.underway.delete(shown))
  }

  private async answer(
    { command, options }: Invocation,
    place: Place,
    surface: Surface,
    pressed?: string,
  ): Promise<string> {
    const id = crypto.randomUUID()
    const { reply: first, later } = await this.handlers!.handle({
      id,
      command,
      options,
      actor: { id: 'ada', name: 'Ada', manages: true, administers: true },
      place,
      scope: scopeOf(place, (await this.inspect(place)).private ? 'private' : 'public'),
      surface,
      ...(pressed !== undefined && { message: pressed }),
      locale: 'en',
    })
    const reply = (await later) ?? first
    if (reply.removes && pressed !== undefined) this.remove(pressed)
    if (reply.visibility === 'public') await this.post(place, reply, id)
    return flatten(reply, publicly)
  }
}

const sentAs = (place: Place, message: string): Outcome => ({ kind: 'sent', message: { place, message } })
