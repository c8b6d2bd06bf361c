/** The process's log, as JSON lines: on stderr, so that stdout stays the program's answer, or in a file. */
import { appendFileSync } from 'node:fs'
import { type Logger, pino } from 'pino'

export type { Logger }

/** Takes a line at a time, with its line break. */
export interface LogDestination {
  write(line: string): void
}

/** A file to log to, in a folder that is there; each line is added at its end. */
export function logFile(path: string): LogDestination {
  return { write: line => appendFileSync(path, line) }
}

/** A log for a person: the message of each line as a sentence, said once, without fields and stacks. */
export function logSentences(say: (sentence: string) => void): LogDestination {
  const said = new Set<string>()
  return {
    write: line => {
      const { msg } = JSON.parse(line) as { msg: string }
      if (!said.has(msg)) say(msg)
      said.add(msg)
    },
  }
}

/** Fields that may hold a secret, wherever they stand in what is logged. */
const secretFields = [
  'token',
  'authorization',
  'Authorization',
  'key',
  'secret',
  'signingSecret',
  'appToken',
  'botToken',
]
const redactedPaths = secretFields.flatMap(field => [field, `*.${field}`, `*.*.${field}`])

/**
 * A logger that never writes a secret: known fields by name, and every one of `secrets` wherever it occurs in a line,
 * messages and stacks of errors included. A line that cannot be written (a full disk) is lost; logging never throws.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  destination: LogDestination = process.stderr,
): Logger {
  const hide = (line: string): string =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line)
  const write = (line: string): void => {
    try {
      destination.write(hide(line))
    } catch {
      // There is no better place to say so.
    }
  }
  return pino({ level, redact: { paths: redactedPaths, censor: '[secret]' }, base: null }, { write })
}
