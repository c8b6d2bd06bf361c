/** A terminal on streams in memory, with a core that answers from a table. */
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { Temporal } from '@js-temporal/polyfill'
import type { Platform } from '../../src/chat/platform.ts'
import type { Answer } from '../../src/chat/reply.ts'
import type { Choice, Request } from '../../src/chat/request.ts'
import { notice } from '../../src/chat/replies.ts'
import { createTerminal, type TerminalOptions } from '../../src/terminal/adapter.ts'
import { openTranscript, type Transcript } from '../../src/terminal/transcript.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { commands } from './replies.ts'

export interface Streams {
  readonly terminal: Platform
  readonly ended: Promise<void>
  readonly type: (text: string) => void
  /** The input ends here. */
  readonly end: () => void
  readonly output: () => string
  /** Resolves once the output, from now on, holds the text. */
  readonly until: (text: string) => Promise<void>
}

interface StreamOptions extends Partial<TerminalOptions> {
  readonly transcript: Transcript
  readonly columns?: number
}

/** A terminal that wasn't started, on streams in memory; piped and plain unless told otherwise. */
export function createStreams({ columns = 80, ...options }: StreamOptions): Streams {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { columns })
  const { promise: ended, resolve: onEnd } = Promise.withResolvers<void>()
  let written = ''
  output.on('data', chunk => (written += String(chunk)))
  const terminal = createTerminal({
    input,
    output,
    interactive: false,
    color: false,
    now: () => Temporal.Instant.from('2026-08-21T09:00:00Z'),
    zone: 'Europe/Berlin',
    greeting: '',
    onEnd: () => onEnd(),
    ...options,
  })
  return {
    terminal,
    ended,
    type: text => void input.write(text),
    end: () => void input.end(),
    output: () => written,
    until(text) {
      const from = written.length
      return new Promise(resolve => {
        const look = () => {
          if (!written.slice(from).includes(text)) return
          output.off('data', look)
          resolve()
        }
        output.on('data', look)
      })
    },
  }
}

export interface Harness extends Streams {
  /** Every request, in order. */
  readonly requests: Request[]
}

interface HarnessOptions extends Pick<Partial<TerminalOptions>, 'interactive' | 'color' | 'greeting'> {
  readonly columns?: number
  /** Where the transcript and the history are. */
  readonly folder?: string
  readonly answer?: (request: Request) => Answer
  readonly complete?: (typed: string) => Choice[]
}

/** A started terminal, whose core answers with `answer`, or by repeating the request. */
export async function startTerminal({
  folder = temporaryFolder(),
  answer,
  complete,
  ...options
}: HarnessOptions = {}): Promise<Harness> {
  const transcript = openTranscript(join(folder, 'transcript.jsonl'))
  const streams = createStreams({ transcript, historyFile: join(folder, 'history'), ...options })
  const requests: Request[] = []
  await streams.terminal.start({
    commands,
    expected: async () => 'private',
    complete: ({ typed }) => complete?.(typed) ?? [],
    async handle(request) {
      requests.push(request)
      return answer?.(request) ?? { reply: notice(`${request.command} ${JSON.stringify(request.options)}`) }
    },
  })
  return { ...streams, requests }
}
