/** What the tab key offers: commands, words to press, options, their choices, and titles through the core. */
import { oneLine } from '../papers/text.ts'
import { type CommandDescription, isInternal } from '../chat/command.ts'
import { describeOptions, type OptionDescription } from '../chat/options.ts'
import type { Place } from '../chat/place.ts'
import type { Handlers } from '../chat/platform.ts'
import { scopeHere } from './places.ts'
import { type Pressable, wordsOf } from './pressables.ts'

export interface CompletionContext extends Pick<Handlers, 'commands' | 'complete'> {
  readonly pressables: readonly Pressable[]
  readonly place: Place
}

/** In readline's form: what is offered, and the end of the line that it replaces. */
export type Completions = [offered: string[], replaced: string]

export function completeLine(line: string, context: CompletionContext): Completions {
  const text = line.replace(/^\s*(\/papers\s+)?/, '')
  const [name] = /^\S+(?=\s)/.exec(text) ?? []
  const command = context.commands.find(one => one.name === name)
  if (!name)
    return beginning(text, [...namesOf(context), ...wordsOf(context.pressables), 'go', 'places', 'quit'])
  const search = context.commands.find(one => one.name === 'search')
  if (command) return completeOptions(command, text.slice(name.length).trimStart(), context)
  return search ? completeOptions(search, text, context) : [[], text]
}

const namesOf = ({ commands }: CompletionContext): string[] =>
  commands.filter(command => !isInternal(command)).map(({ name }) => name)

function completeOptions(command: CommandDescription, text: string, context: CompletionContext): Completions {
  const options = describeOptions(command).filter(({ internal }) => !internal)
  const token = /\S*$/.exec(text)![0]
  const [key, typed] = token.split(':', 2)
  const named = typed === undefined ? undefined : options.find(({ name }) => name === key)
  if (named) {
    const values = valuesOf(command, named, typed!, context)
    return keeping(
      token,
      values.map(value => `${key}:${/\s/.test(value) ? JSON.stringify(value) : value}`),
    )
  }
  const [free, ...others] = options
  const [names] = token
    ? beginning(
        token,
        others.map(option => `${option.name}:`),
      )
    : [[]]
  if (names.length > 0 || !free) return [names, token]
  return keeping(text, valuesOf(command, free, text, context))
}

function valuesOf(
  command: CommandDescription,
  option: OptionDescription,
  typed: string,
  { complete, place }: CompletionContext,
): string[] {
  if (option.choices) return beginning(typed, option.choices)[0]
  if (!option.completes) return []
  const choices = complete({
    command: command.name,
    option: option.name,
    typed,
    place,
    scope: scopeHere(place),
  })
  const one = choices.length === 1
  return choices.map(({ label, value }) => oneLine(one ? value : label))
}

/**
 * Values for what was typed. Readline puts in its place what several have in common, which would destroy it unless
 * they begin with it; where one of them is said to stand there already, it only lists them.
 */
function keeping(typed: string, values: string[]): Completions {
  const start = typed.toLowerCase()
  const listed = values.length > 1 && values.some(value => !value.toLowerCase().startsWith(start))
  return [values, listed ? values[0]! : typed]
}

function beginning(typed: string, words: readonly string[]): Completions {
  const start = typed.toLowerCase()
  return [words.filter(word => word.toLowerCase().startsWith(start)), typed]
}
