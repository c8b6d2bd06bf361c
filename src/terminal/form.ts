/** Fills a form field by field, one line each. */
import { UserError } from '../errors.ts'
import { oneLine } from '../papers/text.ts'
import type { Block, FormField, Reply, SelectOption } from '../chat/reply.ts'
import type { Press } from './pressables.ts'

type Form = Extract<Block, { kind: 'form' }>

/** A form being filled: the fields before `index` have their values. */
export interface Filling {
  readonly form: Form
  readonly index: number
  readonly values: Readonly<Record<string, string>>
}

/** How a form is filled, as one line below its title. */
export const formHint = 'Return keeps what is in brackets, "-" empties it, "cancel" leaves.'

/** The first form of a reply, to be filled from the start. */
export function startForm(reply: Reply): Filling | undefined {
  const form = reply.blocks.find(block => block.kind === 'form')
  return form && { form, index: 0, values: {} }
}

/** What to ask for the next field: `Time zone [Europe/Berlin]: `, choices with their numbers. */
export function questionOf({ form, index }: Filling): string {
  const field = form.fields[index]
  if (!field) return `Return for "${oneLine(form.submit)}": `
  const hint = field.hint ? ` (${field.hint})` : ''
  const choices = field.kind === 'choice' ? `, ${field.choices.map(numbered).join(' · ')}` : ''
  const value = field.kind === 'choice' ? numberOf(field.choices, field.value) : field.value
  return `${oneLine(`${field.label}${hint}${choices}${value ? ` [${value}]` : ''}`)}: `
}

/** `1 Most relevant`; a label that is its own number stays. */
const numbered = ({ label }: SelectOption, index: number): string =>
  label.split(' ')[0] === `${index + 1}` ? label : `${index + 1} ${label}`

const numberOf = (choices: readonly SelectOption[], value: string | undefined): string => {
  const index = choices.findIndex(choice => choice.value === value)
  return index < 0 ? '' : `${index + 1}`
}

/**
 * Takes one line as the next field's value.
 *
 * @returns the form with that field filled, the command to run once all are, or undefined when the person left it.
 *   A field left empty is no option at all.
 * @throws UserError `terminal.field`; the same field is then asked again
 */
export function fillField({ form, index, values }: Filling, line: string): Filling | Press | undefined {
  const typed = line.trim()
  if (/^(?:cancel|quit|exit)$/i.test(typed)) return undefined
  const field = form.fields[index]
  const next = field ? { ...values, [field.name]: valueOf(field, typed) } : values
  if (index + 1 < form.fields.length) return { form, index: index + 1, values: next }
  const filled = Object.entries({ ...form.options, ...next }).filter(([, value]) => value !== '')
  return { kind: 'command', command: form.command, options: Object.fromEntries(filled) }
}

function valueOf(field: FormField, typed: string): string {
  const value = typed === '-' ? '' : typed === '' ? (field.value ?? '') : read(field, typed)
  if (field.required && value === '') throw new UserError('terminal.field', `${field.label} is needed.`)
  return value
}

function read(field: FormField, typed: string): string {
  if (field.kind === 'text') {
    if (field.maxLength !== undefined && typed.length > field.maxLength)
      throw new UserError('terminal.field', `${field.label} takes at most ${field.maxLength} characters.`)
    return typed
  }
  const beginning = typed.toLowerCase()
  const found =
    field.choices[Number(typed) - 1] ??
    field.choices.find(({ label }) => label.toLowerCase().startsWith(beginning))
  if (found) return found.value
  throw new UserError('terminal.field', `${field.label} has no choice "${typed}".`, {
    help: `Try: ${field.choices.slice(0, 1).map(numbered).join('')}, or cancel`,
  })
}
