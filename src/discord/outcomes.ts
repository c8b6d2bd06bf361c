/**
 * What Discord's errors mean for a post: to be tried again, refused until a person mends it, or unknown. Works on the
 * errors' plain shapes. Codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
import { z } from 'zod'
import type { Outcome } from '../chat/platform.ts'
import { explain } from '../errors.ts'
import { listed } from '../papers/text.ts'
import { limits } from './limits.ts'
import { permissions } from './permissions.ts'

export type Failure = Extract<Outcome, { kind: 'retry' | 'refused' | 'unknown' }>

/** @param error whatever a request to Discord was rejected with. */
export function outcomeOf(error: unknown): Failure {
  const shape = read(error)
  const forLog = describe(error, shape)
  const { code, status } = shape
  const forOwner = typeof code === 'number' ? sentences.get(code) : undefined
  if (forOwner !== undefined) return { kind: 'refused', forOwner, forLog }
  const afterMs = waitOf(shape)
  if (afterMs !== undefined) return { kind: 'retry', afterMs }
  const refusal = sentenceOfStatus(status)
  return refusal === undefined ? { kind: 'unknown', forLog } : { kind: 'refused', forOwner: refusal, forLog }
}

const whereToMend = 'Edit channel → Permissions → Paperboy'
const ourFault =
  'Discord did not accept what Paperboy wrote. Whoever runs Paperboy finds the reason in its log.'
const tokenRefused =
  "Discord no longer accepts Paperboy's token. Whoever runs Paperboy sets a new one: Developer Portal → Bot → Reset Token."
const noAccess = `Paperboy may not see this channel. Allow View Channel: ${whereToMend}.`
const allPermissions = listed(permissions.map(({ name }) => name))
const noPermission = `Paperboy lacks a permission here. It needs ${allPermissions}: ${whereToMend}.`
const noTag = `This forum requires a tag, and has none that Paperboy may set. Add a tag that everyone may set, or allow Manage Posts: ${whereToMend}.`
const gone = 'This channel or message no longer exists. Choose another channel for its papers.'

const noMoreEdits = 'Discord allows no more changes to this old message for now. A new message works.'

/** Of an edit that Discord refused because the message is old and was changed too often. */
export const tooManyEdits: Failure = {
  kind: 'refused',
  forOwner: noMoreEdits,
  forLog: 'Too many edits of a message older than an hour (code 30046, status 429)',
}

/** By Discord's code, what to say to the channel's owner: what is wrong, and where it is mended. */
const sentences: ReadonlyMap<number, string> = new Map([
  [10_003, 'This channel no longer exists. Choose another channel for its papers.'],
  [10_004, 'Paperboy is no longer in this server. Invite it again to go on.'],
  [10_008, 'This message was deleted, so it cannot be changed any more.'],
  [10_062, 'The answer came too late for Discord to show it. Ask again.'],
  [
    20_009,
    'Discord kept this message back as explicit. Look at Server settings → Safety setup → Sensitive content filter.',
  ],
  [30_046, noMoreEdits],
  [40_001, tokenRefused],
  [40_005, 'The file is larger than Discord takes here. Narrow it, or boost the server.'],
  [
    40_058,
    'This is a forum: it takes posts, not messages. Choose a text channel, or let Paperboy open posts here.',
  ],
  [40_060, 'This was answered already.'],
  [40_066, noTag],
  [40_067, noTag],
  [50_001, noAccess],
  [
    50_007,
    'This person takes no direct messages from Paperboy: User settings → Content and social → Direct messages.',
  ],
  [50_008, 'This channel takes no messages. Choose a text channel.'],
  [50_013, noPermission],
  [50_024, 'This cannot be done in a channel of this kind. Choose a text channel.'],
  [
    50_083,
    `This thread is archived and Paperboy cannot open it again. Unarchive it, or allow Manage Threads: ${whereToMend}.`,
  ],
  [50_278, 'Paperboy shares no server with this person, so it cannot write to them.'],
  [160_002, `Paperboy may not read what was written here. Allow Read Message History: ${whereToMend}.`],
  [160_005, `This thread is locked. Unlock it, or allow Manage Threads: ${whereToMend}.`],
  [160_006, 'This server has as many open threads as Discord allows. Archive some, then try again.'],
  [
    160_007,
    'This server has as many open announcement threads as Discord allows. Archive some, then try again.',
  ],
])

function sentenceOfStatus(status: number | undefined): string | undefined {
  if (status === 401) return tokenRefused
  if (status === 403) return noPermission
  if (status === 404) return gone
  return status !== undefined && status >= 400 && status < 500 ? ourFault : undefined
}

/** A request that was given up before it was sent. */
export class NeverSent extends Error {
  readonly code = 'NEVER_SENT'
}

/** Codes of `NeverSent`, and of a connection that was never made: nothing was sent. */
const neverSent = new Set(['NEVER_SENT', 'ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

const errorShape = z.object({
  name: z.string().optional().catch(undefined),
  code: z.union([z.number(), z.string()]).optional().catch(undefined),
  status: z.number().optional().catch(undefined),
  /** Of `RateLimitError`, both in milliseconds: until its bucket is full again, and what the answer said. */
  timeToReset: z.number().optional().catch(undefined),
  retryAfter: z.number().optional().catch(undefined),
  /** Discord's own answer; its wait is in seconds. */
  rawError: z.object({ retry_after: z.number() }).optional().catch(undefined),
  cause: z.object({ code: z.string() }).optional().catch(undefined),
})
type Shape = z.infer<typeof errorShape>

function read(error: unknown): Shape {
  const shape = errorShape.safeParse(error).data ?? {}
  return shape.code === undefined && shape.cause ? { ...shape, code: shape.cause.code } : shape
}

/** When to try again; undefined unless nothing was sent. */
function waitOf({ name, code, status, timeToReset, retryAfter, rawError }: Shape): number | undefined {
  if (typeof code === 'string' && neverSent.has(code)) return limits.retryMs
  if (name?.startsWith('RateLimitError'))
    return Math.ceil(Math.max(timeToReset ?? 0, retryAfter ?? 0)) || limits.retryMs
  if (status !== 429) return undefined
  return rawError ? Math.ceil(rawError.retry_after * 1000) : limits.retryMs
}

/** Addresses are left out: those of interactions hold tokens. */
function describe(error: unknown, shape: Shape): string {
  const details = [shape.code && `code ${shape.code}`, shape.status && `status ${shape.status}`].filter(
    Boolean,
  )
  return [explain(error), ...(details.length > 0 ? [`(${details.join(', ')})`] : [])].join(' ')
}
