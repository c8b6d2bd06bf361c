/** A request as its handler gets it, and how its body is checked. */
import type { ZodMiniType } from 'zod/mini'
import { ApiError, type Problem } from './errors.ts'
import { checkMentions, checkMessage } from './message-rules.ts'
import { checkSchema } from './schema.ts'
import type { SentFile } from './types.ts'
import type { MessageBody } from './wire.ts'
import type { World } from './world.ts'

export interface Call {
  readonly world: World
  readonly route: string
  /** Values of `:id`, `:token` in their order. */
  readonly params: readonly string[]
  readonly query: URLSearchParams
  readonly body: unknown
  readonly files: readonly SentFile[]
}

export interface Answered {
  readonly status: number
  /** None: an empty answer. */
  readonly body?: unknown
}

export type Handler = (call: Call) => Answered
/** `POST /channels/:id/messages` → what answers it. */
export type Routes = Readonly<Record<string, Handler>>

export const ok = (body: unknown): Answered => ({ status: 200, body })
export const created = (body: unknown): Answered => ({ status: 201, body })
export const nothing: Answered = { status: 204 }

function record({ world, route }: Call, problems: readonly Problem[]): void {
  for (const { path, message } of problems) world.violate({ route, path: path.join('.'), message })
}

/** Records what is wrong with a body, and answers as Discord does. */
export function refuse(call: Call, problems: readonly Problem[]): void {
  if (problems.length === 0) return
  record(call, problems)
  throw new ApiError(50035, problems)
}

/** The body, if the specification allows it. */
export function bodyOf(call: Call, schema: ZodMiniType): unknown {
  refuse(call, checkSchema(schema, call.body))
  return call.body
}

interface Before {
  readonly flags?: number
  readonly files?: readonly string[]
}

/** Refuses a message that Discord would refuse, and records one that could mention somebody. */
export function requireGoodMessage(
  call: Call,
  body: MessageBody,
  { flags = 0, files = [] }: Before = {},
): void {
  record(call, checkMentions(body))
  refuse(call, checkMessage(body, flags, [...files, ...call.files.map(({ name }) => name)]))
}

/** Has something to show. */
export const isEmpty = (
  { content, embeds, components, poll, sticker_ids: stickers }: MessageBody,
  files: number,
): boolean => !content && !embeds?.length && !components?.length && !poll && !stickers?.length && files === 0
