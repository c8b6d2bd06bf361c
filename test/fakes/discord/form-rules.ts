/**
 * What Discord's OpenAPI document doesn't say about forms (modals) and commands.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal and
 * https://docs.discord.com/developers/interactions/application-commands
 */
import type { Problem } from './errors.ts'
import { checkCustomIds, checkSelect, problem, repeated, tooMany } from './message-rules.ts'
import { type Component, component, everyComponent } from './wire.ts'

const limits = { rows: 5, commandCharacters: 8000, commands: { 1: 100, 2: 15, 3: 15 } } as const

export interface Modal {
  readonly custom_id: string
  readonly title: string
  readonly components: readonly Component[]
}

export function checkModal({ components }: Modal): Problem[] {
  const all = [...everyComponent(components)]
  return [
    ...tooMany(['components'], 'rows', components.length, limits.rows),
    ...checkCustomIds(all),
    ...all.flatMap(part => (part.type === component.select ? checkSelect(part) : [])),
    ...components.flatMap((row, at) => checkField(row, ['components', at])),
  ]
}

/** An input in a row has a label of its own; in a label it must have none. */
function checkField(row: Component, path: readonly (string | number)[]): Problem[] {
  const inRow = row.type === component.row
  const input = inRow ? row.components?.[0] : row.component
  return [
    ...(inRow && row.components?.length !== 1 ? [problem(path, 'A row of a modal takes one input')] : []),
    ...(input?.type === component.input && inRow !== Boolean(input.label)
      ? [problem(path, 'An input needs a label: its own in a row, none inside a label')]
      : []),
    ...tooMany(path, 'characters filled in', input?.value?.length ?? 0, input?.max_length ?? 4000),
  ]
}

interface Option {
  readonly type?: number
  readonly name: string
  readonly description?: string
  readonly required?: boolean
  readonly autocomplete?: boolean
  readonly choices?: readonly { readonly name: string; readonly value: unknown }[]
  readonly options?: readonly Option[]
}

/** All commands of one scope, as they are overwritten in bulk. */
export function checkCommands(commands: readonly Option[]): Problem[] {
  const ofType = (type: number): number => commands.filter(command => (command.type ?? 1) === type).length
  return [
    ...Object.entries(limits.commands).flatMap(([type, max]) =>
      tooMany([], 'commands', ofType(Number(type)), max),
    ),
    ...repeated(commands.map(({ type = 1, name }) => `${type} ${name}`)).map(name =>
      problem([], `Two commands ${name}`),
    ),
    ...commands.flatMap((command, at) => [
      ...tooMany([at], 'characters in a command', characters(command), limits.commandCharacters),
      ...((command.type ?? 1) === 1 ? checkOption(command, [at]) : []),
    ]),
  ]
}

function checkOption(option: Option, path: readonly (string | number)[]): Problem[] {
  const options = option.options ?? []
  const choices = option.choices ?? []
  return [
    ...(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u.test(option.name) &&
    option.name === option.name.toLowerCase()
      ? []
      : [problem([...path, 'name'], `Not a name of a command or option: ${option.name}`)]),
    ...repeated(options.map(({ name }) => name)).map(name => problem(path, `Two options ${name}`)),
    ...repeated(choices.map(({ name }) => name)).map(name => problem(path, `Two choices ${name}`)),
    ...(options.some((each, at) => each.required && at > 0 && !options[at - 1]!.required)
      ? [problem(path, 'Required options come first')]
      : []),
    ...(option.autocomplete && choices.length ? [problem(path, 'Choices or autocomplete, not both')] : []),
    ...options.flatMap((each, at) => checkOption(each, [...path, 'options', at])),
  ]
}

/** Of name, description and values, over the command, its options and choices. */
function characters({ name, description = '', choices = [], options = [] }: Option): number {
  const ofChoices = choices.map(choice => `${choice.name}${String(choice.value)}`).join('').length
  return (
    name.length + description.length + ofChoices + options.reduce((sum, each) => sum + characters(each), 0)
  )
}
