/** One request: redirects only within the host, a limit on the body, and every failure as a SourceError. */
import { retryAfterMs } from './pace.ts'
import { limits } from './limits.ts'
import { SourceError } from './source-error.ts'

export interface Answer {
  readonly status: number
  readonly body: string
  /** The `Link` header (RFC 8288). */
  readonly link?: string | undefined
}

export interface Request {
  readonly fetch: typeof fetch
  readonly url: string
  readonly headers: Headers
  /** JSON to POST; a GET without. */
  readonly body?: string | undefined
  readonly signal: AbortSignal
  /** Statuses besides 2xx that are answers, such as 404. */
  readonly expected: readonly number[]
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * @throws SourceError `source.unreachable`, `source.rate-limited`, `source.malformed` or `source.refused`; what
 * `signal` was aborted with is thrown as it is.
 */
export async function request(options: Request): Promise<Answer> {
  try {
    const response = await follow(options, new URL(options.url), limits.redirects)
    await checkStatus(response, options)
    return {
      status: response.status,
      body: await readBody(response),
      link: response.headers.get('link') ?? undefined,
    }
  } catch (error) {
    options.signal.throwIfAborted()
    if (error instanceof SourceError) throw error
    throw new SourceError('source.unreachable', `cannot be reached (${networkReason(error)})`, {
      cause: error,
    })
  }
}

async function follow(options: Request, url: URL, redirectsLeft: number): Promise<Response> {
  const { headers, body, signal } = options
  const post = body === undefined ? {} : { method: 'POST', body, headers: withJson(headers) }
  const response = await options.fetch(url.href, { headers, signal, redirect: 'manual', ...post })
  const location = response.headers.get('location')
  if (response.status < 300 || response.status > 399 || location === null) return response
  await response.body?.cancel()
  const target = URL.parse(location, url.href)
  if (target?.origin !== url.origin || redirectsLeft === 0)
    throw new SourceError('source.malformed', 'sent the request on to another place')
  return follow(options, target, redirectsLeft - 1)
}

const withJson = (headers: Headers): Headers =>
  new Headers([...headers, ['content-type', 'application/json']])

async function checkStatus(response: Response, { expected, now }: Request): Promise<void> {
  if (response.ok || expected.includes(response.status)) return
  await response.body?.cancel()
  const wait = { retryAfterMs: retryAfterMs(response.headers, now()) }
  if (response.status === 429)
    throw new SourceError('source.rate-limited', 'asks for fewer calls (429)', wait)
  if (response.status >= 500)
    throw new SourceError('source.unreachable', `answered with an error (${response.status})`, wait)
  throw new SourceError('source.refused', `refused the request (${response.status})`)
}

async function readBody(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > limits.bodyBytes)
      throw new SourceError('source.malformed', `answered with more than ${limits.bodyBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** `fetch` says "fetch failed" and keeps what happened, such as ECONNRESET, in the cause. */
function networkReason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(cause instanceof Error)) return 'unknown reason'
  if ('code' in cause && typeof cause.code === 'string') return cause.code
  return cause.name === 'Error' ? cause.message : cause.name
}
