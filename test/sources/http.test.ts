import { describe, expect, test } from 'vitest'
import { UserError } from '../../src/errors.ts'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { limits } from '../../src/sources/limits.ts'
import { entry, ids, startHuggingFace } from '../fakes/hugging-face.ts'
import { fakeNetwork } from '../fakes/network.ts'
import { half, html, status } from '../fakes/upstream.ts'

async function setUp(token?: string) {
  const network = fakeNetwork()
  const server = await startHuggingFace()
  return { server, network, source: createHuggingFace({ url: server.url, token, network }) }
}

const idsOf = (batch: { papers: readonly { id: string }[] }) => batch.papers.map(paper => paper.id)

async function callsWithoutWait(token?: string): Promise<number> {
  const network = { ...fakeNetwork(), fetch: async () => new Response('[]') }
  const source = createHuggingFace({ url: 'http://127.0.0.1', token, network })
  for (let call = 0; ; call++) {
    await source.list('2026-08-15', { deadlineMs: limits.huggingFace.pace.perMs })
    if (network.waits.length > 0) return call
  }
}

describe('429, 5xx or a changed schema', () => {
  test.each([
    ['5xx', status(500)],
    ['too many calls', status(429, { 'retry-after': '3600' })],
    ['a web page', html],
    ['half an answer', half('[{"paper":{"id":"2608.10001"}}]')],
    ['another schema', status(200)],
  ])('%s: the last good list stands in, with its age and the reason', async (_what, fault) => {
    const { source, server, network } = await setUp()
    server.lists.set(
      '2026-08-20',
      ids(3).map(id => entry(id)),
    )
    const { fetchedAt } = await source.list('2026-08-20')
    network.advance(3_600_000)
    server.fail(fault, limits.attempts)
    const second = await source.list('2026-08-20')
    expect(second).toMatchObject({
      live: false,
      fetchedAt,
      fault: expect.objectContaining({ name: 'SourceError' }),
    })
    expect(idsOf(second.value)).toEqual(ids(3))
  })

  test('a list with one old page is not live, and as old as that page', async () => {
    const { source, server, network } = await setUp()
    server.lists.set(
      '2026-08-20',
      ids(150).map(id => entry(id)),
    )
    const { fetchedAt } = await source.list('2026-08-20')
    network.advance(3_600_000)
    server.fail((request, response, url) => {
      const page = ids(150)
        .slice(0, 100)
        .map(id => entry(id))
      expect(url.searchParams.get('p')).toBe('0')
      expect(request.method).toBe('GET')
      response.end(JSON.stringify(page))
    })
    server.fail(html)
    expect(await source.list('2026-08-20')).toMatchObject({ live: false, fetchedAt })
  })

  test('an answer that cannot be kept, as on a full disk, is used all the same', async () => {
    const network = fakeNetwork()
    const server = await startHuggingFace()
    const full = { ...network.answers, set: () => Promise.reject(new Error('The disk is full.')) }
    const source = createHuggingFace({ url: server.url, network: { ...network, answers: full } })
    server.lists.set('2026-08-20', [entry('2608.10001')])
    const read = await source.list('2026-08-20')
    expect(read.live).toBe(true)
    expect(idsOf(read.value)).toEqual(['2608.10001'])
  })

  test('after a week the last good list is too old', async () => {
    const { source, server, network } = await setUp()
    await source.list('2026-08-20')
    network.advance(limits.keepMs)
    server.fail(html)
    await expect(source.list('2026-08-20')).rejects.toMatchObject({ code: 'source.malformed' })
  })
})

test('while an upstream is tried again, nobody else waits for the outcome', async () => {
  const { source, server, network } = await setUp()
  server.fail(html, limits.failuresToOpen)
  for (const id of ids(limits.failuresToOpen)) await source.paper(id).catch(() => undefined)
  network.advance(limits.openMs)
  const stopping = new AbortController()
  const arrived = server.stallNext()
  const probe = source.trending(5, { signal: stopping.signal })
  await arrived
  await expect(source.trending(6)).rejects.toMatchObject({ code: 'source.down' })
  stopping.abort(new Error('enough'))
  await expect(probe).rejects.toThrow('enough')
})

test('many calls that fail at once say why, and not only that there were many', async () => {
  const { source, server } = await setUp()
  server.fail(status(502), 99)
  const calls = await Promise.allSettled(ids(4).map(id => source.paper(id)))
  expect(calls.map(call => call.status)).toEqual(Array.from({ length: 4 }, () => 'rejected'))
  expect(source.health()).toMatchObject({ state: 'down', reason: expect.stringContaining('502') })
})

describe('the token', () => {
  const token = 'hf_verysecret'

  test('goes with every request, and never into an error', async () => {
    const { source, server } = await setUp(token)
    server.fail(status(401))
    const error = await source.list('2026-08-20').catch((thrown: unknown) => thrown)
    expect(server.requests[0]!.headers.authorization).toBe(`Bearer ${token}`)
    const shown = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String((error as Error).stack)
    expect(shown).not.toContain(token)
    expect(JSON.stringify(source.health())).not.toContain(token)
  })

  test('with a character that no header carries is told without being shown', () => {
    const network = fakeNetwork()
    const create = () => createHuggingFace({ url: 'http://127.0.0.1', token: `${token}\n2`, network })
    expect(create).toThrow(UserError)
    expect(create).not.toThrow(token)
  })

  test('doubles the calls within five minutes', async () => {
    expect(await callsWithoutWait()).toBe(500)
    expect(await callsWithoutWait(token)).toBe(1_000)
  })
})

test('an address that no call may go to is named as the reason', async () => {
  const source = createHuggingFace({ url: 'http://127.0.0.1:9', network: fakeNetwork() })
  await expect(source.paper('2608.10001')).rejects.toThrow('cannot be reached (bad port)')
})
