/** The adapter's log: of an error, what it says, and never the address that was asked: an interaction's holds a token. */
import type { Logger } from '../log.ts'

export type DiscordLog = Pick<Logger, 'info' | 'warn' | 'error'>

/** A log for the whole adapter: errors are given to it as `err`. */
export function withoutAddresses(log: DiscordLog): DiscordLog {
  return {
    info: (details: object, message?: string) => log.info(loggable(details), message),
    warn: (details: object, message?: string) => log.warn(loggable(details), message),
    error: (details: object, message?: string) => log.error(loggable(details), message),
  }
}

const loggable = (details: object): object =>
  'err' in details ? { ...details, err: described(details.err) } : details

/** Everything else that discord.js's errors carry is the request, its address included. */
function described(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) }
  const { name, message, stack, cause } = error
  const { code, status } = error as { code?: unknown; status?: unknown }
  return { type: name, message, code, status, stack, ...(cause !== undefined && { cause: described(cause) }) }
}
