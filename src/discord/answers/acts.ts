/** What an act invokes: the ids of buttons, selects and forms decoded, what was chosen or filled in added. */
import { type ButtonStore, decodeButton } from '../../chat/button-codec.ts'
import type { CommandDescription, Invocation } from '../../chat/command.ts'
import type { Reply } from '../../chat/reply.ts'
import { choiceOf } from '../render/components.ts'
import type { Act } from './parse.ts'
import { within } from '../../chat/within.ts'

type Reader = Pick<ButtonStore, 'get'>

/** The invocation, or the reply that says why there is none. */
export async function decodeAct(act: Act, buttons: Reader): Promise<Invocation | { readonly reply: Reply }> {
  if (act.kind === 'invocation') return act.invocation
  const decoded = await decodeButton(act.id, buttons)
  if ('reply' in decoded) return decoded
  if (act.kind === 'submit') return { ...decoded, options: filled({ ...decoded.options, ...act.values }) }
  return act.value === undefined ? decoded : choiceOf(decoded, act.value)
}

/** A field that was left empty sets nothing. */
const filled = (options: Invocation['options']): Invocation['options'] =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== ''))

interface KnowingContext {
  readonly commands: readonly CommandDescription[]
  readonly buttons: Reader
  readonly waitMs: number
}

/**
 * The invocation where it is known before the act is acknowledged: an id that is complete in itself. One that is stored
 * is waited for only where a form may have to be opened.
 */
export async function knownAtOnce(act: Act, context: KnowingContext): Promise<Invocation | undefined> {
  const { commands, buttons, waitMs } = context
  let stored = false
  const complete = await decodeAct(act, {
    get: () => {
      stored = true
      return '[]'
    },
  })
  if ('reply' in complete) return undefined
  if (!stored) return complete
  if (act.kind === 'submit' || !commands.find(({ name }) => name === complete.command)?.asks) return undefined
  const read = await within(decodeAct(act, buttons), waitMs).catch(() => undefined)
  return read && !('reply' in read) ? read : undefined
}
