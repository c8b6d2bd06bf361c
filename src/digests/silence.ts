/** A subscription that has found nothing for long says so, once. Pure. */
import { z } from 'zod'
import { notice } from '../chat/replies.ts'
import type { Button, Reply } from '../chat/reply.ts'
import { counted, either } from '../papers/text.ts'
import { limits } from './limits.ts'

/** How long nothing has matched; kept with every post that was due, and read back for the next one. */
export const silenceSchema = z.object({
  /** Of the subscription; a changed one begins anew. */
  revision: z.int().min(1),
  /** Lists that came since something last matched. */
  lists: z.int().min(0),
  /** Whether that was said. */
  said: z.boolean(),
})
export type Silence = z.infer<typeof silenceSchema>

/**
 * The silence after a post that covered so many lists, of which so many papers were on a topic, posted or not. It is to
 * be said now when it is said after and wasn't before: once, when 10 lists have come without a match.
 */
export function silenceAfter(
  before: Silence | undefined,
  now: { readonly revision: number; readonly lists: number; readonly matched: number },
): Silence & { readonly sayNow: boolean } {
  const { revision } = now
  if (now.matched > 0) return { revision, lists: 0, said: false, sayNow: false }
  const same = before?.revision === revision ? before : undefined
  const lists = (same?.lists ?? 0) + now.lists
  const said = lists >= limits.silentLists
  return { revision, lists, said, sayNow: said && !same?.said }
}

/** @param topics as typed */
export function silenceReply(topics: readonly string[], lists: number, buttons: readonly Button[]): Reply {
  const text = `Nothing matched ${either(topics)} in the last ${counted(lists, 'list')}. The lists are arriving normally.`
  return { ...notice(text, { buttons }), visibility: 'public' }
}
