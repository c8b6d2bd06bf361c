import { describe, expect, test } from 'vitest'
import { type SyncProgress, syncLists } from '../../src/library/sync.ts'
import { limits } from '../../src/sources/limits.ts'
import { entry, ids } from '../fakes/hugging-face.ts'
import { html, status } from '../fakes/upstream.ts'
import { friday, recent, setUp } from './sync-fixture.ts'

describe('a partial list is never taken for the whole', () => {
  test('a list is open until it was fetched live after it stopped growing', async () => {
    const { library, fill, goTo, sync } = await setUp()
    fill(friday, 2)
    expect(await sync()).toMatchObject({ lists: 7, added: 2, failed: [], left: 0 })
    expect((await library.list(friday))?.info).toMatchObject({ closed: false, papers: 2 })
    goTo('2026-08-22T02:29:59Z')
    fill(friday, 3)
    await sync()
    expect((await library.list(friday))?.info).toMatchObject({ closed: false, papers: 3 })
    goTo('2026-08-22T02:30:00Z')
    fill(friday, 4)
    await sync()
    expect((await library.list(friday))?.info).toMatchObject({
      closed: true,
      papers: 4,
      fetchedAt: '2026-08-22T02:30:00Z',
    })
  })

  test('a kept answer closes nothing, and its fetch is not recorded', async () => {
    const { library, server, fill, goTo, sync } = await setUp()
    fill(friday, 2)
    await sync()
    goTo('2026-08-22T03:00:00Z')
    server.fail(html)
    const report = await sync()
    expect(report.failed).toEqual([{ date: friday, reason: expect.stringContaining('web page') }])
    expect((await library.list(friday))?.info).toMatchObject({
      closed: false,
      fetchedAt: `${friday}T09:00:00Z`,
    })
    await sync()
    expect((await library.list(friday))?.info.closed).toBe(true)
  })

  test('an empty list has not come yet; after its closing time it is closed and empty', async () => {
    const { library, goTo, sync } = await setUp()
    await sync()
    expect(await library.list(friday)).toBeUndefined()
    goTo('2026-08-22T02:30:00Z')
    await sync()
    expect((await library.list(friday))?.info).toMatchObject({ closed: true, papers: 0 })
  })

  test('a list with papers that comes empty is a fault, and stays as it was', async () => {
    const { library, fill, goTo, sync } = await setUp()
    fill(friday, 2)
    await sync()
    goTo('2026-08-22T03:00:00Z')
    fill(friday, 0)
    expect((await sync()).failed).toEqual([{ date: friday, reason: expect.stringContaining('came empty') }])
    expect((await library.list(friday))?.info).toMatchObject({ closed: false, papers: 2 })
  })

  test("today's list may not have begun at Hugging Face", async () => {
    const { server, sync } = await setUp(`${friday}T00:10:00Z`)
    server.today = '2026-08-20'
    expect(await sync()).toMatchObject({ lists: 6, failed: [] })
  })
})

describe('what fails does not take the rest with it', () => {
  test('upvotes of the last lists are refreshed', async () => {
    const { library, server, fill, sync } = await setUp()
    fill('2026-08-20', 3)
    await sync()
    server.lists.set(
      '2026-08-20',
      ids(3).map(id => entry(id, { upvotes: 99 })),
    )
    expect(await sync()).toMatchObject({ added: 0, changed: 3 })
    expect((await library.list('2026-08-20'))?.papers[0]?.upvotes).toBe(99)
  })

  test('a bad entry is counted and left out', async () => {
    const { server, sync } = await setUp()
    server.lists.set(friday, [entry('2608.10001'), { nothing: true }])
    expect(await sync()).toMatchObject({ added: 1, rejected: 1, failed: [] })
  })

  test('a date that fails is reported, and the others are fetched', async () => {
    const { server, fill, sync } = await setUp()
    fill('2026-08-20', 2)
    server.fail(status(500), limits.attempts)
    const report = await sync()
    expect(report).toMatchObject({ lists: 6, added: 2, left: 0 })
    expect(report.failed).toEqual([{ date: friday, reason: expect.stringContaining('500') }])
  })

  test('an upstream that is down is left alone, and the next sync goes on', async () => {
    const { server, fill, network, sync, asked } = await setUp()
    fill(friday, 2)
    server.fail(status(500), 100)
    const report = await sync()
    expect(report).toMatchObject({ lists: 0, left: 4 })
    expect(report.failed).toEqual([
      { date: '2026-08-21', reason: expect.stringContaining('500') },
      { date: '2026-08-20', reason: expect.stringContaining('500') },
      { date: '2026-08-19', reason: expect.stringContaining('left alone') },
    ])
    expect(asked()).toHaveLength(limits.failuresToOpen)
    network.advance(limits.openMs)
    expect(await sync()).toMatchObject({ lists: 0, left: 5 })
    expect(asked()).toHaveLength(limits.failuresToOpen + 1)
    network.advance(limits.openMs)
    server.recover()
    expect(await sync()).toMatchObject({ lists: 7, added: 2, failed: [] })
  })

  test('a rate limit is waited for as told', async () => {
    const { server, network, sync } = await setUp()
    server.fail(status(429, { ratelimit: '"api";r=0;t=290' }))
    expect(await sync()).toMatchObject({ lists: 7, failed: [] })
    expect(network.waits).toContain(290_000)
  })

  test('a rate limit without end stops the sync', async () => {
    const { server, sync, asked } = await setUp()
    server.fail(status(429, { 'retry-after': '3600' }))
    expect(await sync()).toMatchObject({ lists: 0, left: 6, failed: [{ date: friday }] })
    expect(asked()).toEqual([friday])
  })

  test('an interrupted sync goes on where it stopped', async () => {
    const { library, options, sync, fill, server } = await setUp()
    for (const date of ['2026-08-05', '2026-08-06', '2026-08-07', '2026-08-10', '2026-08-11', '2026-08-12'])
      fill(date, 1)
    await library.putList('2026-08-05', [], { fetchedAt: '2026-08-06T09:00:00Z', closed: true })
    const stopping = new AbortController()
    const onProgress = ({ date }: SyncProgress) =>
      date === '2026-08-10' && stopping.abort(new Error('stopped'))
    await expect(syncLists({ ...options, onProgress, signal: stopping.signal })).rejects.toThrow('stopped')
    expect((await library.lists(20)).map(({ date }) => date)).toEqual([
      ...recent.slice(1),
      '2026-08-07',
      '2026-08-06',
      '2026-08-05',
    ])
    const before = server.requests.length
    await sync()
    const again = server.requests.slice(before).map(({ url }) => url.searchParams.get('date'))
    expect(again).toEqual([...recent, '2026-08-10', '2026-08-11', '2026-08-12'])
  })
})
