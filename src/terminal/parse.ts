/** What a line means: a press, a command, or a word about the terminal itself. */
import { parseCommandLine } from '../chat/command-line.ts'
import type { CommandDescription } from '../chat/command.ts'
import type { Place } from '../chat/place.ts'
import type { Reply } from '../chat/reply.ts'
import type { Request, Surface } from '../chat/request.ts'
import { UserError } from '../errors.ts'
import { readPlace, scopeHere } from './places.ts'
import { findPressable, type Press, type Pressable } from './pressables.ts'

export type Intent =
  | { readonly kind: 'nothing' | 'end' | 'places' }
  | { readonly kind: 'go'; readonly place: Place }
  | { readonly kind: 'reply'; readonly reply: Reply }
  | { readonly kind: 'press'; readonly press: Press; readonly surface: Surface }

export interface LineContext {
  readonly commands: readonly CommandDescription[]
  /** Of the reply that was shown last. */
  readonly pressables: readonly Pressable[]
}

/**
 * Reads a line. With the slash word it is always a command; otherwise the terminal's own words come first, then what
 * can be pressed, then commands, and the rest is a search.
 *
 * @throws UserError for a number or page that isn't shown or a place that can't be
 */
export function parseLine(line: string, { commands, pressables }: LineContext): Intent {
  const text = line.trim()
  if (text === '') return { kind: 'nothing' }
  if (!text.startsWith('/')) {
    if (/^(quit|exit)$/i.test(text)) return { kind: 'end' }
    if (/^(?:places|go)$/i.test(text)) return { kind: 'places' }
    const destination = /^go ([#@]\S*)$/i.exec(text)?.[1]
    if (destination) return { kind: 'go', place: readPlace(destination) }
    const found = findPressable(pressables, text, commands)
    if (found) return { kind: 'press', press: found.press, surface: 'button' }
    if (/^(next|previous)$/i.test(text)) throw noPage(text.toLowerCase())
  }
  const read = parseCommandLine(text, commands)
  if ('reply' in read) return { kind: 'reply', reply: read.reply }
  return { kind: 'press', press: { kind: 'command', ...read }, surface: 'typed' }
}

function noPage(word: string): UserError {
  return new UserError('terminal.no-page', `The last answer has no ${word} page.`, {
    help: `To search for the word: search ${word}`,
  })
}

/** The request that a line in a place makes. `id` is of this line only. */
export function requestOf(
  press: Extract<Press, { kind: 'command' }>,
  context: { id: string; place: Place; surface: Surface; zone: string; message?: string | undefined },
): Request {
  const { id, place, surface, zone, message } = context
  return {
    id,
    command: press.command,
    options: press.options,
    actor: { id: 'me', name: 'You', zone, manages: true, administers: true },
    place,
    scope: scopeHere(place),
    surface,
    ...(message !== undefined && { message }),
    locale: 'en-GB',
  }
}
