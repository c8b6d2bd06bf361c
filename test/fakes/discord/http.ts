/** The HTTP side: finds the handler of a request, reads its body, keeps the limits, and writes the answer. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Answered, Handler, Routes } from './call.ts'
import { ApiError } from './errors.ts'
import type { Faults } from './faults.ts'
import type { Limits } from './limits.ts'
import type { ForcedAnswer, RecordedRequest, SentFile } from './types.ts'
import type { World } from './world.ts'

interface Service {
  readonly world: World
  readonly limits: Limits
  readonly faults: Faults
}

interface Matched {
  readonly route: string
  readonly params: readonly string[]
  readonly handler: Handler
}

/** These carry their own token in the path. */
const withoutBotToken = /^\S+ \/(?:interactions|webhooks)\//

/** What answers requests to `/api/v10/…`. */
export function restHandler(service: Service, routes: Routes) {
  const match = matcher(routes)
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    const path = decodeURIComponent(url.pathname).replace(/^\/api(?:\/v\d+)?/, '')
    const method = request.method ?? 'GET'
    const matched = match(method, path)
    const recorded: RecordedRequest = {
      method,
      path,
      route: matched.route,
      query: url.searchParams,
      ...(await readBody(request)),
      headers: request.headers,
      at: service.world.now(),
      status: undefined,
    }
    service.world.requests.push(recorded)
    service.world.changed()
    await service.faults.stalling(matched.route)
    if (service.faults.holds(matched, () => respond(service, matched, recorded)))
      return service.world.changed()
    const answer = respond(service, matched, recorded)
    recorded.status = answer?.status
    if (answer) write(response, answer)
    else request.socket.destroy()
    service.world.changed()
  }
}

interface FullAnswer extends Answered {
  readonly headers?: Readonly<Record<string, string>>
}

/** `undefined`: the connection is lost. */
function respond(
  { world, limits, faults }: Service,
  { route, params, handler }: Matched,
  request: RecordedRequest,
): FullAnswer | undefined {
  if (!withoutBotToken.test(route) && !mayAsk(world, request)) return failure(new ApiError(0))
  const verdict = limits.count(route, params)
  if (verdict.retryAfterMs !== undefined)
    return tooMany(verdict.retryAfterMs, verdict.global, verdict.headers)
  const fault = faults.take(route, params)
  if (fault && fault !== 'dropped') return forced(fault)
  const answer = handled(handler, { ...request, world, params })
  return fault === 'dropped' ? undefined : { ...answer, headers: { ...answer.headers, ...verdict.headers } }
}

function handled(handler: Handler, call: Parameters<Handler>[0]): FullAnswer {
  try {
    return handler(call)
  } catch (error) {
    if (error instanceof ApiError) return failure(error)
    call.world.violate({
      route: call.route,
      path: '',
      message: `The loopback broke: ${(error as Error).stack}`,
    })
    return { status: 500, body: { message: '500: Internal Server Error', code: 0 } }
  }
}

const mayAsk = ({ token, revoked }: World, { headers }: RecordedRequest): boolean =>
  !revoked && headers.authorization === `Bot ${token}`

/** A client is told to wait a minute with more edits; how long it really is Discord doesn't say. */
const failure = (error: ApiError): FullAnswer => ({
  status: error.status,
  body: error.body,
  ...(error.status === 429 ? { headers: { 'retry-after': '60' } } : {}),
})

const tooMany = (retryAfterMs: number, global: boolean, headers: FullAnswer['headers']): FullAnswer => ({
  status: 429,
  body: { message: 'You are being rate limited.', retry_after: retryAfterMs / 1000, global },
  headers: {
    ...headers,
    'retry-after': String(retryAfterMs / 1000),
    'x-ratelimit-scope': global ? 'global' : 'user',
  },
})

function forced({ status, code = 0, message = 'Error', headers = {} }: ForcedAnswer): FullAnswer {
  const retryAfter = headers['retry-after']
  const wait = retryAfter === undefined ? {} : { retry_after: Number(retryAfter), global: false }
  return { status, body: { message, code, ...wait }, headers }
}

/** An empty answer has no content type: discord.js would parse it. */
function write(response: ServerResponse, { status, body, headers }: FullAnswer): void {
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  response
    .writeHead(status, { ...type, ...headers })
    .end(body === undefined ? undefined : JSON.stringify(body))
}

function matcher(routes: Routes): (method: string, path: string) => Matched {
  const known = Object.entries(routes).map(([route, handler]) => ({
    route,
    handler,
    pattern: new RegExp(`^${route.replaceAll(/:\w+/g, '([^/]+)')}$`),
  }))
  return (method, path) => {
    for (const { route, handler, pattern } of known) {
      const found = pattern.exec(`${method} ${path}`)
      if (found) return { route, handler, params: found.slice(1) }
    }
    return { route: `${method} ${path}`, params: [], handler: unknown }
  }
}

const unknown: Handler = ({ world, route }) => {
  world.violate({ route, path: '', message: 'The loopback has no such route' })
  return { status: 404, body: { message: '404: Not Found', code: 0 } }
}

/** JSON, or a form with `payload_json` and `files[n]`: https://docs.discord.com/developers/reference#uploading-files */
async function readBody(request: IncomingMessage): Promise<{ body: unknown; files: SentFile[] }> {
  const bytes = await buffer(request)
  if (bytes.length === 0) return { body: undefined, files: [] }
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return { body: JSON.parse(bytes.toString()), files: [] }
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
  const sent = [...form.values()].filter(value => value instanceof File)
  const files = await Promise.all(sent.map(async file => ({ name: file.name, text: await file.text() })))
  const payload = form.get('payload_json')
  return { body: typeof payload === 'string' ? JSON.parse(payload) : {}, files }
}
