/** A loopback HTTP server that answers as told, and fails in the ways upstreams fail. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void

export interface UpstreamServer {
  readonly url: string
  /** What was asked, in order. */
  readonly requests: { readonly url: URL; readonly headers: IncomingMessage['headers'] }[]
  /** Lets the next `times` requests fail like this. */
  fail(fault: Handler, times?: number): void
  /** Never answers the next request; resolves when it has come. */
  stallNext(): Promise<void>
  /** Forgets the failures that are left. */
  recover(): void
}

export async function startUpstream(handler: Handler): Promise<UpstreamServer> {
  const requests: UpstreamServer['requests'] = []
  const faults: Handler[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://loopback')
    requests.push({ url, headers: request.headers })
    const answer = faults.shift() ?? handler
    answer(request, response, url)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    fail: (fault, times = 1) => void faults.push(...Array.from({ length: times }, () => fault)),
    stallNext: () => new Promise(resolve => faults.push(() => resolve())),
    recover: () => void faults.splice(0),
  }
}

export const status =
  (code: number, headers: Record<string, string> = {}): Handler =>
  (_request, response) =>
    void response.writeHead(code, headers).end(`status ${code}`)

export const html: Handler = (_request, response) =>
  void response
    .writeHead(200, { 'content-type': 'text/html' })
    .end('<!doctype html><html><body><p>Be right back<br></body></html>')

export const stall: Handler = () => {}

export const reset: Handler = request => void request.socket.destroy()

/** Announces more than it sends, then hangs up. */
export const hangUp: Handler = (_request, response) => {
  response.writeHead(200, { 'content-length': '1000' })
  response.write('[{"paper":', () => response.destroy())
}

/** Cuts a good answer in the middle, and says that it was all. */
export const half =
  (body: string): Handler =>
  (_request, response) =>
    void response.writeHead(200).end(body.slice(0, body.length / 2))

export const oversize =
  (bytes: number): Handler =>
  (_request, response) =>
    void response.writeHead(200).end(Buffer.alloc(bytes, 0x20))

export const redirect =
  (location: string): Handler =>
  (_request, response) =>
    void response.writeHead(302, { location }).end()
