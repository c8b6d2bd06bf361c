/** What delivery keeps as JSON, checked when it is read back: a damaged message is never sent. */
import { z } from 'zod'
import { formatPlace, parsePlace, type Place } from '../chat/place.ts'
import type { MessageRef } from '../chat/platform.ts'
import type { Block, Reply } from '../chat/reply.ts'
import type { Post } from './delivery.ts'

/*
 * Checked as far as a renderer reaches in without asking: every list and every text that a block cannot be without.
 * The content of rich text and of optional parts is our own and passes as it is.
 */
const text = z.string()
const richText = z.array(z.union([text, z.looseObject({})]))
const command = { command: text, options: z.record(text, text) }
const button = z.union([
  z.looseObject({ label: text, ...command }),
  z.looseObject({ label: text, url: text }),
])
const buttons = z.array(button)
const choices = z.array(z.looseObject({ label: text, value: text }))
const paper = z.looseObject({ number: z.number(), title: text, url: text, lines: z.array(richText), buttons })
const field = z.looseObject({ kind: z.enum(['text', 'choice']), name: text, label: text })

const blockParts: Readonly<Record<Block['kind'], z.core.$ZodShape>> = {
  heading: { text: richText },
  text: { text: richText },
  papers: { items: z.array(paper) },
  facts: { facts: z.array(richText) },
  notice: { tone: z.enum(['info', 'warning']), text: richText },
  buttons: { buttons },
  select: { placeholder: text, option: text, choices, ...command },
  pager: { buttons },
  form: { title: text, submit: text, fields: z.array(field), ...command },
  file: { name: text, mediaType: text, content: text },
  divider: {},
}
const blocks = Object.entries(blockParts).map(([kind, parts]) =>
  z.looseObject({ kind: z.literal(kind), ...parts }),
)

const replySchema = z
  .looseObject({ summary: text, visibility: z.enum(['private', 'public']), blocks: z.array(z.union(blocks)) })
  .transform(value => value as unknown as Reply)

const messageSchema = z
  .object({ place: text, message: text, thread: text.optional() })
  .transform(({ place, message, thread }) => ({
    place: parsePlace(place),
    message,
    ...(thread === undefined ? {} : { thread: parsePlace(thread) }),
  }))

/** `under`: the message that stands already; where the parent is a post of the outbox, its row names that. */
const threadSchema = z.object({ title: text, tags: z.array(text), under: messageSchema.exactOptional() })

/** What opens a thread, without its first message. */
export type StoredThread = z.infer<typeof threadSchema>

/** All throw for what is not as it was written. */
export const readReply = (json: string): Reply => replySchema.parse(JSON.parse(json))
export const readThread = (json: string): StoredThread => threadSchema.parse(JSON.parse(json))
export const readMessage = (json: string): MessageRef => messageSchema.parse(JSON.parse(json))

export const writeMessage = (message: MessageRef): string => JSON.stringify(storable(message))

export function writeThread({ title, tags, under }: NonNullable<Post['thread']>): string {
  return JSON.stringify({ title, tags, ...(typeof under === 'object' && { under: storable(under) }) })
}

const storable = ({ place, message, thread }: MessageRef): z.input<typeof messageSchema> => ({
  place: formatPlace(place),
  message,
  ...(thread && { thread: formatPlace(thread) }),
})

/** What somebody else's JSON says, for them to check; `undefined` when it is damaged. */
export function readJson(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    return undefined
  }
}

/** Milliseconds since the epoch as an ISO instant, as `Temporal.Instant` writes it and many times as fast. */
export const instantOf = (ms: number): string => new Date(ms).toISOString().replace(/\.?0+Z$/, 'Z')

/** The columns that every row about a place has. */
export const placedIn = ({ platform, workspace }: Place): Pick<Place, 'platform' | 'workspace'> => ({
  platform,
  workspace,
})
