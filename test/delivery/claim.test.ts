import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { channel, claimOf, openWorld, post, World } from './fixture.ts'

const paper = (id: string) => ({ id, receipt: null })

test('a claim is posted once, and can be read with its receipts', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  const claim = claimOf('2026-08-20', { note: { lists: ['2026-08-19'] } })
  expect(await delivery.claim(claim)).toEqual({ kind: 'claimed' })
  await world.idle()
  expect(world.shown).toEqual(['s1:2026-08-20'])
  const { subscription, date, papers, note } = claim
  const message = { place: channel(), message: 'm1' }
  expect(await delivery.slot('s1', '2026-08-20')).toEqual({
    subscription,
    date,
    papers,
    note,
    channel: channel(),
    claimedAt: '2026-08-21T09:00:00Z',
    posts: [{ key: 's1:2026-08-20', place: channel(), delivered: { kind: 'sent', message } }],
  })
  expect(await delivery.posted(channel())).toEqual([
    {
      paper: '2608.20001',
      subscription,
      date,
      claimedAt: '2026-08-21T09:00:00Z',
      receipt: { why: 'topic' },
    },
  ])
  expect(await delivery.posted(channel(), ['2608.99999'])).toEqual([])
  expect(await delivery.waiting()).toEqual({ waiting: 0, sending: 0, paused: 0, unknowable: 0 })
  const kept = await world.db
    .selectFrom('outbox')
    .select(['reply', 'thread', 'workspace', 'platform'])
    .execute()
  expect(kept).toEqual([{ reply: null, thread: null, workspace: 'w', platform: 'memory' }])
})

test('a slot is claimed once, whatever is in it, by whoever is first', async () => {
  const world = await openWorld()
  const [one, two] = [await world.started(), await world.started()]
  const claims = [claimOf(), claimOf('2026-08-20', { papers: [], posts: [post('other')] })]
  const results = await Promise.all([one.delivery.claim(claims[0]!), two.delivery.claim(claims[1]!)])
  expect(results).toEqual([{ kind: 'claimed' }, { kind: 'already' }])
  await world.advance(1000)
  expect(await one.delivery.claim(claimOf())).toEqual({ kind: 'already' })
  expect(world.shown).toEqual(['s1:2026-08-20'])
})

test('two that find the same message due send it once', async () => {
  const world = await openWorld()
  const bots = [await world.started(), await world.started()]
  await world.idle()
  await world.bot().delivery.claim(claimOf())
  await world.advance(1000)
  expect(bots.flatMap(({ connection }) => connection.calls)).toEqual(['post s1:2026-08-20'])
})

test('a paper is posted once in a channel, and the same in another', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  const taking = (subscription: string, name: string, ...ids: string[]) =>
    delivery.claim({
      subscription,
      date: '2026-08-20',
      channel: channel(name),
      papers: ids.map(paper),
      posts: [post(subscription, channel(name))],
    })
  const results = await Promise.all([
    taking('s1', 'lab', '2608.00001', '2608.00002'),
    taking('s2', 'lab', '2608.00002', '2608.00003'),
    taking('s3', 'other', '2608.00002'),
  ])
  expect(results).toEqual([
    { kind: 'claimed' },
    { kind: 'conflict', papers: ['2608.00002'] },
    { kind: 'claimed' },
  ])
  expect(await taking('s2', 'lab', '2608.00003')).toEqual({ kind: 'claimed' })
  await world.idle()
  expect(world.shown.toSorted()).toEqual(['s1', 's2', 's3'])
})

test('a paper that got a real id is the same paper', async () => {
  const world = await openWorld()
  const { delivery } = world.bot()
  await delivery.claim(claimOf('2026-08-20', { papers: [paper('title:zetta'), paper('2608.00009')] }))
  await world.db
    .insertInto('papers')
    .values({
      id: '2608.00001',
      title_key: 'title:zetta',
      record: '{}',
      origin: 'file',
      upvotes: null,
      revision: 1,
    })
    .execute()
  await world.db
    .insertInto('aliases')
    .values({ old_id: 'title:zetta', paper_id: '2608.00001', revision: 1 })
    .execute()
  for (const id of ['2608.00001', 'title:zetta'])
    expect(await delivery.claim(claimOf('2026-08-21', { papers: [paper(id)] }))).toEqual({
      kind: 'conflict',
      papers: [id],
    })
  expect((await delivery.posted(channel(), ['2608.00001'])).map(one => one.paper)).toEqual(['2608.00001'])
  const all = await delivery.posted(channel())
  expect(all.map(one => one.paper).toSorted()).toEqual(['2608.00001', '2608.00009'])
})

test('nothing to say is remembered, silently; the last slots come newest first', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  for (const date of ['2026-08-19', '2026-08-21', '2026-08-20'])
    await delivery.claim(claimOf(date, { papers: [], posts: [], note: { reason: 'no match' } }))
  expect(await delivery.claim(claimOf('2026-08-20'))).toEqual({ kind: 'already' })
  await world.advance(1000)
  expect(world.shown).toEqual([])
  const recent = await delivery.recent('s1', 2)
  expect(recent.map(({ date, note }) => [date, note])).toEqual([
    ['2026-08-21', { reason: 'no match' }],
    ['2026-08-20', { reason: 'no match' }],
  ])
  expect(await delivery.slot('s1', '2026-08-22')).toBeUndefined()
})

test('a claim that fails leaves nothing, and those made with it stand', async () => {
  const world = await openWorld()
  const { delivery } = await world.started()
  const twice = claimOf('2026-08-20', { papers: [paper('2608.00001'), paper('2608.00001')] })
  const [failed, made] = await Promise.allSettled([
    delivery.claim(twice),
    delivery.claim(claimOf('2026-08-21')),
  ])
  expect(failed).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('UNIQUE') } })
  expect(made).toMatchObject({ value: { kind: 'claimed' } })
  await world.idle()
  expect(world.shown).toEqual(['s1:2026-08-21'])
  expect(await delivery.claim(claimOf('2026-08-20'))).toEqual({ kind: 'claimed' })
})

test('what was claimed is on the disk, and a full disk is told', async () => {
  const folder = join(temporaryFolder(), 'data')
  const first = new World(await openDatabase(folder, { readOnly: false }))
  await first.bot().delivery.claim(claimOf())
  await first.db.destroy()
  const second = new World(await openDatabase(folder, { readOnly: false }))
  onTestFinished(() => second.db.destroy())
  const { delivery } = await second.started()
  await second.idle()
  expect(second.shown).toEqual(['s1:2026-08-20'])
  const large = post('large')
  const fills = { ...large, reply: { ...large.reply, summary: 'x'.repeat(5_000_000) } }
  await sql`pragma max_page_count = 100`.execute(second.db)
  await expect(delivery.send(fills)).rejects.toMatchObject({ code: 'storage.full' })
  expect(await delivery.claim(claimOf('2026-08-21'))).toEqual({ kind: 'claimed' })
})
