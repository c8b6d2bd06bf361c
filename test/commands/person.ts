/** Somebody who talks to the bot, and what a reply offers to them. */
import { commands } from '../../commands/index.ts'
import { decodeButton, encodeButton } from '../../src/chat/button-codec.ts'
import { parseCommandLine } from '../../src/chat/command-line.ts'
import type { Invocation } from '../../src/chat/command.ts'
import type { Place } from '../../src/chat/place.ts'
import type { ActionButton, Block, Button, Reply } from '../../src/chat/reply.ts'
import type { Actor, Surface } from '../../src/chat/request.ts'
import { type Bot, inWords } from './bot.ts'

type Form = Extract<Block, { kind: 'form' }>

interface Spoken extends Pick<Bot, 'handle' | 'network'> {
  /** What is kept for buttons whose options are long. */
  readonly stored: Map<string, string>
}

/** Somebody in a place. Everything that they press goes through the ids of a platform's buttons. */
export class Person {
  readonly #bot: Spoken
  readonly actor: Actor
  readonly place: Place

  constructor(bot: Spoken, actor: Actor, place: Place) {
    this.#bot = bot
    this.actor = actor
    this.place = place
  }

  in(place: Place): Person {
    return new Person(this.#bot, this.actor, place)
  }

  with(actor: Partial<Actor>): Person {
    return new Person(this.#bot, { ...this.actor, ...actor }, this.place)
  }

  /** Direct messages, which are everybody's own. */
  alone(): Person {
    const { platform, workspace } = this.place
    return this.in({ platform, workspace, person: this.actor.id })
  }

  async ask(line: string): Promise<Reply> {
    const read = parseCommandLine(line, commands)
    return 'reply' in read ? read.reply : this.run(read, 'typed')
  }

  async say(line: string): Promise<string> {
    return inWords(await this.ask(line))
  }

  /** Presses the button with this label; what comes of it. */
  async press(reply: Reply, label: string): Promise<Reply> {
    return this.run(await this.#decoded(buttonOf(reply, label)), 'button')
  }

  /** Chooses in a menu. */
  async choose(reply: Reply, label: string): Promise<Reply> {
    const select = reply.blocks.find(block => block.kind === 'select')!
    const { value } = select.choices.find(choice => choice.label === label)!
    const { command, options } = await this.#decoded(select)
    return this.run({ command, options: { ...options, [select.option]: value } }, 'button')
  }

  /** Fills in a form, with what stands in its fields already, and submits it. */
  async submit(reply: Reply, values: Readonly<Record<string, string>> = {}): Promise<Reply> {
    const form = formOf(reply)
    const asked = new Set(form.fields.map(({ name }) => name))
    const unasked = Object.keys(values).filter(name => !asked.has(name))
    if (unasked.length > 0) throw new Error(`The form has no ${unasked.join(', ')}: ${inWords(reply)}`)
    const fields = { ...valuesOf(reply), ...values }
    const { command, options } = await this.#decoded(form)
    const filled = Object.entries({ ...options, ...fields }).filter(([, value]) => value !== '')
    return this.run({ command, options: Object.fromEntries(filled) }, 'form')
  }

  async run({ command, options }: Invocation, surface: Surface): Promise<Reply> {
    const { handle, network } = this.#bot
    network.advance(1000)
    const { actor, place } = this
    return (await handle({ command, options, surface, actor, place })).reply
  }

  async #decoded(button: Invocation): Promise<Invocation> {
    const { stored } = this.#bot
    const id = encodeButton(button, { put: ({ name, content }) => stored.set(name, content) })
    const decoded = await decodeButton(id, stored)
    if ('reply' in decoded) throw new Error(decoded.reply.summary)
    return decoded
  }
}

export function buttonsOf({ blocks }: Reply): ActionButton[] {
  const buttons = blocks.flatMap((block): (Button | undefined)[] => {
    if (block.kind === 'buttons') return [...block.buttons]
    if (block.kind === 'papers') return block.items.flatMap(({ buttons: own }) => own)
    return block.kind === 'pager' ? [block.previous, block.next, ...block.buttons] : []
  })
  return buttons.filter((button): button is ActionButton => button !== undefined && 'command' in button)
}

export const labelsOf = (reply: Reply): string[] => buttonsOf(reply).map(({ label }) => label)

function buttonOf(reply: Reply, label: string): ActionButton {
  const found = buttonsOf(reply).filter(button => button.label === label)
  if (found.length === 1) return found[0]!
  throw new Error(
    `"${label}" is ${found.length} times among ${labelsOf(reply).join(', ')}: ${inWords(reply)}`,
  )
}

export function formOf(reply: Reply): Form {
  const form = reply.blocks.find(block => block.kind === 'form')
  if (form) return form
  throw new Error(`No form: ${inWords(reply)}`)
}

/** What stands in the fields of a form, by their names; nothing for an empty one. */
export function valuesOf(reply: Reply): Record<string, string> {
  const filled = formOf(reply).fields.flatMap(({ name, value }) => (value ? [[name, value] as const] : []))
  return Object.fromEntries(filled)
}
