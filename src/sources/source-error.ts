/** What can be wrong with an upstream. */
import { PaperboyError } from '../errors.ts'

export type SourceErrorCode =
  /** No connection, no answer in time, or 5xx. */
  | 'source.unreachable'
  /** Too many calls; nothing more may be asked for a while. */
  | 'source.rate-limited'
  /** An answer that is not what was asked for: HTML, half a JSON, another schema. */
  | 'source.malformed'
  /** The upstream understood and said no: 4xx. */
  | 'source.refused'
  /** It failed so often that it was not asked. */
  | 'source.down'

export class SourceError extends PaperboyError {
  override name = 'SourceError'
  declare readonly code: SourceErrorCode
  /** How long the upstream asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(
    code: SourceErrorCode,
    message: string,
    details: { cause?: unknown; help?: string; retryAfterMs?: number | undefined } = {},
  ) {
    super(code, message, details)
    this.retryAfterMs = details.retryAfterMs
  }
}

export function tooSlow(ms: number): SourceError {
  const time = ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`
  return new SourceError('source.unreachable', `did not answer within ${time}`)
}
