/** The terminal on this process's own input and output. */
import { join } from 'node:path'
import type { Platform } from '../chat/platform.ts'
import { createTerminal, type TerminalOptions } from './adapter.ts'
import { nothingToRead } from './greeting.ts'
import { openTranscript } from './transcript.ts'

interface OpenOptions extends Pick<TerminalOptions, 'now' | 'greeting'> {
  /** Where the transcript and the history are kept. */
  readonly folder: string
  /** The person left, or the input ended. */
  readonly onEnd: () => void
}

/** Whether a person sits at it; otherwise it is a pipe or a file. */
export const isInteractive = (): boolean => process.stdin.isTTY && process.stdout.isTTY

export function openTerminal({ folder, onEnd, ...options }: OpenOptions): Platform {
  const interactive = isInteractive()
  return createTerminal({
    ...options,
    input: process.stdin,
    output: process.stdout,
    interactive,
    color: interactive && !process.env['NO_COLOR'],
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    transcript: openTranscript(join(folder, 'terminal.jsonl')),
    historyFile: join(folder, 'terminal.history'),
    onEnd: entered => {
      if (entered === 0 && !interactive) console.error(nothingToRead)
      onEnd()
    },
  })
}
