/** What can be pressed in a Discord message: buttons and selects, each with an id that is its only one. */
import {
  type APIButtonComponent,
  type APISelectMenuOption,
  type APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord.js'
import { webAddress } from '../../chat/clean.ts'
import { encodeButton, type Kept } from '../../chat/button-codec.ts'
import type { Invocation } from '../../chat/command.ts'
import type { Block, Button, SelectOption } from '../../chat/reply.ts'
import { limits } from '../limits.ts'
import { writeLabel } from './text.ts'

/** Hands out the `custom_id`s of one message or modal. */
export interface Ids {
  next(invocation: Invocation): string
  /** Of all ids handed out so far. */
  kept(): Kept[]
}

/**
 * @param mark of the first id: it makes the message findable. Later ids equal to one before them are marked with a number.
 */
export function createIds(mark?: string): Ids {
  const used = new Set<string>()
  const kept = new Map<string, Kept>()
  const put = (one: Kept): unknown => kept.set(one.name, one)
  function next(invocation: Invocation): string {
    const first = used.size === 0 && mark !== undefined
    let id = encodeButton(invocation, first ? { put, mark } : { put })
    for (let copy = 2; used.has(id); copy++) id = encodeButton(invocation, { put, mark: String(copy) })
    used.add(id)
    return id
  }
  return { next, kept: () => [...kept.values()] }
}

/** Whether Discord takes the button: a link needs a web address that is not too long. */
export function canShow(button: Button): boolean {
  return !('url' in button) || webAddress(button.url, limits.buttonUrl) !== undefined
}

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const

export function writeButton(button: Button, ids: Ids): APIButtonComponent {
  const label = writeLabel(button.label, limits.buttonLabel)
  const type = ComponentType.Button
  if ('url' in button) {
    return { type, style: ButtonStyle.Link, label, url: webAddress(button.url, limits.buttonUrl)! }
  }
  const { command, options, style = 'secondary' } = button
  return { type, style: styles[style], label, custom_id: ids.next({ command, options }) }
}

/** Stands for the value that will be chosen, in a select's `custom_id`. */
const toBeChosen = '▾'

export function writeSelect(select: Extract<Block, { kind: 'select' }>, ids: Ids): APIStringSelectComponent {
  const { command, options, option, placeholder, choices } = select
  return {
    type: ComponentType.StringSelect,
    custom_id: ids.next({ command, options: { ...options, [option]: toBeChosen } }),
    placeholder: writeLabel(placeholder, limits.selectPlaceholder),
    options: writeChoices(choices),
  }
}

/** What choosing a value does: the decoded `custom_id` of a select, its open option filled in. */
export function choiceOf({ command, options }: Invocation, value: string): Invocation {
  const filled = Object.entries(options).map(([name, had]) => [name, had === toBeChosen ? value : had])
  return { command, options: Object.fromEntries(filled) }
}

/** The choices that Discord takes, in their order: each value once, none empty or too long to be sent back. */
export function writeChoices(choices: readonly SelectOption[], chosen?: string): APISelectMenuOption[] {
  const byValue = new Map(choices.toReversed().map(choice => [choice.value, choice]))
  return choices
    .filter(choice => byValue.get(choice.value) === choice && isValue(choice.value))
    .slice(0, limits.selectChoices)
    .map(({ label, value }) => ({
      label: writeLabel(label, limits.choiceLabel),
      value,
      ...(value === chosen && { default: true }),
    }))
}

const isValue = (value: string): boolean =>
  value.trim() !== '' && value.length <= limits.choiceValue && value.isWellFormed()
