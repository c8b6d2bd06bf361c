/** How an answer can be shown, and how a view remembers where it was opened. Pure. */
import { z } from 'zod'

const waySchema = z.discriminatedUnion('kind', [
  /**
   * By a `response_url`. A private answer can take the place of the message that it `replaces` (a `messageKey`);
   * otherwise it is a message of its own, like all others where the person is `alone` with the bot. One that everybody
   * there sees can be taken away: it `removes` that.
   */
  z.object({
    kind: z.literal('response'),
    url: z.string(),
    replaces: z.string().optional(),
    alone: z.boolean().optional(),
    removes: z.boolean().optional(),
    thread: z.string().optional(),
  }),
  /** In a channel: privately (in `thread`, where it was asked in one), or for all in the thread `under` a message. */
  z.object({
    kind: z.literal('channel'),
    channel: z.string(),
    thread: z.string().optional(),
    under: z.string().optional(),
  }),
  /** As a message of the person's conversation with the bot. */
  z.object({ kind: z.literal('direct'), channel: z.string(), thread: z.string().optional() }),
  /** In a modal: in `view`, or in a new one. */
  z.object({ kind: z.literal('modal'), view: z.string().optional() }),
  /** As the card of a link in a message, which all who read that see. */
  z.object({ kind: z.literal('link'), channel: z.string(), ts: z.string(), url: z.string() }),
  /** As the person's App Home. */
  z.object({ kind: z.literal('home') }),
])
export type Way = z.infer<typeof waySchema>

const originSchema = z.object({
  /** What submitting the view does, as a button's id. */
  submits: z.string().optional(),
  channel: z.string().optional(),
  thread: z.string().optional(),
  way: waySchema,
})
/** Where a view was opened: kept in its `private_metadata`. */
export type Origin = z.infer<typeof originSchema>

/** A message's `ts` is its own within its channel only. */
export const messageKey = (channel: string, ts: string): string => `${channel} ${ts}`

export const writeOrigin = (origin: Origin): string => JSON.stringify(origin)

/** What `writeOrigin` wrote; `undefined` for anything else. */
export function readOrigin(metadata: string): Origin | undefined {
  try {
    return originSchema.parse(JSON.parse(metadata))
  } catch {
    return undefined
  }
}
