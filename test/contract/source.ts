/** What every source promises, whatever its upstream does. */
import { describe, expect, test } from 'vitest'
import { limits } from '../../src/sources/limits.ts'
import type { PaperSource } from '../../src/sources/source.ts'
import { SourceError } from '../../src/sources/source-error.ts'
import { type FakeNetwork, fakeNetwork } from '../fakes/network.ts'
import {
  hangUp,
  half,
  html,
  oversize,
  redirect,
  reset,
  stall,
  startUpstream,
  status,
  type UpstreamServer,
} from '../fakes/upstream.ts'

const faultOf = (call: Promise<unknown>): Promise<SourceError> =>
  call.then(
    () => expect.unreachable('it should have failed'),
    error => {
      expect(error).toBeInstanceOf(SourceError)
      return error as SourceError
    },
  )

/** A request that takes so long by the network's clock. */
const lasting =
  (network: FakeNetwork, ms: number): typeof fetch =>
  (...request) => {
    network.advance(ms)
    return fetch(...request)
  }

/**
 * An upstream that knows the papers 2608.10001, with all its fields, and 2608.10002, with as few as can be, and whose
 * search finds both, with an entry between them that cannot be read.
 */
export interface SourceFixture {
  readonly server: UpstreamServer
  /** A good answer, to be cut in half. */
  readonly goodBody: string
  source(network: FakeNetwork): PaperSource
}

const known = '2608.10001'
const unknown = '2608.99999'

export function describeSource(name: string, start: () => Promise<SourceFixture>): void {
  const setUp = async (change = (network: FakeNetwork) => network) => {
    const network = change(fakeNetwork())
    const fixture = await start()
    return { ...fixture, network, source: fixture.source(network) }
  }
  describe(`${name} keeps the source contract`, () => {
    test('a paper comes by its id, without a version', async () => {
      const { source, network } = await setUp()
      const fetched = await source.paper(known)
      expect(fetched).toMatchObject({ live: true, fetchedAt: network.now().toString(), value: { id: known } })
      expect(fetched.value?.title).not.toMatch(/\s{2}|\n/)
      expect(fetched.value?.authors).toEqual(['Grace Example', 'Zoë Muster'])
    })

    test('a paper may lack everything that can be left out', async () => {
      const { source } = await setUp()
      expect((await source.paper('2608.10002')).value).toMatchObject({
        abstract: '',
        authors: [],
        categories: [],
      })
    })

    test('a paper that it does not know is undefined, and asked for once in five minutes', async () => {
      const { source, server, network } = await setUp()
      expect((await source.paper(unknown)).value).toBeUndefined()
      expect(await source.paper(unknown)).toMatchObject({ value: undefined, live: false })
      expect(server.requests).toHaveLength(1)
      network.advance(limits.freshMs)
      expect(await source.paper(unknown)).toMatchObject({ value: undefined, live: true })
    })

    test('one bad entry fails alone, with its place and the reason', async () => {
      const { source } = await setUp()
      const { value } = await source.search('things', 10)
      expect(value.papers.map(paper => paper.id)).toEqual([known, '2608.10002'])
      expect(value.rejected).toEqual([{ position: 1, reason: expect.stringContaining('title') }])
    })

    test('whatever is searched for stays within the query', async () => {
      const { source, server } = await setUp()
      await source.search('a&limit=9999#x "quoted" OR ti:x \uD800', 10_000)
      const [request] = server.requests
      expect(request!.url.hash).toBe('')
      const limit = request!.url.searchParams.get('limit') ?? request!.url.searchParams.get('max_results')
      expect(Number(limit)).toBeLessThanOrEqual(120)
    })

    test('it says who is asking', async () => {
      const { source, server } = await setUp()
      await source.paper(known)
      expect(server.requests[0]!.headers['user-agent']).toBe('paperboy/test')
    })

    test.each([
      ['5xx', status(503)],
      ['a reset', reset],
      ['a connection that ends too early', hangUp],
    ])('%s is asked again, after growing waits', async (_what, fault) => {
      const { source, server, network } = await setUp()
      server.fail(fault, 2)
      expect((await source.paper(known)).live).toBe(true)
      const backOffs = [limits.backoffMs / 2, limits.backoffMs]
      expect(network.waits.filter(ms => backOffs.includes(ms))).toEqual(backOffs)
    })

    test.each([
      [
        'RateLimit',
        status(429, { ratelimit: '"api";r=0;t=17', 'ratelimit-policy': '"fixed window";"api";q=500;w=300' }),
      ],
      ['Retry-After in seconds', status(429, { 'retry-after': '17' })],
      ['Retry-After as a date', status(429, { 'retry-after': 'Fri, 21 Aug 2026 09:00:17 GMT' })],
      ['Retry-After of a 503', status(503, { 'retry-after': '17' })],
    ])('%s is waited for as told', async (_what, fault) => {
      const { source, server, network } = await setUp()
      server.fail(fault)
      expect((await source.paper(known)).live).toBe(true)
      expect(network.waits).toContain(17_000)
      expect(server.requests).toHaveLength(2)
    })

    test('a wait beyond the deadline is not begun, and nothing is asked before it ends', async () => {
      const { source, server, network } = await setUp()
      server.fail(status(429, { ratelimit: '"api";r=0;t=170' }))
      const fault = await faultOf(source.paper(known))
      expect(fault).toMatchObject({ code: 'source.rate-limited', retryAfterMs: 170_000 })
      await expect(source.paper(unknown)).rejects.toMatchObject({ code: 'source.rate-limited' })
      expect(network.waits).toEqual([])
      expect(server.requests).toHaveLength(1)
      network.advance(170_000)
      expect((await source.paper(known)).live).toBe(true)
    })

    test.each([
      ['a web page', () => html, 'web page'],
      ['half an answer', half, 'half an answer'],
      [
        'a body beyond the limit',
        () => oversize(limits.bodyBytes + 1),
        `more than ${limits.bodyBytes} bytes`,
      ],
    ])('%s is malformed, and not asked for again', async (_what, fault, reason) => {
      const { source, server, goodBody } = await setUp()
      server.fail(fault(goodBody))
      expect(await faultOf(source.paper(known))).toMatchObject({
        code: 'source.malformed',
        message: expect.stringContaining(reason),
      })
      expect(server.requests).toHaveLength(1)
    })

    test('a refusal is not asked for again', async () => {
      const { source, server } = await setUp()
      server.fail(status(403))
      expect(await faultOf(source.paper(known))).toMatchObject({ code: 'source.refused' })
      expect(server.requests).toHaveLength(1)
    })

    test('a pause that it asks for shows in its health, until it answers again', async () => {
      const { source, server, network } = await setUp()
      server.fail(status(429, { 'retry-after': '170' }))
      await faultOf(source.paper(known))
      await faultOf(source.paper(unknown))
      expect(source.health()).toEqual({ state: 'paused', until: '2026-08-21T09:02:50Z' })
      network.advance(170_000)
      await source.paper(known)
      expect(source.health()).toEqual({ state: 'up', since: '2026-08-21T09:02:50Z' })
    })

    test('a stalled upstream holds nobody beyond the deadline', async () => {
      const { source, server } = await setUp()
      server.fail(stall)
      const fault = await faultOf(source.paper(known, { deadlineMs: 50 }))
      expect(fault).toMatchObject({
        code: 'source.unreachable',
        message: expect.stringContaining('within 50 ms'),
      })
      expect(source.health()).toEqual({ state: 'unknown' })
    })

    test.each([
      ['for five seconds', limits.patienceMs, 1, '5 s'],
      ['for a second, three times in a row', 1_000, limits.hastyToDown, '1 s'],
    ])('one that says nothing %s is down', async (_what, ms, calls, time) => {
      const { source, server, network } = await setUp(given => ({ ...given, fetch: lasting(given, ms) }))
      server.fail(stall, calls)
      for (let call = 0; call < calls; call++) {
        expect(source.health()).toEqual({ state: 'unknown' })
        await faultOf(source.paper(known, { deadlineMs: 50 }))
        network.advance(limits.arxiv.pace.perMs)
      }
      expect(source.health()).toMatchObject({ state: 'down', reason: `did not answer within ${time}` })
    })

    test('a caller can stop at any time', async () => {
      const { source, server } = await setUp()
      server.fail(stall)
      const stopping = new AbortController()
      const call = source.paper(known, { signal: stopping.signal })
      stopping.abort(new Error('shutting down'))
      await expect(call).rejects.toThrow('shutting down')
      expect(source.health()).toEqual({ state: 'unknown' })
    })

    test('a redirect is followed within the host, and never out of it', async () => {
      const { source, server } = await setUp()
      const elsewhere = await startUpstream(html)
      server.fail(redirect('/api/elsewhere'))
      await source.search('things', 5).catch(() => undefined)
      expect(server.requests.at(-1)!.url.pathname).toBe('/api/elsewhere')
      server.fail(redirect(elsewhere.url))
      expect(await faultOf(source.paper(known))).toMatchObject({ code: 'source.malformed' })
      expect(elsewhere.requests).toEqual([])
    })

    test('health says since when, and why', async () => {
      const { source, server, network } = await setUp()
      expect(source.health()).toEqual({ state: 'unknown' })
      await source.paper(known)
      const up = source.health()
      expect(up).toMatchObject({ state: 'up' })
      network.advance(60_000)
      const downSince = network.now().toString()
      server.fail(html, 2)
      await faultOf(source.search('one', 5))
      network.advance(60_000)
      expect((await faultOf(source.search('two', 5))).help).toBe('Down since 2026-08-21 09:01 UTC.')
      expect(source.health()).toEqual({
        state: 'down',
        since: downSince,
        reason: expect.stringContaining('answered'),
      })
      await source.search('three', 5)
      expect(source.health()).toMatchObject({ state: 'up', since: network.now().toString() })
    })

    test('after failures in a row it is left alone, and tried once a minute', async () => {
      const { source, server, network } = await setUp()
      server.fail(html, limits.failuresToOpen + 1)
      for (let call = 0; call < limits.failuresToOpen; call++) await faultOf(source.search(`call ${call}`, 5))
      const asked = server.requests.length
      expect(await faultOf(source.search('six', 5))).toMatchObject({ code: 'source.down' })
      expect(source.health()).toMatchObject({ reason: expect.stringContaining('web page') })
      expect(server.requests).toHaveLength(asked)
      network.advance(limits.openMs)
      const probe = faultOf(source.search('seven', 5))
      const hasty = faultOf(source.search('eight', 5))
      expect([(await probe).code, (await hasty).code]).toEqual(['source.malformed', 'source.down'])
      expect(server.requests).toHaveLength(asked + 1)
      network.advance(limits.openMs)
      expect((await source.search('nine', 5)).live).toBe(true)
    })
  })
}
