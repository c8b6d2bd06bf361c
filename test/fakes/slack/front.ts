/** The HTTP server in front: reads requests, lets faults have their way, answers as Slack's server does. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { channelOf } from './access.ts'
import type { Faults, Verdict } from './faults.ts'
import { failure } from './faults.ts'
import { callMethod } from './methods.ts'
import { respond } from './response-url.ts'
import type { FakeRequest, Json } from './types.ts'
import { isJson, stringOf } from './walk.ts'
import type { World } from './world.ts'

interface Answer {
  readonly status: number
  readonly body: string | Json
  readonly headers?: Record<string, string>
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const inForms = new Set(['blocks', 'attachments', 'metadata', 'view', 'unfurls', 'files'])

/** A field of a form that holds JSON or a boolean. */
function field(name: string, value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true'
  if (!inForms.has(name)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** Web API clients send forms with JSON in them, `response_url` gets JSON. */
function parse(text: string): Json {
  if (!text.startsWith('{'))
    return Object.fromEntries(
      [...new URLSearchParams(text)].map(([name, value]) => [name, field(name, value)]),
    )
  const body: unknown = JSON.parse(text)
  return isJson(body) ? body : {}
}

function verdictAnswer(method: string, verdict: Exclude<Verdict, { kind: 'pass' | 'dropped' }>): Answer {
  if (verdict.kind === 'status') return { status: verdict.status, body: 'upstream connect error' }
  if (verdict.kind === 'error')
    return { status: method === 'response_url' ? 404 : 200, body: failure(verdict.error) }
  return {
    status: 429,
    body: failure('ratelimited'),
    headers: { 'retry-after': String(verdict.seconds) },
  }
}

const tokenOf = ({ headers }: IncomingMessage, body: Json): string =>
  /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1] ?? stringOf(body.token)

const errorOf = ({ status, body }: Answer): string | undefined => {
  if (isJson(body) && body.ok === false) return String(body.error)
  return status === 200 ? undefined : String(status)
}

/** What is called: a method, or a `response_url` by its path. */
interface Call {
  readonly method: string
  readonly channel: string | undefined
  readonly run: () => Promise<Answer>
}

function callOf(world: World, request: IncomingMessage, body: Json): Call {
  const path = request.url ?? ''
  if (path.startsWith('/actions/'))
    return {
      method: 'response_url',
      channel: world.responseUrls.get(path)?.channel,
      run: () => respond(world, path, body),
    }
  const method = path.replace(/^\/api\//, '').replace(/\?.*$/s, '')
  return {
    method,
    channel: channelOf(world, method, body)?.id,
    run: async () => ({
      status: 200,
      body: await callMethod(world, method, tokenOf(request, body), body),
      headers: { 'x-oauth-scopes': world.scopes.join(',') },
    }),
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const type = typeof body === 'string' ? 'text/html' : 'application/json; charset=utf-8'
  response.writeHead(status, { 'content-type': type, ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

async function serve(
  world: World,
  faults: Faults,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parse(await read(request))
  const call = callOf(world, request, body)
  const { method, channel, run } = call
  const record = (status: number, error: string | undefined): void => {
    const made: FakeRequest = { method, body, status, error, atMs: performance.now() }
    world.requests.push(made)
    world.changed()
  }
  if (faults.holds(call, run)) return record(0, 'held')
  const verdict = await faults.judge(method, channel)
  if (verdict.kind === 'dropped') {
    if (verdict.taken) await run()
    record(0, verdict.taken ? 'dropped' : 'reset')
    response.destroy()
    return
  }
  const answer = verdict.kind === 'pass' ? await run() : verdictAnswer(method, verdict)
  send(response, answer)
  record(answer.status, errorOf(answer))
}

/** Listens on 127.0.0.1; what goes wrong inside is answered with 500 and its message, so that a test sees it. */
export async function startFront(world: World, faults: Faults): Promise<Server> {
  const server = createServer((request, response) => {
    serve(world, faults, request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return
      send(response, { status: 500, body: `The loopback Slack failed: ${String(error)}` })
    })
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return server
}
