/**
 * What was posted in the terminal, durable: JSON Lines, each line on the disk before it counts as sent. A line that a
 * crash tore was never confirmed, so opening the file removes it.
 */
import {
  appendFileSync,
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import { PaperboyError } from '../errors.ts'
import type { Reply } from '../chat/reply.ts'

/** Checked as far as reading needs it: the file is our own. */
const reply = z
  .looseObject({ summary: z.string(), blocks: z.array(z.looseObject({ kind: z.string() })) })
  .transform(value => value as unknown as Reply)

const posted = {
  /** `m1`, `m2`, … */
  id: z.string(),
  /** Channel, thread or person as it is typed: `#papers`, `#papers/t1`, `@me`. */
  place: z.string(),
  key: z.string(),
  /** ISO instant. */
  at: z.string(),
  reply,
}

const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('post'), ...posted }),
  /** A thread and its first message, together, so that a crash leaves both or none. `parent`: a message's id. */
  z.object({
    kind: z.literal('thread'),
    ...posted,
    title: z.string(),
    parent: z.string().optional(),
  }),
  z.object({ kind: z.literal('edit'), id: z.string(), at: z.string(), reply }),
  z.object({ kind: z.literal('remove'), id: z.string(), at: z.string() }),
])

type Entry = z.infer<typeof entrySchema>

/** One message as it stands now. */
export type Message = Exclude<Entry, { kind: 'edit' | 'remove' }> & { readonly edited: boolean }

export interface Transcript {
  /** On the disk when it returns. */
  append(entry: Entry): void
  /** All messages that stand, in the order in which they were posted, with their edits. */
  messages(): readonly Message[]
  /** How many were ever posted. */
  posted(): number
  close(): void
}

/**
 * Opens or creates the transcript. One process at a time.
 *
 * @throws PaperboyError `terminal.transcript` for a line, other than a torn last one, that can't be read
 */
export function openTranscript(file: string): Transcript {
  mkdirSync(dirname(file), { recursive: true })
  const descriptor = openSync(file, 'a+')
  const whole = wholeLines(readFileSync(descriptor))
  ftruncateSync(descriptor, whole.length)
  const messages = new Map<string, Message>()
  let everPosted = 0
  const apply = (entry: Entry): void => {
    if (entry.kind === 'remove') messages.delete(entry.id)
    else if (entry.kind === 'edit') change(messages, entry)
    else {
      messages.set(entry.id, { ...entry, edited: false })
      everPosted += 1
    }
  }
  const lines = whole.toString().split('\n').slice(0, -1)
  for (const [index, line] of lines.entries()) apply(readEntry(line, `${file}:${index + 1}`))
  return {
    append(entry) {
      appendFileSync(descriptor, `${JSON.stringify(entry)}\n`)
      fsyncSync(descriptor)
      apply(entry)
    },
    messages: () => [...messages.values()],
    posted: () => everPosted,
    close: () => closeSync(descriptor),
  }
}

const wholeLines = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.lastIndexOf('\n') + 1)

function readEntry(line: string, where: string): Entry {
  try {
    return entrySchema.parse(JSON.parse(line))
  } catch (cause) {
    throw new PaperboyError('terminal.transcript', `The transcript is damaged at ${where}.`, {
      cause,
      help: 'Move the file away to begin a new one.',
    })
  }
}

function change(
  messages: Map<string, Message>,
  { id, reply: after }: Extract<Entry, { kind: 'edit' }>,
): void {
  const message = messages.get(id)
  if (message) messages.set(id, { ...message, reply: after, edited: true })
}
