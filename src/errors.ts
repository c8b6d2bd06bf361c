/** The project's errors: a stable `code` for logs and tests, a sentence for people, the cause kept. */

interface ErrorDetails {
  cause?: unknown
  /** What to do next, as one sentence. Shown after the message. */
  help?: string
}

/** A fault that a person did not cause. It is logged with its code and answered with one sentence and a reference. */
export class PaperboyError extends Error {
  override name = 'PaperboyError'
  readonly code: string
  readonly help: string | undefined

  constructor(code: string, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.help = details.help
  }
}

/**
 * Something a person can mend. The message is shown to them as it stands, so it names what was wrong and the value;
 * `help` is an example that works.
 */
export class UserError extends PaperboyError {
  override name = 'UserError'
}

/** The message of anything that was thrown, with its help when it has one. */
export function explain(error: unknown): string {
  if (error instanceof PaperboyError && error.help) return `${error.message} ${error.help}`
  return error instanceof Error ? error.message : String(error)
}
