/** The process's log, as JSON lines: on stderr, so that stdout stays the program's answer, or in a file. */
import { type Logger, pino } from 'pino'

export type { Logger }

/** Takes a line at a time, with its line break. */
export interface LogDestination {
  write(line: string): void
}

/** A file to log to, made when it is missing, its folder too; lines are added at its end. */
export function logFile(path: string): LogDestination {
  return pino.destination({ dest: path, mkdir: true, sync: true })
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
 * messages and stacks of errors included.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  destination: LogDestination = process.stderr,
): Logger {
  const hide = (line: string): string =>
    secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), line)
  return pino(
    { level, redact: { paths: redactedPaths, censor: '[secret]' }, base: null },
    { write: line => destination.write(hide(line)) },
  )
}
