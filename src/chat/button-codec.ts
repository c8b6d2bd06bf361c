/**
 * Buttons as ids of at most 100 characters: `command?key=value&key=value`, or `command~name` where that is too long:
 * then the options wait in a store under that name. `#mark` may follow.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { PaperboyError } from '../errors.ts'
import type { Invocation } from './command.ts'
import { notice } from './replies.ts'
import type { Reply } from './reply.ts'

/** Characters of an id; Discord's `custom_id` allows no more (https://discord.com/developers/docs/components/reference). */
export const maxButtonId = 100
/** How long the content of an id that was too long is kept. */
const buttonTtlMs = 180 * 24 * 60 * 60 * 1000

/** Where the options of buttons whose id would be too long are kept. */
export interface ButtonStore {
  get(name: string): Promise<string | undefined> | string | undefined
  /** Resolves when it is stored. */
  set(name: string, content: string, ttlMs: number): Promise<void>
}

/** What a button does, where that is too long for its id: to be stored before the button can be pressed. */
export interface Kept {
  readonly name: string
  readonly content: string
  readonly ttlMs: number
}

/** Resolves when all of it is stored. */
export async function keep(kept: readonly Kept[], buttons: Pick<ButtonStore, 'set'>): Promise<void> {
  await Promise.all(kept.map(({ name, content, ttlMs }) => buttons.set(name, content, ttlMs)))
}

export interface EncodingContext {
  /** Takes what is to be stored before the button can be pressed. */
  put(kept: Kept): void
  /**
   * Tells two equal buttons of one message apart, or makes a message findable; it has no part in what the button
   * does. Up to 40 letters, digits and `_ . : -`.
   */
  readonly mark?: string
}

// With a command's name of at most 32 characters and a stored name of 22, a mark of 40 always fits.
const isMark = /^[\w.:-]{1,40}$/
const storedNameLength = 22
const buttonId = /^([a-z][a-z0-9-]{0,31})(?:\?([^#]*)|~([\w-]{22}))(?:#([\w.:-]{1,40}))?$/su
const storedOptions = z.array(z.tuple([z.string(), z.string()]))

/**
 * The id of a button. Equal invocations with equal marks have equal ids.
 * @throws PaperboyError `button.mark` for a mark that doesn't fit.
 */
export function encodeButton({ command, options }: Invocation, context: EncodingContext): string {
  const { mark } = context
  if (mark !== undefined && !isMark.test(mark)) throw new PaperboyError('button.mark', `No mark: ${mark}`)
  const suffix = mark === undefined ? '' : `#${mark}`
  const entries = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))
  const readable = `${command}?${entries.map(pair => pair.map(escaped).join('=')).join('&')}${suffix}`
  if (readable.length <= maxButtonId && readable.isWellFormed()) return readable
  const content = JSON.stringify(entries)
  const name = createHash('sha256').update(content).digest('base64url').slice(0, storedNameLength)
  context.put({ name, content, ttlMs: buttonTtlMs })
  return `${command}~${name}${suffix}`
}

/** What the button does, or the reply that says that it has expired and offers the command. */
export async function decodeButton(
  id: string,
  store: Pick<ButtonStore, 'get'>,
): Promise<Invocation | { readonly reply: Reply }> {
  const [, command, pairs, name] = buttonId.exec(id) ?? []
  const entries = name === undefined ? readPairs(pairs) : readStored(await store.get(name))
  if (command === undefined || entries === undefined) return { reply: expired(command) }
  return { command, options: Object.fromEntries(entries) }
}

/** The mark that an id was made with. */
export function buttonMark(id: string): string | undefined {
  return buttonId.exec(id)?.[4]
}

const escaped = (text: string): string => text.replace(/[%&=#\s\p{Cc}]/gu, encodeURIComponent)

function readPairs(pairs: string | undefined): [string, string][] | undefined {
  if (pairs === '') return []
  const entries = pairs?.split('&').map(pair => pair.split('='))
  try {
    return entries?.every(pair => pair.length === 2)
      ? entries.map(([key, value]) => [decodeURIComponent(key!), decodeURIComponent(value!)])
      : undefined
  } catch {
    return undefined
  }
}

function readStored(content: string | undefined): [string, string][] | undefined {
  try {
    return content === undefined ? undefined : storedOptions.parse(JSON.parse(content))
  } catch {
    return undefined
  }
}

function expired(command = 'help'): Reply {
  return notice(`This button has expired. "${command}" starts anew.`, {
    buttons: [{ label: `Start "${command}"`, command, options: {} }],
  })
}
