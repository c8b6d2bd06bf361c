/** Command lines: what is typed in Slack, in mentions, in direct messages and in the terminal. */
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { type CommandDescription, type Invocation, isInternal } from './command.ts'
import { editDistance } from '../papers/edit-distance.ts'
import { capitalised } from '../papers/text.ts'
import { notice } from './replies.ts'
import type { Reply } from './reply.ts'

type Named = Pick<CommandDescription, 'name' | 'options' | 'surfaces'>

/** Other words for commands; they work where the command does. */
const aliases = new Map([
  ['today', 'daily'],
  ['find', 'search'],
  ['sub', 'subscribe'],
  ['unsubscribe', 'subscriptions'],
])

/** What people say to a bot first. */
const greeting = /^(?:hi|hello|hey)\b[\s.,!?]*$/iu

/**
 * Reads a line: an optional `/papers`, a command's name or alias, its options as `key:value` or `key="some words"`;
 * the rest is the first option's text, verbatim; named again it is one more, after a comma. What names no command is a
 * search with the whole text, an empty line or a greeting is `help`. An internal command's name is one only by itself. A
 * lone word that nearly is a command's name is answered with a reply that asks, and so is a command that takes no text
 * with nothing behind it but options of others. Never throws.
 */
export function parseCommandLine(
  text: string,
  commands: readonly Named[],
): Invocation | { readonly reply: Reply } {
  const line = text.replace(/^\s*\/papers(?=\s|$)/iu, '').trim()
  if (line === '' || greeting.test(line)) return { command: 'help', options: {} }
  const [word] = /^\S+/u.exec(line)!
  const rest = line.slice(word.length)
  const command = commandNamed(word, commands)
  const keys = command && !isInternal(command) ? keysOf(rest) : []
  if (command && (rest === '' || takesText(command) || areOptions(keys, [command])))
    return { command: command.name, options: parseOptions(rest, optionNames(command)) }
  if (command && areOptions(keys, commands)) return { reply: takesNone(command.name, keys) }
  const meant = command || rest !== '' ? undefined : nearest(word, commands)
  if (meant !== undefined) return { reply: askWhich(word, meant) }
  return { command: 'search', options: parseOptions(line, optionNames(commandNamed('search', commands))) }
}

/** The line that `parseCommandLine` reads as this invocation; the first option leads, as free text where it can. */
export function formatCommandLine({ command, options }: Invocation, commands: readonly Named[]): string {
  const [first, ...others] = optionNames(commandNamed(command, commands)).filter(name => name in options)
  if (first === undefined) return command
  const named = others.map(name => `${name}:${quoted(options[name]!)}`)
  const plain = [command, options[first]!, ...named].join(' ')
  const read = parseCommandLine(plain, commands)
  if ('options' in read && isDeepStrictEqual(read.options, options)) return plain
  return [command, `${first}:${quoted(options[first]!)}`, ...named].join(' ')
}

function commandNamed(word: string, commands: readonly Named[]): Named | undefined {
  const name = word.toLowerCase()
  return commands.find(command => command.name === (aliases.get(name) ?? name))
}

/** Free text is the first option, where people fill that in. */
function takesText(command: Named): boolean {
  const [first] = Object.values(command.options.shape)
  return !isInternal(command) && first !== undefined && !z.globalRegistry.get(first)?.['internal']
}

/** In the schema's order. */
const optionNames = (command: Named | undefined): string[] => Object.keys(command?.options.shape ?? {})

/** Runs without white space, where quoted text counts as one; a quote that never closes is a character like others. */
const tokens = /(?:["“”„«»](?:\\.|[^"“”„«»\\])*["“”„«»]|\S)+/gsu
const keyAndValue = /^([\p{L}\p{N}_-]+)[:=](.+)$/su
const wholeQuote = /^["“”„«»]((?:\\.|[^"“”„«»\\])*)["“”„«»]$/su

function parseOptions(text: string, known: readonly string[]): Record<string, string> {
  const options: Record<string, string> = {}
  let free: string | undefined
  let end = 0
  for (const { 0: token, index } of text.matchAll(tokens)) {
    const [, key = '', value = ''] = keyAndValue.exec(token) ?? []
    const name = known.find(candidate => candidate.toLowerCase() === key.toLowerCase())
    if (name !== undefined && name !== known[0]) options[name] = unquoted(value)
    else {
      const words = name === undefined ? token : unquoted(value)
      const between = name === undefined ? text.slice(end, index) : ', '
      free = free === undefined ? words : free + between + words
    }
    end = index + token.length
  }
  return free === undefined || known[0] === undefined ? options : { [known[0]]: free, ...options }
}

/** Of a text in which nothing else stands than keys with values; otherwise none. */
function keysOf(text: string): string[] {
  const keys = Array.from(text.matchAll(tokens), ([token]) => keyAndValue.exec(token)?.[1]?.toLowerCase())
  return keys.every(key => key !== undefined) ? keys : []
}

const areOptions = (keys: readonly string[], commands: readonly Named[]): boolean =>
  keys.length > 0 && keys.every(key => commands.some(command => optionNames(command).includes(key)))

const unquoted = (value: string): string => {
  const inside = wholeQuote.exec(value)?.[1]
  return inside === undefined ? value : inside.replace(/\\(["“”„«»\\])/gu, '$1')
}

/** As it stands where that reads back, otherwise between quotes. */
const quoted = (value: string): string =>
  /^[^\s"“”„«»\\]+$/u.test(value) ? value : `"${value.replace(/["“”„«»\\]/gu, '\\$&')}"`

function askWhich(word: string, meant: string): Reply {
  return notice(`I don't know the command "${word}". Did you mean "${meant}"?`, {
    buttons: [
      { label: capitalised(meant), command: meant, options: {} },
      { label: `Search "${word}"`, command: 'search', options: { query: word } },
    ],
  })
}

const takesNone = (command: string, keys: readonly string[]): Reply =>
  notice(`"${command}" has no options, so it can't take "${keys.join(', ')}".`, {
    buttons: [
      { label: capitalised(command), command, options: {} },
      { label: `Search "${command}"`, command: 'search', options: { query: command } },
    ],
  })

/**
 * The command whose name was mistyped: the same first letter, and one edit away, or two where the name is longer than
 * five letters. Stricter than a spell checker, because a lone word usually is a search ("research", "parser").
 */
function nearest(word: string, commands: readonly Named[]): string | undefined {
  const typed = word.toLowerCase()
  return commands
    .filter(command => !isInternal(command))
    .map(({ name }) => ({ name, distance: editDistance(typed, name, 2) }))
    .filter(({ name, distance }) => name[0] === typed[0] && distance <= (name.length > 5 ? 2 : 1))
    .sort((a, b) => a.distance - b.distance)[0]?.name
}
